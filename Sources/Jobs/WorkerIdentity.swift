import Foundation

/// The name under which this process claims work: `place:pid:random`, new at every start.
///
/// `place` is the host and its pid namespace, so that pids of two containers are not mixed up. The random part keeps a
/// restarted process with the same pid from being taken for the one that died.
package struct WorkerIdentity: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package init() {
        let pid = ProcessInfo.processInfo.processIdentifier
        text = "\(Self.place):\(pid):\(String(UInt32.random(in: .min ... .max), radix: 36))"
    }

    /// A name as it stands in the database.
    package init(_ text: String) { self.text = text }

    package var description: String { text }

    /// Whether this names a process of our own host and namespace that does not run any more. False when nobody can tell.
    var isDeadNeighbour: Bool {
        let parts = text.split(separator: ":")
        guard parts.count == 3, parts[0] == Self.place, let pid = Int32(parts[1]), pid > 0 else { return false }
        return kill(pid, 0) != 0 && errno == ESRCH
    }

    /// Letters, digits, dots and hyphens only, at most 44.
    static let place: String = {
        let host = ProcessInfo.processInfo.hostName.filter { $0 != ":" }.prefix(28)
        let namespace = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
        return "\(host).\(namespace?.filter(\.isNumber) ?? "0")"
    }()
}
