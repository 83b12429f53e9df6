import Accounts
import Support
import Testing

@Suite("What an administrator enters")
struct EnteredValuesTests {
    @Test(
        "a sender number is a landline, a VoIP, a mobile or a represented number",
        arguments: [
            ("02-1234-5678", "0212345678"), ("02 123 4567", "021234567"), ("031-123-4567", "0311234567"),
            ("+82 2 1234 5678", "0212345678"), ("010-9876-5432", "01098765432"), ("070-1234-5678", "07012345678"),
            ("1588-1234", "15881234"), ("1800-0000", "18000000"), ("064.710.1234", "0647101234"),
        ])
    func acceptsSenders(text: String, digits: String) {
        #expect(SenderNumber(text)?.digits == digits)
    }

    @Test(
        "other numbers may not stand as sender",
        arguments: [
            "", "가나다", "080-123-4567", "0505-123-4567", "011-123-4567", "02-12345", "010-123-4567", "15-88-12",
            "1588-12345", "1234-5678", "119", "012-1234-5678", "02-1234-56789", "099-123-4567",
        ])
    func refusesOtherNumbers(text: String) {
        #expect(SenderNumber(text) == nil)
    }

    @Test("a sender number is written with hyphens")
    func writesHyphens() {
        let written = ["0212345678", "021234567", "0311234567", "15881234", "01098765432"].map {
            SenderNumber($0)?.hyphenated
        }
        #expect(written == ["02-1234-5678", "02-123-4567", "031-123-4567", "1588-1234", "010-9876-5432"])
    }

    @Test(
        "a POC_ID is one to ten letters and digits",
        arguments: [
            ("POC0000001", true), ("a", true), ("", false), ("POC00000012", false), ("POC 1", false), ("쿠폰", false),
        ])
    func checksPOCID(text: String, isRight: Bool) {
        #expect((POCID(text) != nil) == isRight)
    }

    @Test(
        "a login id is kept in small letters",
        arguments: [
            ("Haneul.Kim", "haneul.kim"), ("a@b.co", "a@b.co"), ("ab", nil), ("한글아이디", nil), ("a b c", nil),
            ("x'; DROP", nil),
        ])
    func lowersLoginIDs(text: String, expected: String?) {
        #expect(LoginID(text)?.text == expected)
    }

    @Test("every wrong field of a new user is named at once")
    func namesEveryWrongField() throws {
        let problems = try #require(throws: FieldProblems.self) {
            try NewUser(
                companyID: "x", loginID: "한글", name: " ", email: "nowhere", phone: "02-123-4567", role: "boss")
        }
        #expect(problems.items.map(\.field) == ["companyId", "loginId", "name", "email", "phone", "role"])
    }

    @Test("permissions beyond the role are refused")
    func refusesPermissionsBeyondTheRole() {
        let id = Company.ID.new().description
        #expect(throws: FieldProblems("permissions", "그 역할에 줄 수 없는 권한이 들어 있습니다.")) {
            try NewUser(companyID: id, loginID: "member", name: "이름", role: "member", permissions: ["admin"])
        }
    }

    @Test(
        "line breaks cannot be part of a name", arguments: ["홍\n길동", "홍\u{0}길동", "홍\u{2028}길동", "홍\r\n길동"])
    func refusesControlCharacters(name: String) {
        #expect(throws: FieldProblems.self) { try NewCompany(name: name, pocID: "POC1") }
    }
}

@Suite("A new password")
struct PasswordTests {
    private let loginID = LoginID("haneul.kim")!

    @Test(
        "is long or mixed",
        arguments: ["coral-Tulip-47", "긴비밀번호를한글로씁니다", "mossy7pond", "just-letters-here", "sunny7dog"])
    func accepts(text: String) throws {
        #expect(try Password(text, for: loginID).text == text)
    }

    @Test(
        "is refused when it is short, common or the login id",
        arguments: [
            ("short7", WeakPassword.tooShort), ("abcdefgh", .tooShort), ("", .tooShort),
            ("password123", .common), ("QWER1234", .common), ("my Haneul.Kim1", .holdsLoginID),
            ("aaaaaaaaaaaa", .common), ("abcdefgh7", .pattern), (String(repeating: "가나다", count: 50), .tooLong),
            ("a" + String(repeating: "\u{301}", count: 80_000), .tooLong),
            ("coral-Tulip-47" + String(repeating: "\u{301}", count: 120), .tooLong),
        ])
    func refuses(text: String, reason: WeakPassword) {
        #expect(throws: reason) { try Password(text, for: loginID) }
    }

    @Test("prints as nothing")
    func isNotPrinted() throws {
        let password = try Password("coral-Tulip-47", for: loginID)
        var dumped = ""
        dump(password, to: &dumped)
        #expect(!"\(password)\(String(reflecting: password))\(dumped)".contains("Tulip"))
    }

    @Test("made by the program is accepted by itself and never the same")
    func temporaryPasswords() throws {
        let made = (0..<100).map { _ in Password.temporary().text }
        #expect(Set(made).count == 100)
        for text in made { #expect(try Password(text, for: loginID).text == text) }
    }
}

@Suite("The scope of a user")
struct TenantScopeTests {
    private let own = Company.ID.new()
    private let other = Company.ID.new()

    private func principal(_ role: Role) -> Principal {
        Principal(
            userID: .new(), companyID: own, companyName: "가나다", loginID: "someone", name: "김하늘", role: role,
            mustChangePassword: false, address: "192.0.2.7")
    }

    @Test("is the own company for a member, whatever company is asked for")
    func memberStaysAtHome() {
        let scope = principal(.member).scope(choosing: other)
        #expect(scope == .company(own))
        #expect(!scope.allows(other))
    }

    @Test("is every company, or a chosen one, for an administrator")
    func administratorChooses() {
        #expect(principal(.administrator).scope(choosing: nil) == .all)
        #expect(principal(.administrator).scope(choosing: other) == .company(other))
    }
}
