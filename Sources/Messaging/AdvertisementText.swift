import Accounts

/// What the law wants in the text of an advertisement: `(광고)` first, who sends it, and how to refuse it for free.
///
/// 정보통신망법 제50조: the mark stands exactly so at the beginning, in the text and not only in the picture.
package enum AdvertisementText {
    package static let mark = "(광고)"

    package static func title(_ title: String) -> String { mark + unmarked(title) }

    /// A mark, name or number that a person has written already is not written twice.
    package static func body(_ body: String, sender: String, optOut: OptOutNumber) -> String {
        let text = unmarked(body)
        let named = text.hasPrefix(sender) ? text : "\(sender)\n\(text)"
        let refusable = text.contains(optOut.digits) || text.contains(optOut.hyphenated)
        return mark + named + (refusable ? "" : "\n\(refusal(optOut))")
    }

    package static func refusal(_ optOut: OptOutNumber) -> String { "무료수신거부 \(optOut.hyphenated)" }

    private static func unmarked(_ text: String) -> String {
        guard text.hasPrefix(mark) else { return text }
        return String(text.dropFirst(mark.count).drop(while: \.isWhitespace))
    }
}
