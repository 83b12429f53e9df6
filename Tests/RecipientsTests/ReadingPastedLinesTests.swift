import Support
import Testing

@testable import Recipients

@Suite("Reading lines with other numbers in them")
struct ReadingPastedLinesTests {
    private func people(_ text: String) throws -> [String] {
        try RecipientReader().read(text: text).list.rows.map {
            "\($0.name.isEmpty ? "-" : $0.name) \($0.phone.hyphenated) \($0.quantity)"
        }
    }

    @Test(
        "an office number, a date, a time, an order number, an amount take nobody's name and are nobody",
        arguments: [
            "김하늘 대리 02-6956-9621 / 010-2345-0001", "김하늘 과장 (T) 02-6956-9622 (M) 010-2345-0001",
            "김하늘 T.02-6956-9622 M.010-2345-0001", "010-2345-0001 / 02-6956-9621 김하늘",
            "주문 20261128-0001234 김하늘 01023450001",
            "김하늘 1985-03-02 010-2345-0001", "김하늘 1985-03-02 14:30 010-2345-0001", "2026-11-28 14:30 김하늘 010-2345-0001",
            "2026.11.28 김하늘 010-2345-0001", "[김하늘] [오후 2:05] 010-2345-0001",
            "2026년 11월 28일 오후 2:05, 김하늘 : 010-2345-0001",
            "김하늘 30,000원 010-2345-0001", "김하늘 010-2345-0001 (₩30,000)", "1. 김하늘 010-2345-0001", "1) 김하늘 010-2345-0001",
            "① 김하늘 010-2345-0001", "12 김하늘 010 2345 0001", "10 김하늘 01023450001", "김하늘님 010-2345-0001",
            "김하늘 고객님 / 010-2345-0001",
            "서울 강남구 김하늘 010-2345-0001", "영업부 김하늘 팀장 031-123-4567 010.2345.0001",
            "김하늘 팩스 02-6956-9623 휴대폰 010-2345-0001",
            "김하늘 1588-1234 010-2345-0001", "송장번호 1012345678 김하늘 010-2345-0001",
            "성명: 김하늘, 생년월일: 850302, 연락처: 010-2345-0001",
            "김하늘 850302-1****** 010-2345-0001", "김하늘|010-2345-0001|110-123-456789 신한", "김하늘 +82 10-2345-0001",
            "김하늘 (010) 2345-0001", "김하늘 010_2345_0001",
            "김하늘 010-2345-0001 내선 1234", "김하늘 010-2345-0001 11/28 방문", "신청 010-2345-0001 김하늘",
            "VIP 010-2345-0001 김하늘 과장",
            "FN:김하늘;TEL:010-2345-0001",
        ])
    func numbers(line: String) throws {
        #expect(try people(line) == ["김하늘 010-2345-0001 1"])
    }

    @Test(
        "a number is one with every sign that people use as a dash, and in every script's digits",
        arguments: [
            "김하늘 010ㅡ2345ㅡ0001", "김하늘 010ー2345ー0001", "김하늘 010～2345～0001", "김하늘 010・2345・0001", "김하늘 010∙2345∙0001",
            "김하늘 010／2345／0001", "김하늘 ٠١٠٢٣٤٥٠٠٠١", "김하늘 ０１０－２３４５－０００１", "김하늘 （010）2345−0001",
            "김하늘 11.28～11.30 010-2345-0001", "김하늘 14:30～15:30 010-2345-0001", "김하늘 11/28 010ㅡ2345ㅡ0001",
        ])
    func everySign(line: String) throws {
        #expect(try people(line) == ["김하늘 010-2345-0001 1"])
    }

    @Test("two lines with office and mobile numbers are two people")
    func office() throws {
        let text = "김하늘 대리 02-6956-9621 / 010-2345-0001\n이바다 과장 (T) 02-6956-9622 (M) 010-2345-0002\n"

        #expect(try people(text) == ["김하늘 010-2345-0001 1", "이바다 010-2345-0002 1"])
    }

    @Test(
        "other lines as people write them",
        arguments: [
            ("주문 20261128-0001234 김하늘 01023450001 2매", ["김하늘 010-2345-0001 2"]),
            ("이름1234 01012345678", ["이름1234 010-1234-5678 1"]),
            ("김하늘 2매 010-2345-0001", ["김하늘 010-2345-0001 2"]), ("김하늘 010-2345-0001 수량 3", ["김하늘 010-2345-0001 3"]),
            ("남궁 민수 과장 010-2345-0001", ["남궁 민수 010-2345-0001 1"]), ("박 과장 010-2345-0001", ["박 과장 010-2345-0001 1"]),
            (
                "김하늘 02-6956-9621 010-2345-0001, 이바다 02-6956-9622 010-2345-0002",
                ["김하늘 010-2345-0001 1", "이바다 010-2345-0002 1"]
            ),
            ("010-2345-0001 010-2345-0002", ["- 010-2345-0001 1", "- 010-2345-0002 1"]),
            ("3조 김하늘 010-2345-0001", ["김하늘 010-2345-0001 1"]),
            ("김하늘 01023450001 1985030214", ["김하늘 010-2345-0001 1"]), ("20261128 01023450001", ["- 010-2345-0001 1"]),
        ])
    func lines(line: String, expected: [String]) throws {
        #expect(try people(line) == expected)
    }

    @Test(
        "a date and a time are never a number",
        arguments: ["1985-03-02 14:30", "2026-11-28", "20261128", "19850302 14", "10:20 1234"])
    func dates(text: String) {
        #expect(throws: RecipientListError.self) { try RecipientReader().read(text: text) }
    }

    @Test("a number that a line calls somebody else's gets nothing, and it is told")
    func others() throws {
        let reading = try RecipientReader().read(text: "김하늘 010-2345-0001 (추천인 이바다 010-2345-0002)\n박구름 010-2345-0003")

        #expect(reading.list.rows.map(\.name) == ["김하늘", "박구름"])
        #expect(reading.warnings.map(\.code) == [.otherPersons])
    }

    @Test("a mobile number with a digit missing is a problem, not somebody without a number")
    func nearly() throws {
        let list = try RecipientReader().read(text: "김하늘 010-2345-001\n이바다 010-2345-0002").list

        #expect(list.problems.map(\.code) == [.phoneTooShort])
        #expect(list.problems[0].value == "010-2345-001")
    }

    @Test("contacts that a telephone shares are people, by their mobile number")
    func cards() throws {
        let text = """
            BEGIN:VCARD
            VERSION:3.0
            N:하늘;김;;;
            FN:김하늘
            TEL;TYPE=WORK,VOICE:02-6956-9621
            item1.TEL;type=CELL:010-2345-0001
            END:VCARD
            BEGIN:VCARD
            FN:이바다
            TEL;TYPE=CELL:tel:+82-10-2345-0002
            END:VCARD
            """

        #expect(try people(text) == ["김하늘 010-2345-0001 1", "이바다 010-2345-0002 1"])
    }

    @Test(
        "names that Android writes in signs of ASCII are read, also over several lines; what is no text is no name",
        arguments: [
            ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EA=B9=80=ED=95=98=EB=8A=98", "김하늘"),
            ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EA=B9=80=ED=95=\n=98=EB=8A=98", "김하늘"),
            ("FN;CHARSET=EUC-KR;ENCODING=QUOTED-PRINTABLE:=B1=E8=C7=CF=B4=C3", "김하늘"),
            ("FN;ENCODING=QUOTED-PRINTABLE:=EA=B", "-"),
        ])
    func quotedPrintable(line: String, name: String) throws {
        let card = "BEGIN:VCARD\nVERSION:2.1\n\(line)\nTEL;CELL:010-2345-0001\nEND:VCARD\n"

        #expect(try people(card) == ["\(name) 010-2345-0001 1"])
    }

    @Test("a card whose end is lost is somebody all the same")
    func cutCards() throws {
        let text = "BEGIN:VCARD\nFN:김하늘\nTEL:010-2345-0001\nBEGIN:VCARD\nFN:이바다\nTEL:010-2345-0002"

        #expect(try people(text) == ["김하늘 010-2345-0001 1", "이바다 010-2345-0002 1"])
    }

    @Test("names and numbers turn by turn on lines of their own belong together")
    func turns() throws {
        #expect(
            try people("김하늘\n010-2345-0001\n\n이바다 과장\n010-2345-0002") == ["김하늘 010-2345-0001 1", "이바다 010-2345-0002 1"])
        #expect(try people("김하늘\n이바다\n010-2345-0002\n박구름").count == 1)
    }

    @Test("a line with only somebody else's number is a problem among others, and a word when all lines are so")
    func onlyOthers() throws {
        let mixed = try RecipientReader().read(text: "김하늘, 보호자 010-2345-0001\n이바다 010-2345-0002\n김지인 010-2345-0003")
        let all = try RecipientReader().read(text: "김하늘 (추천인 010-2345-0011)\n이바다, 보호자 010-2345-0012")

        #expect(mixed.list.rows.map(\.name) == ["이바다", "김지인"])
        #expect(mixed.list.problems.map(\.row) == [1])
        #expect(mixed.warnings.map(\.code) == [.otherPersons])
        #expect(all.list.rows.count == 2)
        #expect(all.warnings.map(\.code) == [.otherPersons])
    }
}
