import Spreadsheet
import Testing

@Suite("Reading workbooks")
struct ReadingWorkbooksTests {
    static let people: [[String]] = [
        ["이름", "휴대폰번호", "수량", "가입일", "비고"],
        ["홍길동", "010-1234-5678", "1", "2025-11-22", "2"],
        ["김영희", "1023456789", "2", "2025-11-22 14:05:09", "TRUE"],
        ["이 철수", "01034567890", "", "", "0.5"],
        ["박<&>\"'민수", "+82 10-4567-8901", "1", "09:30:00", "첫 줄\n둘째 줄"],
        ["남궁민", "02-123-4567", "3"],
    ]

    @Test(
        "a LibreOffice file gives the texts a person sees, formulas computed",
        arguments: ["libreoffice.xlsx", "libreoffice.xls"])
    func libreOffice(name: String) throws {
        let sheet = try Sheet.read(fixture(name), fileName: name)

        #expect(sheet.rows.map(\.cells) == Self.people)
        #expect(sheet.rows.map(\.number) == [1, 2, 3, 4, 5, 7])
        #expect(sheet.name == "명단")
        #expect(sheet.otherSheets == ["빈 시트", "둘째"])
    }

    @Test("an openpyxl file gives the same, but formulas it never computed stay empty")
    func openpyxl() throws {
        let sheet = try Sheet.read(fixture("openpyxl.xlsx"), fileName: "명단.xlsx")

        var expected = Self.people
        expected[1][4] = ""
        #expect(sheet.rows.map(\.cells) == expected)
        #expect(sheet.rows[1].kind(of: 4) == .uncomputed)
        #expect(sheet.name == "명단")
    }

    @Test("a long .xls whose texts run over several records is read whole")
    func longBinary() throws {
        let sheet = try Sheet.read(fixture("libreoffice-1200.xls"), fileName: "a.xls")

        let expected = (1...1200).map { number in
            let padded = String(repeating: "0", count: 4 - String(number).count) + String(number)
            return [
                "고객\(padded)번 이름이 조금 긴 사람", "customer number \(number)",
                "010-2\(number < 1000 ? String(padded.suffix(3)) : padded)-\(padded)",
            ]
        }
        #expect(sheet.rows.map(\.cells) == expected)
    }

    @Test("Google's way: texts inside the cells, no row or cell references, prefixed elements")
    func inlineStrings() throws {
        let row =
            #"<x:row><x:c t="inlineStr"><x:is><x:t>홍길동</x:t></x:is></x:c><x:c><x:v>1012345678</x:v></x:c></x:row>"#
        var book = WorkbookBuilder()
        book.sheet = "<x:worksheet xmlns:x=\"m\"><x:sheetData>\(row)\(row)</x:sheetData></x:worksheet>"

        let sheet = try Sheet.read(book.bytes, fileName: "구글.xlsx")

        #expect(sheet.rows.map(\.cells) == [["홍길동", "1012345678"], ["홍길동", "1012345678"]])
        #expect(sheet.rows.map(\.number) == [1, 2])
    }

    @Test(
        "a number comes out as plain digits, however the file writes it",
        arguments: [
            ("1012345678", "1012345678"), ("1.012345678E9", "1012345678"), ("1.012345678E+9", "1012345678"),
            ("1012345678.0", "1012345678"), ("0.5", "0.5"), (".5", "0.5"), ("5E-2", "0.05"), ("-3.20", "-3.2"),
            ("-0", "0"), ("0010", "0010"), ("821012345678", "821012345678"), ("NaN", "NaN"), ("1E999", "1E999"),
            ("", ""),
        ])
    func numbers(written: String, read: String) throws {
        let book = WorkbookBuilder(rows: "<row><c t=\"str\"><v>x</v></c><c><v>\(written)</v></c></row>")

        let sheet = try Sheet.read(book.bytes, fileName: "a.xlsx")

        #expect(sheet.rows.map(\.cells) == [read.isEmpty ? ["x"] : ["x", read]])
    }

    @Test("rows and cells keep their places when the file leaves gaps")
    func gaps() throws {
        let book = WorkbookBuilder(
            rows: #"<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row><row r="1048576"/>"#)

        let sheet = try Sheet.read(book.bytes, fileName: "a.xlsx")

        #expect(sheet.rows.map(\.number) == [3])
        #expect(sheet.rows.map(\.cells) == [["", "1", "", "2"]])
    }

    @Test("runs of rich text are joined, phonetic guides left out, escapes undone")
    func sharedStrings() throws {
        var book = WorkbookBuilder(rows: #"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>"#)
        book.sharedStrings =
            "<sst><si><r><t>남</t></r><r><rPr/><t xml:space=\"preserve\">궁 </t></r><rPh><t>ナム</t></rPh></si><si><t>a_x000A_b_x</t></si></sst>"

        let sheet = try Sheet.read(book.bytes, fileName: "a.xlsx")

        #expect(sheet.rows.map(\.cells) == [["남궁 ", "a\nb_x"]])
    }

    @Test(
        "only a format with a date in it makes a number a date",
        arguments: [
            ("yyyy-mm-dd", "2025-11-22"), (#"yyyy"년" m"월" d"일""#, "2025-11-22"), ("[$-412]d;@", "2025-11-22"),
            ("General", "45983"), (#"0"day""#, "45983"), ("[Red]0", "45983"), ("000-0000-0000", "45983"),
            (#"0\d"#, "45983"),
        ])
    func dateFormats(code: String, read: String) throws {
        let escaped = code.replacing("\"", with: "&quot;")
        var book = WorkbookBuilder(rows: #"<row><c s="1"><v>45983</v></c></row>"#)
        book.styles =
            #"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="\#(escaped)"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#

        let sheet = try Sheet.read(book.bytes, fileName: "a.xlsx")

        #expect(sheet.rows.map(\.cells) == [[read]])
    }

    @Test("a file that counts from 1904 gives the same day for its smaller number")
    func mac1904() throws {
        var book = WorkbookBuilder(rows: #"<row><c s="0"><v>44521</v></c></row>"#)
        book.workbookExtra = #"<workbookPr date1904="1"/>"#
        book.styles = #"<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>"#

        let sheet = try Sheet.read(book.bytes, fileName: "a.xlsx")

        #expect(sheet.rows.map(\.cells) == [["2025-11-22"]])
    }

    @Test("a workbook without a single cell is an empty sheet, not an error")
    func emptyWorkbook() throws {
        let sheet = try Sheet.read(WorkbookBuilder().bytes, fileName: "a.xlsx")

        #expect(sheet.rows.isEmpty)
    }
}
