import Accounts
import Audit
import Support
import TestKit
import Testing

@Suite("A password that is easily guessed", .database)
struct GuessablePasswordTests {
    private static let loginID = LoginID("haneul.kim")!

    /// What is tried first where Koreans work, each long and mixed enough for the rule of length.
    static let guesses = """
        password1! Password123 p@ssw0rd! Passw0rd1 P@ssword2026 qwerty123! Qwerty12345 qwertyuiop 1q2w3e4r! 1q2w3e4r5t
        1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 1qaz2wsx! 1qaz2wsx3edc zaq12wsx qazwsx123 qwer1234! qwer4321 asdf1234! asdfghjkl;
        zxcvbnm,./ zxcv1234 1234qwer 1234qwer! qwe123qwe abc12345 abcd1234! aa123456! a123456789 123456789a 1234567890
        0987654321 987654321! 1111aaaa admin1234! administrator1 root1234! test1234! guest1234 user1234! master1234
        iloveyou1! sunshine1 princess1 football1 baseball12 superman1! dragon123! monkey123! letmein123 welcome1! Welcome2026
        trustno1! starwars1 changeme1! samsung123 korea1234! seoul2026! summer2026! winter2026! September2026 love1234!
        dlfwjdqhr1 tkfkdgo1! tkfkdgody12 qlalfqjsgh qlalfqjsgh1! qlqjs1234! rhksflwk1! eogksalsrnr1 dkssudgktpdy godqhr1234
        ghkdlxld1! rkskekfk1! saranghae1 annyeong123 비밀번호1234 비밀번호123! 사랑해1234! 대한민국2026 관리자1234! 안녕하세요123
        행복하자7777! asdasdasd1 qweqweqwe1 testtesttest abcabcabc1 !@#$%^&*() 1!2@3#4$5% aaaa1111! 010101010a
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    @Test("is refused with the reason", arguments: guesses)
    func refusesGuesses(guess: String) throws {
        let refusal = try #require(throws: WeakPassword.self) { try Password(guess, for: Self.loginID) }

        #expect(refusal == .common || refusal == .pattern)
        #expect(refusal.message.contains("쉽게 맞힐 수 있습니다"))
    }

    @Test(
        "is one with a name in it that whoever knows the account would try",
        arguments: [
            ("haneul.kim@blue", WeakPassword.holdsLoginID), ("HaneulKim-4771", .holdsLoginID),
            ("my-h4neul.k1m-x", .holdsLoginID),
            ("my-coupon-47-x", .holdsProduct), ("C0up0n-tiger-x", .holdsProduct), ("파란쿠폰나무-9", .holdsProduct),
            ("znvhs-tree-47x", .holdsProduct), ("coufun-Tulip-4", .holdsProduct),
        ])
    func refusesNames(guess: String, reason: WeakPassword) {
        #expect(throws: reason) { try Password(guess, for: Self.loginID) }
    }

    @Test(
        "is not what people make up, in Latin letters or Hangul",
        arguments: [
            "correct-horse-battery-77", "member-of-a-company-42", "violet-Rain-82", "긴비밀번호를한글로씁니다", "푸른고래가 노래한다",
            "mossy7pond", "k7mp-x3qd-9rtw-v2hn", "Tr0ub4dor&3x", "gkssk-Blue-nine", "쇠똥구리 3마리 굴렁쇠",
        ])
    func accepts(text: String) throws {
        #expect(try Password(text, for: Self.loginID).text == text)
    }

    @Test(
        "is one with the company's name, also as the same keys write it in Latin letters",
        arguments: ["가나다커피-47x", "Blue-가나다 커피-9", "rkskekzjvl-47x", "rkskek-Blue-77"])
    func refusesTheCompany(guess: String) async throws {
        let office = try await Office()

        let problems = try await #require(throws: FieldProblems.self) { try await office.add(password: guess) }

        #expect(problems == FieldProblems("password", WeakPassword.holdsCompany.message))
    }

    @Test("is refused when somebody changes the own password, too")
    func refusesChanges() async throws {
        let office = try await Office()
        try await office.add()
        let principal = try await office.signIn().session.principal
        let change = office.desk.passwordChange

        for (guess, reason) in [("가나다커피-47x", WeakPassword.holdsCompany), ("qlalfqjsgh1!", .common)] {
            await #expect(throws: FieldProblems("newPassword", reason.message)) {
                try await change.change(of: principal, from: Office.password, to: guess)
            }
        }
    }

    @Test("is looked for in ten thousand and more, of eight letters and more")
    func hasALongList() {
        #expect(CommonPasswords.count { $0.count >= 8 } >= 10_000)
    }
}
