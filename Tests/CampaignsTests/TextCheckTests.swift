import Accounts
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
        guard let phone = try? PhoneNumber("01012345678") else { return [] }
        CampaignTextCheck.check(
            CampaignDraft(
                companyID: .new(), eventName: "행사", goodsID: "G1", purpose: "information", title: title,
                message: message, callbackNumber: "0269569621", templateID: nil, scheduledAt: nil,
                recipients: [CampaignRecipient(name: name, phone: phone, quantity: 1)], confirmCount: 1),
            productName: product, into: &problems)
        return problems.items
    }
}
