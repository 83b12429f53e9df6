import Support
import Testing

@testable import Messaging

@Suite("Filling the text of a message")
struct MessageTextTests {
    private let values = MessageText.Values(
        name: "최민지", productName: "아메리카노 T", validUntil: CalendarDay(year: 2027, month: 1, day: 21),
        barcode: "9526000000003016")

    @Test("every placeholder is filled")
    func fills() {
        let text = MessageText.fill("{이름}님 {상품명} {유효기간} {쿠폰번호}", with: values)

        #expect(text == "최민지님 아메리카노 T 2027년 1월 21일까지 9526000000003016")
    }

    @Test("a name that looks like a placeholder stays a name")
    func nameStays() {
        let sly = MessageText.Values(name: "{쿠폰번호}", productName: "", validUntil: nil, barcode: "1234")

        #expect(MessageText.fill("{이름}님", with: sly) == "{쿠폰번호}님")
    }

    @Test("braces that mean nothing are left alone", arguments: ["{", "}", "{}", "{이름", "{없는말} a"])
    func otherBraces(text: String) {
        #expect(MessageText.fill(text, with: values) == text)
    }
}
