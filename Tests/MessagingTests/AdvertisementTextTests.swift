import Accounts
import Support
import Testing

@testable import Messaging

@Suite("The text of an advertisement")
struct AdvertisementTextTests {
    @Test("it begins with the mark and the sender and ends with the free refusal")
    func complete() throws {
        let number = try #require(OptOutNumber("080-123-4567"))

        #expect(AdvertisementText.title("겨울 쿠폰") == "(광고)겨울 쿠폰")
        #expect(
            AdvertisementText.body("커피 한 잔 드려요.", sender: "가나다커피", optOut: number)
                == "(광고)가나다커피\n커피 한 잔 드려요.\n무료수신거부 080-123-4567")
    }

    @Test("what a person has written already is not written twice")
    func notTwice() throws {
        let number = try #require(OptOutNumber("0801234567"))
        let written = "(광고)가나다커피입니다.\n커피 한 잔!\n무료수신거부 0801234567"

        #expect(AdvertisementText.title("(광고) 겨울 쿠폰") == "(광고)겨울 쿠폰")
        #expect(AdvertisementText.body(written, sender: "가나다커피", optOut: number) == written)
    }

    @Test("only 080 numbers are free", arguments: ["0212345678", "08012345", "080123456789", "080-abc-1234", ""])
    func refused(text: String) {
        #expect(OptOutNumber(text) == nil)
    }
}
