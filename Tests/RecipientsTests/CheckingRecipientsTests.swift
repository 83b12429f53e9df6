import Foundation
import Recipients
import Support
import Testing

@Suite("Checking recipients")
struct CheckingRecipientsTests {
    private func entry(_ row: Int, _ phone: String, name: String = "홍길동", quantity: Int? = nil) -> RecipientEntry {
        RecipientEntry(row: row, name: name, phone: phone, quantity: quantity)
    }

    @Test(
        "numbers with one possible reading are put right",
        arguments: [
            ("01012345678", "01012345678"), ("010-1234-5678", "01012345678"), ("010 1234 5678", "01012345678"),
            ("010.1234.5678", "01012345678"), ("(010) 1234-5678", "01012345678"), ("０１０-１２３４-５６７８", "01012345678"),
            ("010–1234–5678", "01012345678"), ("1012345678", "01012345678"), ("112345678", "0112345678"),
            ("1612345678", "01612345678"), ("1912345678", "01912345678"), ("0111234567", "0111234567"),
            ("+82 10-1234-5678", "01012345678"), ("+82-010-1234-5678", "01012345678"), ("821012345678", "01012345678"),
            ("0082-10-1234-5678", "01012345678"), ("'01012345678", "01012345678"),
            ("\u{FEFF}010\u{A0}1234 5678\n", "01012345678"),
        ])
    func repaired(written: String, digits: String) throws {
        let list = try RecipientReader().check([entry(1, written)])

        #expect(list.rows.map(\.phone.digits) == [digits])
        #expect(list.problems.isEmpty)
    }

    @Test(
        "numbers that cannot get an MMS are refused with their row and the reason",
        arguments: [
            ("02-123-4567", "not_mobile", "4행: 휴대폰번호가 아닙니다. 문자를 받을 수 있는 번호로 바꿔 주세요."),
            ("1588-1234", "not_mobile", "4행: 휴대폰번호가 아닙니다. 문자를 받을 수 있는 번호로 바꿔 주세요."),
            ("070-1234-5678", "not_mobile", "4행: 휴대폰번호가 아닙니다. 문자를 받을 수 있는 번호로 바꿔 주세요."),
            ("0505-123-4567", "safety_number", "4행: 안심번호(050)로는 쿠폰을 보낼 수 없습니다. 휴대폰번호로 바꿔 주세요."),
            ("010-123-4567", "phone_too_short", "4행: 휴대폰번호가 10자리입니다. 한 자리가 빠졌는지 확인하세요."),
            ("101234567", "phone_too_short", "4행: 휴대폰번호가 10자리입니다. 한 자리가 빠졌는지 확인하세요."),
            ("010-12345-6789", "phone_too_long", "4행: 휴대폰번호가 12자리입니다. 한 자리가 더 들어갔는지 확인하세요."),
            ("0101234", "phone_too_short", "4행: 휴대폰번호가 7자리입니다. 빠진 숫자가 있는지 확인하세요."),
            ("없음", "phone_not_digits", "4행: 휴대폰번호에 숫자가 아닌 글자가 있습니다. 숫자와 하이픈(-)만 남겨 주세요."),
            ("010-1234-5678/010-2345-6789", "several_phones", "4행: 한 칸에 번호가 두 개 이상 있습니다. 한 줄에 하나씩 나누어 적어 주세요."),
            ("", "phone_missing", "4행: 휴대폰번호가 비어 있습니다."), ("+1 202 555 0100", "phone_not_digits", nil),
        ])
    func refused(written: String, code: String, message: String?) throws {
        let list = try RecipientReader().check([entry(4, written)])

        #expect(list.rows.isEmpty)
        #expect(list.problems.map(\.code.rawValue) == [code])
        #expect(list.problems.map(\.field) == [.phone])
        #expect(list.counts.invalid == 1)
        if let message { #expect(list.problems.map(\.message) == [message]) }
    }

    @Test("the first of several with one number stays, however it is written")
    func duplicates() throws {
        let list = try RecipientReader().check([
            entry(9, "010-1234-5678"), entry(12, "01023456789"), entry(17, "1012345678", name: "다른 이름"),
            entry(20, "+82 10 1234 5678"),
        ])

        #expect(list.rows.map(\.row) == [9, 12])
        #expect(list.problems.map(\.message) == ["17행: 9행과 같은 번호라 제외했습니다.", "20행: 9행과 같은 번호라 제외했습니다."])
        #expect(list.counts.duplicate == 2)
        #expect(list.counts.invalid == 0)
    }

    @Test("a number in a refused row is not taken from the next one")
    func refusedFirst() throws {
        let list = try RecipientReader().check([entry(1, "01012345678", quantity: 11), entry(2, "01012345678")])

        #expect(list.rows.map(\.row) == [2])
        #expect(list.problems.map(\.code) == [.quantityOutOfRange])
    }

    @Test("opted-out numbers are left out and counted apart")
    func optedOut() throws {
        var rules = RecipientRules()
        rules.isOptedOut = { $0.digits == "01012345678" }

        let list = try RecipientReader(rules: rules).check([entry(1, "01012345678"), entry(2, "01023456789")])

        #expect(list.counts.optedOut == 1)
        #expect(list.counts.valid == 1)
        #expect(list.problems.map(\.message) == ["1행: 수신거부한 번호라 제외했습니다."])
    }

    @Test("quantities run from 1 to 10, names to 30 letters; a row may have several faults and counts once")
    func otherFields() throws {
        let list = try RecipientReader().check([
            entry(1, "01011111111", quantity: 10), entry(2, "01022222222", quantity: 0),
            entry(3, "01033333333", quantity: -1),
            entry(4, "01044444444", name: String(repeating: "가", count: 30)),
            entry(5, "", name: String(repeating: "가", count: 31), quantity: 99),
        ])

        #expect(list.rows.map(\.row) == [1, 4])
        #expect(list.counts.coupons == 11)
        #expect(
            list.problems.map { "\($0.row) \($0.code.rawValue)" } == [
                "2 quantity_out_of_range", "3 quantity_out_of_range", "5 phone_missing", "5 name_too_long",
                "5 quantity_out_of_range",
            ])
        #expect(list.counts.invalid == 3)
    }

    @Test(
        "a name that is more than one cell is a problem of its row: with it another person's data would go out",
        arguments: [
            ("최강,010-2345-0011\n이바다,010-2345-0012", "name_has_line_break"), ("최강 010-2345-0011", "name_has_number"),
            ("김\u{2028}하늘", "name_has_line_break"), ("0269569621", "name_has_number"),
        ])
    func crowdedNames(name: String, code: String) throws {
        let list = try RecipientReader().check([entry(1, "01012345678", name: name)])

        #expect(list.rows.isEmpty)
        #expect(list.problems.map(\.code.rawValue) == [code])
        #expect(list.problems.map(\.field) == [.name])
    }

    @Test("names are kept as a person sees them; one of fillers only is none")
    func seenNames() throws {
        let written = [
            "\u{1100}\u{1175}\u{11B7}하늘", "김\u{200D}하늘", "김하늘\u{202E}늘하", "\u{3164}", "👨\u{200D}👩\u{200D}👧 가족",
        ]
        let list = try RecipientReader().check(
            written.enumerated().map { entry($0.offset + 1, "0101234000\($0.offset)", name: $0.element) })

        let names = ["김하늘", "김하늘", "김하늘늘하", "", "👨\u{200D}👩\u{200D}👧 가족"]
        #expect(list.rows.map { Array($0.name.unicodeScalars) } == names.map { Array($0.unicodeScalars) })
    }

    @Test("a number that Excel has cut is told as such")
    func cutNumbers() throws {
        let list = try RecipientReader().check([entry(2, "1.02345E+09")])

        #expect(list.problems.map(\.code.rawValue) == ["phone_cut_by_excel"])
        #expect(list.problems[0].reason.contains("엑셀"))
    }

    @Test(
        "a quantity cell is read with its unit",
        arguments: [
            ("2", 2), ("２", 2), ("2.0", 2), ("3매", 3), ("3 장", 3), ("", 1), (" ", 1), ("두 장", nil), ("2.5", nil),
            ("1e1", nil),
        ])
    func quantity(written: String, read: Int?) throws {
        let text = "휴대폰번호\t수량\n01012345678\t\(written)\n"

        let list = try RecipientReader().read(text: text).list

        #expect(list.rows.map(\.quantity) == (read.map { [$0] } ?? []))
        #expect(list.problems.map(\.field) == (read == nil ? [.quantity] : []))
    }

    @Test("a name written on a Mac is put together, marks in it go away")
    func names() throws {
        let list = try RecipientReader().check([entry(1, "01012345678", name: "\u{1112}\u{1169}\u{11BC} \u{200B}길\t동")])

        #expect(list.rows.first?.name.unicodeScalars.map(\.value) == Array("홍 길 동".unicodeScalars.map(\.value)))
    }

    @Test("the tallies add up and a list survives being stored")
    func tallies() throws {
        let list = try RecipientReader().check([
            entry(1, "1012345678"), entry(2, "01012345678"), entry(3, "x"), entry(4, "0111234567", quantity: 2),
        ])

        let copy = try JSONDecoder().decode(RecipientList.self, from: JSONEncoder().encode(list))

        #expect(copy == list)
        #expect(
            list.counts.rows == list.counts.valid + list.counts.duplicate + list.counts.invalid + list.counts.optedOut)
        #expect(list.repairs.leadingZeros == 1)
        #expect(list.repairs.oldPrefixes == 1)
    }

    @Test("descriptions show neither names nor numbers")
    func descriptions() throws {
        let list = try RecipientReader().check([entry(1, "01012345678"), entry(2, "02-987-6543")])

        let text = "\(list.rows) \(list.problems)"

        #expect(!text.contains("홍길동"))
        #expect(!text.contains("1234"))
        #expect(!text.contains("987"))
    }
}
