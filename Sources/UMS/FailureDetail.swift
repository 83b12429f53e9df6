import Foundation

/// What DONE_FB_DETAIL tells about a failure, as far as it can be read.
///
/// The hub's `fbReasonLst` as JSON: `[{"ch":"MMS","fbResultCode":"31107","fbResultDesc":"…","telco":"KT"}]`, perhaps a
/// single object (docs/sources.md §1.7). Nobody promises it: what is no such JSON is kept as the text that it is.
package struct FailureDetail: Sendable, Equatable {
    /// For an operator: each reason with its code, or the raw text.
    package let words: String
    package let telco: Telco?

    /// nil when there is nothing in it.
    package init?(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let reasons = Self.reasons(text)
        guard !reasons.isEmpty else {
            guard !["", "[]", "{}", "null"].contains(text) else { return nil }
            (words, telco) = (text, nil)
            return
        }
        words = reasons.map(\.words).joined(separator: " · ")
        telco = reasons.lazy.compactMap(\.telco).last
    }

    private static func reasons(_ text: String) -> [Reason] {
        let json = try? JSONSerialization.jsonObject(with: Data(text.utf8))  // no JSON: kept as text
        let objects = (json as? [Any]) ?? [json as Any]
        return objects.compactMap { ($0 as? [String: Any]).flatMap(Reason.init) }
    }

    private struct Reason {
        let words: String
        let telco: Telco?

        /// nil when the object says neither code nor description.
        init?(_ object: [String: Any]) {
            let parts = ["fbResultDesc", "fbResultCode"].compactMap { Self.text(object[$0]) }
            guard !parts.isEmpty else { return nil }
            words = parts.count == 2 ? "\(parts[0]) (\(parts[1]))" : parts[0]
            telco = Self.text(object["telco"]).flatMap(Telco.init(agentText:))
        }

        private static func text(_ value: Any?) -> String? {
            switch value {
            case let text as String: text.isEmpty ? nil : text
            case let number as NSNumber: number.stringValue
            default: nil
            }
        }
    }
}
