import Recipients
import Spreadsheet
import Support
import Testing

/// A list as `row name phone quantity`, to compare at a glance.
private func lines(_ list: RecipientList) -> [String] {
    list.rows.map { "\($0.row) \($0.name.isEmpty ? "-" : $0.name) \($0.phone.digits) \($0.quantity)" }
}

@Suite("Reading recipients from tables")
struct ReadingRecipientsFromTablesTests {
    private let reader = RecipientReader()

    private func read(_ text: String, _ name: String = "a.csv") throws -> RecipientReading {
        try reader.read(file: Array(text.utf8), named: name)
    }

    @Test(
        "columns are found by their headings, in any order and wording",
        arguments: [
            "이름,휴대폰번호,수량\n홍길동,010-1234-5678,2\n", "수량;휴대폰;성명\n2;01012345678;홍길동\n",
            "No.,고객명,핸드폰 번호(필수),발송 수량\n1,홍길동,01012345678,2\n", "name\tmobile\tqty\r\n홍길동\t+82 10 1234 5678\t2\r\n",
            "받는사람,연락처,비고,수량\n홍길동,1012345678,메모,2\n", "주문자 연락처,수취인명,수취인 연락처,개수\n01099998888,홍길동,01012345678,2\n",
            "보내는분 전화번호,이름,휴대전화,연락처,수량\n021234567,홍길동,01012345678,02-999-8888,2\n",
            "번호,이름,H.P,수량\n5,홍길동,010 1234 5678,2매\n",
        ])
    func headings(text: String) throws {
        let reading = try read(text)

        #expect(lines(reading.list) == ["2 홍길동 01012345678 2"])
        #expect(reading.columns.headingRow == 1)
    }

    @Test("a title above the headings is passed over, an empty column of a good name too")
    func titles() throws {
        let reading = try read("11월 이벤트 대상,,\n,,\n이름,휴대폰번호,연락처\n홍길동,,01012345678\n김영희,,01023456789\n")

        #expect(lines(reading.list) == ["4 홍길동 01012345678 1", "5 김영희 01023456789 1"])
        #expect(reading.columns.titles == ["이름", "휴대폰번호", "연락처"])
    }

    @Test(
        "without headings the content decides, and small numbers are no quantity",
        arguments: [
            "홍길동,010-1234-5678,3\n김영희,010-2345-6789,2\n", "3,01012345678,홍길동\n2,01023456789,김영희\n",
            "2025-11-22,서울,홍길동,1012345678\n2025-11-23,서울,김영희,1023456789\n",
        ])
    func content(text: String) throws {
        let reading = try read(text)

        #expect(lines(reading.list) == ["1 홍길동 01012345678 1", "2 김영희 01023456789 1"])
        #expect(reading.columns.headingRow == nil)
    }

    @Test("the columns a person chose are taken instead of the found ones")
    func choice() throws {
        let text = "이름,집,휴대폰번호,장\n홍길동,01099998888,01012345678,4\n"

        let reading = try reader.read(
            file: Array(text.utf8), named: "a.csv", ReadingWish(choice: .init(phone: 1, name: 0, quantity: 3)))

        #expect(lines(reading.list) == ["2 홍길동 01099998888 4"])
        #expect(throws: RecipientListError.noSuchColumn) {
            try reader.read(
                file: Array(text.utf8), named: "a.csv",
                ReadingWish(choice: .init(phone: 9, name: nil, quantity: nil)))
        }
    }

    @Test("a genuine LibreOffice file goes through, its landline is reported with its row", arguments: ["xlsx", "xls"])
    func libreOffice(kind: String) throws {
        let reading = try reader.read(file: fixture("libreoffice.\(kind)"), named: "명단.\(kind)")

        #expect(
            lines(reading.list) == [
                "2 홍길동 01012345678 1", "3 김영희 01023456789 2", "4 이 철수 01034567890 1", "5 박<&>\"'민수 01045678901 1",
            ])
        #expect(reading.list.problems.map(\.message) == ["7행: 휴대폰번호가 아닙니다. 문자를 받을 수 있는 번호로 바꿔 주세요."])
        #expect(reading.list.repairs.leadingZeros == 1)
        #expect(reading.list.repairs.countryCodes == 1)
        #expect(reading.sheet.name == "명단")
    }

    @Test("a text file without columns is read line by line")
    func plainLines() throws {
        let reading = try read("휴대폰번호\n홍길동 010-1234-5678\n\n01023456789\n", "명단.txt")

        #expect(lines(reading.list) == ["2 홍길동 01012345678 1", "4 - 01023456789 1"])
    }

    @Test(
        "what cannot be used as a list is refused as a whole",
        arguments: [
            ("", RecipientListError.empty), ("\n,\n", .empty), ("이름,휴대폰번호\n", .onlyHeadings),
            ("이름,휴대폰번호,메모\n,,합계\n", .onlyHeadings), ("이름,주소\n홍길동,서울\n", .noPhoneColumn(headings: ["이름", "주소"])),
            ("이름\n홍길동\n", .noPhoneColumn(headings: [])),
        ])
    func refused(text: String, error: RecipientListError) {
        #expect(throws: error) { try read(text) }
    }

    @Test("a renamed text file is read for what it is, another renamed file refused with words that help")
    func renamed() throws {
        let reading = try reader.read(file: Array("이름,휴대폰번호\n홍길동,010-1234-5678".utf8), named: "명단.xlsx")
        let error = #expect(throws: RecipientListError.unreadable(.notASpreadsheet)) {
            try reader.read(file: Array("<html>로그인</html>".utf8), named: "명단.xlsx")
        }

        #expect(reading.list.rows.map(\.name) == ["홍길동"])
        #expect(error?.code == "not_a_spreadsheet")
        #expect(error?.message.contains(".xlsx") == true)
    }

    @Test("1,000 are taken, 1,001 refused with the row of the first too many; bad and double rows do not count")
    func limit() throws {
        let rows = (0..<1000).map { "홍길동,010\(20_000_000 + $0)" }
        let full = ["이름,휴대폰번호"] + rows + ["김영희,02-123-4567", rows[3]]

        let reading = try read(full.joined(separator: "\n"))
        let error = #expect(throws: RecipientListError.self) {
            try read((full + ["박민수,01099998888", "박민서,01099998889"]).joined(separator: "\n"))
        }

        #expect(reading.list.counts.valid == 1000)
        #expect(reading.list.counts.rows == 1002)
        #expect(error == .tooMany(limit: 1000, row: 1004, found: 1002))
        #expect(error?.message.contains("1,004행") == true)
    }
}

@Suite("Reading recipients from pasted text")
struct ReadingPastedRecipientsTests {
    private let reader = RecipientReader()

    @Test(
        "a line is understood as people write it",
        arguments: [
            ("홍길동 010-1234-5678", ["1 홍길동 01012345678 1"]), ("010-1234-5678", ["1 - 01012345678 1"]),
            ("01012345678 홍길동", ["1 홍길동 01012345678 1"]), ("홍길동,01012345678", ["1 홍길동 01012345678 1"]),
            ("홍길동;010.1234.5678;", ["1 홍길동 01012345678 1"]), ("홍길동/010 1234 5678", ["1 홍길동 01012345678 1"]),
            ("1. 홍길동 010-1234-5678", ["1 홍길동 01012345678 1"]), ("3. 010-1234-5678", ["1 - 01012345678 1"]),
            ("12 01012345678 홍길동", ["1 홍길동 01012345678 1"]), ("서울, 홍길동, 010-1234-5678, VIP", ["1 홍길동 01012345678 1"]),
            ("홍길동/VIP 010-1234-5678", ["1 홍길동 01012345678 1"]),
            ("이름: 홍길동 / 연락처: 010-1234-5678", ["1 홍길동 01012345678 1"]),
            ("홍길동 (010-1234-5678)", ["1 홍길동 01012345678 1"]), ("홍길동(영업) (010)1234-5678", ["1 홍길동(영업) 01012345678 1"]),
            ("[홍길동] [오후 2:05] 010-1234-5678", ["1 홍길동 01012345678 1"]),
            ("남궁 민수 +82 10-1234-5678", ["1 남궁 민수 01012345678 1"]),
            ("John Smith 1012345678", ["1 John Smith 01012345678 1"]), ("홍길동　０１０－１２３４－５６７８", ["1 홍길동 01012345678 1"]),
            ("홍길동 010-1234-5678 2장", ["1 홍길동 01012345678 2"]), ("홍길동 010-1234-5678 2", ["1 홍길동 01012345678 1"]),
            ("10 1234 5678", ["1 - 01012345678 1"]),
            ("01012345678,01023456789 010-3456-7890", ["1 - 01012345678 1", "2 - 01023456789 1", "3 - 01034567890 1"]),
            ("홍길동 01012345678, 김영희 01023456789", ["1 홍길동 01012345678 1", "2 김영희 01023456789 1"]),
            ("01012345678 홍길동 / 01023456789 김영희", ["1 홍길동 01012345678 1", "2 김영희 01023456789 1"]),
        ])
    func line(text: String, people: [String]) throws {
        let reading = try reader.read(text: text)

        #expect(lines(reading.list) == people)
        #expect(reading.list.problems.isEmpty)
    }

    @Test("cells from Excel keep their columns, headings or not")
    func cells() throws {
        let named = try reader.read(text: "수량\t이름\t휴대폰번호\r\n3\t홍길동\t1012345678\r\n")
        let bare = try reader.read(text: "서울\t홍길동\t010-1234-5678\n서울\t김영희\t010-2345-6789\n")
        let commas = try reader.read(text: "이름,휴대폰번호,수량\n홍길동,010-1234-5678,5")
        let mixed = try reader.read(text: "서울\t홍길동\t010-1234-5678\n01023456789\n010-3456-7890\t김영희\n")
        let chat = try reader.read(text: "오후\t안녕하세요\n홍길동 010-1234-5678")

        #expect(lines(named.list) == ["2 홍길동 01012345678 3"])
        #expect(lines(bare.list) == ["1 홍길동 01012345678 1", "2 김영희 01023456789 1"])
        #expect(lines(commas.list) == ["2 홍길동 01012345678 5"])
        #expect(lines(mixed.list) == ["1 홍길동 01012345678 1", "2 - 01023456789 1", "3 김영희 01034567890 1"])
        #expect(lines(chat.list) == ["2 홍길동 01012345678 1"])
    }

    @Test("a line without a number is reported, an empty one is not a row, but both count as lines")
    func lineNumbers() throws {
        let reading = try reader.read(text: "이름 휴대폰번호\n홍길동 010-1234-5678\r\n\r\n김영희\n박민수 010-123\n이철수 01034567890")

        #expect(lines(reading.list) == ["2 홍길동 01012345678 1", "6 이철수 01034567890 1"])
        #expect(reading.list.problems.map(\.message) == ["4행: 휴대폰번호가 비어 있습니다.", "5행: 휴대폰번호가 비어 있습니다."])
        #expect(reading.list.counts.rows == 4)
    }

    @Test("text without any number is refused as a whole")
    func noNumber() {
        #expect(throws: RecipientListError.noPhoneColumn(headings: [])) { try reader.read(text: "홍길동\n김영희") }
        #expect(throws: RecipientListError.empty) { try reader.read(text: " \n\t\n") }
    }
}
