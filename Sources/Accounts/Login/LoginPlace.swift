import Foundation

/// Where somebody tries a password, as failures are counted: what strangers do elsewhere does not count here.
enum LoginPlace: Sendable, Equatable {
    /// A browser that this very account has signed in with.
    case browser(KnownBrowser.ID)
    case network(String)
    /// Inside a session of the account, where the present password is asked for before it is changed.
    case session

    /// As it stands in `login_throttle.place`; the empty place is all of them together.
    var text: String {
        switch self {
        case .browser(let id): "browser:\(id)"
        case .network(let network): "network:\(network)"
        case .session: "session"
        }
    }

    /// Whether only somebody who had the password before can be there: brakes for everybody do not reach this place.
    var isKnown: Bool {
        switch self {
        case .browser, .session: true
        case .network: false
        }
    }

    /// An IPv4 address, or the 64 bits of an IPv6 address that one connection is given: the rest is anybody's choice.
    static func network(of address: String) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard address.contains(":"), address.utf8.count <= 45, inet_pton(AF_INET6, address, &bytes) == 1 else {
            return String(address.filter(\.isASCII).prefix(45))
        }
        let groups = stride(from: 0, to: 8, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
        return groups.joined(separator: ":") + "::/64"
    }
}
