import Foundation
import Support

/// One row for `UMS_MSG`: an MMS that the SNAP agent is to send. Holds clear personal data; never log it.
package struct UMSMessage: Sendable, Equatable {
    /// Letters and digits, at most 30 (docs/sources.md §1.5): the key under which the result is found.
    package let clientKey: String
    package let callbackNumber: String
    package let phone: PhoneNumber
    package let title: String
    package let text: String
    /// Absolute paths that the agent can read, at most three.
    package let files: [String]
    package let requestedAt: Date

    package init(
        clientKey: String, callbackNumber: String, phone: PhoneNumber, title: String, text: String, files: [String],
        requestedAt: Date
    ) {
        (self.clientKey, self.callbackNumber, self.phone) = (clientKey, callbackNumber, phone)
        (self.title, self.text, self.files, self.requestedAt) = (title, text, files, requestedAt)
    }
}

/// What the agent wrote about a message it is done with.
package struct UMSResult: Sendable, Equatable {
    package let clientKey: String
    package let code: String
    package let description: String?
    package let telco: Telco?
    package let doneAt: Date?
    /// What DONE_FB_DETAIL adds.
    package let detail: FailureDetail?

    package init(
        clientKey: String, code: String, description: String?, telco: Telco?, doneAt: Date?, detail: FailureDetail?
    ) {
        (self.clientKey, self.code, self.description) = (clientKey, code, description)
        (self.telco, self.doneAt, self.detail) = (telco ?? detail?.telco, doneAt, detail)
    }

    /// The agent's own words, for the operator: DONE_CODE_DESC, and where that is empty DONE_FB_DETAIL.
    package var words: String? {
        if let description, description.contains(where: { !$0.isWhitespace }) { return description }
        return detail?.words
    }
}

/// The carrier that delivered. The agent writes KTF, the hub's reports KT.
package enum Telco: String, Sendable {
    case skt = "SKT", kt = "KT", lgu = "LGU"

    package init?(agentText: String) {
        switch agentText.uppercased() {
        case "SKT": self = .skt
        case "KT", "KTF": self = .kt
        case "LGU", "LGT", "LGU+": self = .lgu
        default: return nil
        }
    }
}
