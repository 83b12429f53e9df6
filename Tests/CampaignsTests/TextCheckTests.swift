import Accounts
import Foundation
import Support
import Testing

@testable import Campaigns

@Suite("Checking the texts of a campaign")
struct TextCheckTests {
    @Test("letters that phones cannot show are named with their places, counted from 1")
    func foreignLetters() {
        let problems = problems(title: "😀쿠폰❤️", message: "안녕하세요")

        #expect(problems.map(\.field) == ["title"])
        #expect(problems[0].message.contains("1번째 글자 ‘😀’, 4번째 글자 ‘❤️’"))
    }

    @Test("a product whose name phones cannot show is not filled into a text")
    func foreignProduct() {
        let filled = problems(title: "쿠폰", message: "{상품명} 드려요", product: "라떼™ 😀")
        let unused = problems(title: "쿠폰", message: "커피 드려요", product: "라떼™ 😀")

        #expect(filled.map(\.field) == ["message"])
        #expect(filled[0].message.contains("‘😀’"))
        #expect(unused.isEmpty)
    }

    @Test(
        "what looks like a field and is none is refused with the fields that exist",
        arguments: [
            ("{성명}님 감사합니다", "{성명}"), ("{{ 이름 }} 님", "{{ 이름 }}"), ("｛이름｝ 님", "｛이름｝"), ("{{이름}} 님", "{{이름}}"),
            ("{ 이름} 님", "{ 이름}"), ("#{이름} 님", "#{이름}"), ("{이름 님", "{이름 님"), ("{이름}{번호}", "{번호}"),
        ])
    func strangeFields(message: String, field: String) {
        let problems = problems(title: "쿠폰", message: message)

        #expect(problems.map(\.field) == ["message"])
        #expect(problems.first?.message.contains("‘\(field)’") == true)
        #expect(problems.first?.message.contains("{이름}, {상품명}, {유효기간}, {쿠폰번호}") == true)
    }

    @Test(
        "fields and lonely braces may stand in a text",
        arguments: ["{이름}님 {상품명} {유효기간} {쿠폰번호}", "a { b", "} c", "{\n}"])
    func knownFields(message: String) {
        #expect(problems(title: "쿠폰", message: message).isEmpty)
    }

    @Test("control characters are refused with place and name")
    func controls() {
        var problems = FieldProblems()
        CampaignTextCheck.controls(draft(title: "감\u{0}사", message: "감사\u{1B}", event: "행\u{B}사"), into: &problems)

        #expect(problems.items.map(\.field) == ["eventName", "title", "message"])
        #expect(problems.items[2].message.contains("3번째 글자") && problems.items[2].message.contains("ESC"))
    }

    @Test("syllables that a Mac took apart are put together before anything is checked or counted")
    func composed() {
        let apart = "감사 쿠폰".decomposedStringWithCanonicalMapping
        let read = draft(title: apart, message: apart + "\u{A0}을 드립니다\u{200B}", event: apart).entered()

        #expect(Array(read.title.unicodeScalars) == Array("감사 쿠폰".unicodeScalars))
        #expect(Array(read.message.unicodeScalars) == Array("감사 쿠폰 을 드립니다".unicodeScalars))
        #expect(Array(read.eventName.unicodeScalars) == Array("감사 쿠폰".unicodeScalars))
    }

    @Test("lengths are those of the filled text, Hangul two bytes a letter", arguments: [(49, true), (48, false)])
    func filledLength(letters: Int, isTooLong: Bool) {
        // {이름} becomes two letters.
        let problems = problems(title: String(repeating: "가", count: letters) + "{이름}", message: "안녕하세요", name: "하늘")

        #expect(problems.map(\.field) == (isTooLong ? ["title"] : []))
    }

    private func problems(title: String, message: String, product: String = "아메리카노", name: String = "하늘")
        -> [FieldProblems.Item]
    {
        var problems = FieldProblems()
        CampaignTextCheck.check(
            draft(title: title, message: message, name: name), productName: product, into: &problems)
        return problems.items
    }

    private func draft(title: String, message: String, name: String = "하늘", event: String = "행사") -> CampaignDraft {
        let people =
            (try? PhoneNumber("01012345678")).map { [CampaignRecipient(name: name, phone: $0, quantity: 1)] } ?? []
        return CampaignDraft(
            companyID: .new(), eventName: event, goodsID: "G1", purpose: "information", title: title, message: message,
            callbackNumber: "0269569621", templateID: nil, scheduledAt: nil, recipients: people, confirmCount: 1)
    }
}
