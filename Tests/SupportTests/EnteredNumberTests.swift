import Support
import Testing

@Suite("Numbers as people enter them")
struct EnteredNumberTests {
    @Test(
        "what one can see is one number is that number",
        arguments: [
            ("010-2345-0001", "01023450001"), ("+82 10-2345-0001", "01023450001"), ("82-10-2345-0002", "01023450002"),
            ("(010)2345-0003", "01023450003"), ("0082 10 2345 0004", "01023450004"),
            ("00 82 10 2345 0005", "01023450005"),
            ("00-82-10-2345-0006", "01023450006"), ("+82(0)10-2345-0007", "01023450007"),
            ("+82-010-2345-0008", "01023450008"),
            ("010.2345.0009", "01023450009"), ("０１０２３４５００１０", "01023450010"), ("10-2345-0011", "01023450011"),
            ("tel:+821023450015", "01023450015"), ("010-2345-0016 ", "01023450016"), ("'010-2345-0017", "01023450017"),
            ("010 - 2345 - 0018", "01023450018"), ("001-82-10-2345-0019", "01023450019"),
            ("=010-2345-0020", "01023450020"),
            ("=\"01023450021\"", "01023450021"), ("1,023,450,022", "01023450022"), ("1023450023.0", "01023450023"),
            ("1023450024.00", "01023450024"), ("112345678.0", "0112345678"), ("161234567.0", "0161234567"),
            ("01023450004.0", "01023450004"), ("821023450005.0", "01023450005"),
            ("0 1 0 2 3 4 5 0 0 2 5", "01023450025"),
            ("٠١٠٢٣٤٥٠٠٢٦", "01023450026"), ("०१०-२३४५-००२७", "01023450027"), ("𝟎𝟏𝟎𝟐𝟑𝟒𝟓𝟎𝟎𝟐𝟖", "01023450028"),
            ("011-234-5678", "0112345678"), ("01612345678", "01612345678"),
        ])
    func readNumbers(written: String, digits: String) throws {
        #expect(try PhoneNumber(written).digits == digits)
    }

    @Test(
        "signs that nobody sees are no part of a number",
        arguments: [
            "\u{202A}010-2345-0001\u{202C}", "\u{2066}010-2345-0001\u{2069}", "\u{2068}010-2345-0001\u{2069}",
            "0\u{FE0D}10-2345-0001", "010\u{AD}2345\u{AD}0001", "010-2345\u{200B}-0001", "\u{200E}010-2345-0001",
            "\u{FEFF}010-2345-0001", "010-2345-0001\u{180E}", "010\u{2009}2345\u{2009}0001",
            "010\u{202F}2345\u{202F}0001",
            "010-2345-0001\u{3164}", "010-2345-0001\u{2028}", "010\u{2060}23450001", "010\u{FFA0}23450001\u{E007F}",
            "\u{115F}010\u{1160}23450001", "010\u{2064}-2345-0001", "010\u{2800}2345\u{3000}0001",
        ])
    func dropsUnseenSigns(written: String) throws {
        #expect(try PhoneNumber(written).digits == "01023450001")
    }

    @Test(
        "every kind of dash and dot is a separator",
        arguments: [
            "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}", "\u{FF0D}", "\u{FE63}",
            "\u{FE58}",
            "\u{2043}", "\u{207B}", "\u{3161}", "\u{30FC}", "\u{FF70}", "\u{2500}", "_", "~", "\u{B7}", "\u{30FB}",
            "\u{FF0E}",
            ",", "/", "\u{301C}", "\u{318D}", "\u{2E3A}", "\u{FF3F}", "\u{FF0F}", ".", " ", ")",
        ])
    func separates(sign: String) throws {
        #expect(try PhoneNumber("010\(sign)2345\(sign)1001").digits == "01023451001")
    }

    @Test(
        "what is not certainly one mobile number is refused with the reason",
        arguments: [
            ("1.02345E+09", InvalidPhoneNumber.cutByExcel), ("8.21023E+11", .cutByExcel), ("1.02345e9", .cutByExcel),
            ("010-2345-0001, 010-2345-0002", .several), ("010-2345-0003\n010-2345-0004", .several),
            ("010-2345-0005 / 010-2345-0006", .several), ("010-2345-0007 또는 010-2345-0008", .several),
            ("010-2345-0009;010-2345-0010", .several), ("02-6956-9621 010-2345-0013", .several),
            ("161234567 161234568", .several), ("010-2345-0011~12", .tooLong(digits: 13)),
            ("010-2345-0014 내선 12", .notDigits), ("010-2345-0014 ext 12", .notDigits), ("1588-1234", .notMobile),
            ("0505-123-4567", .safetyNumber), ("070-1234-5678", .notMobile), ("010-2345-00l5", .notDigits),
            ("01O-2345-0016", .notDigits), ("010-****-5678", .notDigits), ("112345678.5", .notDigits),
            ("011-234-5678/9", .unclear), ("10-2345-001/2", .unclear), ("010-2345-001-2", .unclear),
            ("+1 202 555 0100", .notDigits), ("", .missing), ("\u{202A}\u{202C}", .missing), ("-", .notDigits),
            ("010-123-4567", .tooShort(digits: 10)), ("101234567", .tooShort(digits: 10)),
            ("010-12345-6789", .tooLong(digits: 12)), ("①②③", .notDigits),
        ])
    func refuses(written: String, reason: InvalidPhoneNumber) {
        #expect(throws: reason) { try PhoneNumber(written) }
    }

    @Test(
        "a number far behind another one is seen, whatever stands between",
        arguments: [" ", "\u{200B}", "-", "\u{3000}"])
    func seesFarNumbers(between: String) {
        let written = "010-2345-0001" + String(repeating: between, count: 130) + "010-2345-0002"

        #expect(throws: InvalidPhoneNumber.several) { try PhoneNumber(written) }
        #expect((try? PhoneNumber("010-2345-0001" + String(repeating: " ", count: 130)))?.digits == "01023450001")
        #expect((try? PhoneNumber(String(repeating: "\u{200B}", count: 130) + "01023450001"))?.digits == "01023450001")
    }

    @Test("a code is read to its end, whatever unseen stands in it")
    func wholeCodes() {
        #expect(EnteredCode.read(String(repeating: "\u{200B}", count: 130) + "8801-2345") == "88012345")
    }

    @Test(
        "a number is never read as another one: random texts of digits and separators, seed in the name of the case",
        arguments: 1...200)
    func neverAnother(seed: UInt64) throws {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let digits = (0..<(9 + next(6))).map { _ in String(next(10)) }
        let separators = ["-", " ", ".", "/", "~", ",", "\u{AD}", "ㅡ", "", "", "", ""]
        let written = digits.map { $0 + separators[next(separators.count)] }.joined()

        guard let phone = try? PhoneNumber(written) else { return }

        // The digits that stand there, in their order; only a zero in front may be added, only .0 may be taken away.
        let typed = digits.joined()
        let readings = [typed, "0" + typed].flatMap { [$0, String($0.dropLast()), String($0.dropLast(2))] }
        #expect(readings.contains(phone.digits), "seed \(seed): \(written)")
    }

    @Test(
        "a name with somebody's number in it is seen",
        arguments: [
            ("최강,010-2345-0011 이바다", true), ("02-6956-9621", true), ("홍길동 1023450001", true), ("٠١٠٢٣٤٥٠٠٢٦", true),
            ("홍길동", false), ("홍길동 3호", false), ("2026-11-28 회원", false), ("가나다라마바사아자차카타", false),
        ])
    func findsNumbersInNames(name: String, holdsNumber: Bool) {
        #expect(EnteredNumber.stands(in: name) == holdsNumber)
    }

    @Test(
        "a search is for a number, its end, or a number without its beginning",
        arguments: [
            ("\u{202A}010-7938-0001\u{202C}", "phone 01079380001"),
            ("\u{2068}010-7938-0001\u{2069}", "phone 01079380001"),
            ("1079380001", "probably 01079380001"), ("10-7938-0001", "probably 01079380001"),
            ("0082 10-7938-0001", "phone 01079380001"), ("010ㅡ7938ㅡ0001", "phone 01079380001"),
            ("7938-0001", "probably 01079380001"), ("\u{200E}0001", "last 0001"),
            ("０１０－７９３８－０００１", "phone 01079380001"),
            ("０００１", "last 0001"), ("BC-1234", "none"), ("123", "none"), ("8800001234567", "none"),
        ])
    func searches(typed: String, meant: String) {
        let found =
            switch PhoneSearch(typed: typed) {
            case .phone(let phone): "phone \(phone.digits)"
            case .probably(let phone): "probably \(phone.digits)"
            case .lastFour(let digits): "last \(digits)"
            case nil: "none"
            }
        #expect(found == meant)
    }

    @Test(
        "codes are read as they stand on a card",
        arguments: [
            ("8801-2345 6789", "880123456789"), ("\u{202A}８８０１\u{202C}", "8801"), ("ＡＢ－１２", "AB12"), ("tr_id", "trid"),
        ])
    func readsCodes(typed: String, code: String) {
        #expect(EnteredCode.read(typed) == code)
    }
}
