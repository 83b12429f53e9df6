import Foundation
import Messaging
import Support

/// Checks the texts of a campaign the way they will be sent: as ``CampaignDraft/entered()`` reads them, filled, and counted
/// in CP949.
enum CampaignTextCheck {
    static func check(_ draft: CampaignDraft, productName: String, into problems: inout FieldProblems) {
        let event = draft.eventName
        if event.isEmpty { problems.add("eventName", "이벤트명을 입력해 주세요.") }
        if event.count > 100 { problems.add("eventName", "이벤트명은 100자까지 쓸 수 있습니다. 지금 \(event.count)자입니다.") }
        if draft.title.isEmpty {
            problems.add("title", "문자 제목을 입력해 주세요.")
        }
        if draft.message.trimmed.isEmpty {
            problems.add("message", "문자 내용을 입력해 주세요.")
        }
        if draft.title.contains(where: \.isNewline) { problems.add("title", "문자 제목은 한 줄로 입력해 주세요.") }
        for (text, field) in [(draft.title, "title"), (draft.message, "message")] {
            letters(text, field, &problems)
            fields(text, field, &problems)
            product(productName, text, field, &problems)
        }
        names(draft, &problems)
        guard problems.isEmpty else { return }
        lengths(draft, productName, &problems)
    }

    /// Looked for in the texts as they came: a phone may end the message there.
    static func controls(_ draft: CampaignDraft, into problems: inout FieldProblems) {
        problems.refuseControls(in: draft.eventName, "eventName")
        problems.refuseControls(in: draft.title, "title")
        problems.refuseControls(in: draft.message, "message")
    }

    /// `{성명}` would go out as it stands.
    private static func fields(_ text: String, _ field: String, _ problems: inout FieldProblems) {
        guard let strange = MessageText.strangeField(in: text) else { return }
        let known = MessageText.Placeholder.allCases.map(\.rawValue).joined(separator: ", ")
        problems.add(field, "‘\(strange)’은(는) 채워 넣을 수 없는 항목입니다. 쓸 수 있는 항목은 \(known)입니다.")
    }

    private static func letters(_ text: String, _ field: String, _ problems: inout FieldProblems) {
        let foreign = CP949.unencodable(in: text)
        guard !foreign.isEmpty else { return }
        let named = foreign.prefix(5).map { "\($0.position + 1)번째 글자 ‘\($0.character)’" }.joined(separator: ", ")
        let more = foreign.count > 5 ? " (모두 \(foreign.count)자)" : ""
        problems.add(field, "일부 휴대폰에서 ?로 표시되는 글자가 있어 보낼 수 없습니다. 다른 글자로 바꿔 주세요: \(named)\(more)")
    }

    /// COUFUN's name of the product, where it is filled in.
    private static func product(_ name: String, _ text: String, _ field: String, _ problems: inout FieldProblems) {
        guard text.contains(MessageText.Placeholder.product.rawValue),
            let letter = CP949.unencodable(in: name).first?.character
        else { return }
        problems.add(
            field, "상품명의 ‘\(letter)’은(는) 일부 휴대폰에서 ?로 표시되어 {상품명}으로 넣을 수 없습니다. 상품 이름을 직접 써 주세요.")
    }

    /// A name that stands in the text must be writable on a phone, too.
    private static func names(_ draft: CampaignDraft, _ problems: inout FieldProblems) {
        let placeholder = MessageText.Placeholder.name.rawValue
        guard draft.title.contains(placeholder) || draft.message.contains(placeholder) else { return }
        for (index, recipient) in draft.recipients.enumerated() {
            guard let letter = CP949.unencodable(in: recipient.name).first?.character else { continue }
            problems.add(
                "recipients[\(index)].name",
                "\(index + 1)번째 수신자 이름의 ‘\(letter)’은(는) 일부 휴대폰에서 ?로 표시되어 보낼 수 없습니다. 이름을 고쳐 주세요.")
            if problems.items.count >= 20 { return }
        }
    }

    /// The longest filled text decides: one recipient with a long name must not be the one who gets half a message.
    private static func lengths(_ draft: CampaignDraft, _ productName: String, _ problems: inout FieldProblems) {
        for (index, recipient) in draft.recipients.enumerated() {
            let values = MessageText.Values(
                name: recipient.name, productName: productName, validUntil: longestDay, barcode: longestBarcode)
            let title = CP949.byteCount(MessageText.fill(draft.title, with: values))
            let body = CP949.byteCount(MessageText.fill(draft.message, with: values))
            if title > MessageText.maxTitleBytes {
                problems.add(
                    "title",
                    "\(index + 1)번째 수신자의 제목이 \(title)바이트입니다. 제목은 \(MessageText.maxTitleBytes)바이트(한글 50자)까지 보낼 수 있습니다.")
            }
            if body > MessageText.maxBodyBytes {
                problems.add(
                    "message",
                    "\(index + 1)번째 수신자의 내용이 \(body.grouped)바이트입니다. 내용은 \(MessageText.maxBodyBytes.grouped)바이트(한글 1,000자)까지 보낼 수 있습니다."
                )
            }
            guard problems.isEmpty else { return }
        }
    }

    private static let longestDay = CalendarDay(year: 2026, month: 12, day: 31)
    private static let longestBarcode = String(repeating: "8", count: 20)
}
