import Foundation
import Simulation

/// One row of UMS_MSG as the agent holds it in memory.
struct Message: Sendable, Equatable {
    let clientKey: String
    let phone: String
    let callback: String
    let title: String
    let text: String
    let files: [String]
    let requestedAt: Date
    var status: Status
    /// On the agent's clock: when it takes its next step.
    var due: Date
    /// Known once the message is refused or at the hub.
    var delivery: Delivery?
    var doneAt: Date?

    /// MSG_STATUS.
    enum Status: String, Sendable, CaseIterable {
        case ready
        case preSend = "pre-send"
        case preImage = "pre-image"
        case request
        case complete
    }

    /// What the agent or the hub refuses before any carrier sees it; the files are looked at later.
    func refusal(settings: AgentSettings, at now: Date) -> AgentCode? {
        // The hub's own rule for cliKey, ^[a-zA-Z0-9-_.@]{1,30}$, met with the agent's "letters and digits only".
        guard (1...30).contains(clientKey.utf8.count), clientKey.utf8.allSatisfy(\.isLetterOrDigit) else {
            return .wrongParameter
        }
        guard Self.isMobileNumber(phone) else { return .numberFormat }
        guard callback.utf8.allSatisfy(\.isDigit), (8...12).contains(callback.utf8.count),
            settings.callbacks.isEmpty || settings.callbacks.contains(callback)
        else { return .callbackNotRegistered }
        guard files.count <= 3 else { return .tooManyFiles }
        let isAdvertisement = title.hasPrefix("(광고)") || text.hasPrefix("(광고)")
        let hour = KoreanTime.hour(now)
        return isAdvertisement && (hour >= 21 || hour < 8) ? .nightAdvertisement : nil
    }

    /// 010 and eight digits, or an older prefix and seven or eight; digits only.
    static func isMobileNumber(_ number: String) -> Bool {
        guard number.utf8.allSatisfy(\.isDigit) else { return false }
        if number.hasPrefix("010") { return number.utf8.count == 11 }
        let isOlder = ["011", "016", "017", "018", "019"].contains(where: number.hasPrefix)
        return isOlder && (10...11).contains(number.utf8.count)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isLetterOrDigit: Bool { isDigit || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
