import Spreadsheet
import Support
import Testing

@Suite("Reading text files")
struct ReadingTextFilesTests {
    @Test(
        "LibreOffice's CSV is read, in UTF-8 and in CP949",
        arguments: ["libreoffice-utf8.csv", "libreoffice-cp949.csv"])
    func libreOffice(name: String) throws {
        let sheet = try Sheet.read(fixture(name), fileName: name)

        var expected = ReadingWorkbooksTests.people
        expected[4][3] = "09:30:00 AM"
        #expect(sheet.rows.map(\.cells) == expected)
        #expect(sheet.rows.map(\.number) == [1, 2, 3, 4, 5, 7])
    }

    @Test(
        "Excel's encodings are recognised",
        arguments: ["UTF-8 with mark", "CP949", "UTF-16 LE", "UTF-16 BE", "UTF-16 without mark"])
    func encodings(_ encoding: String) throws {
        let text = "이름\t휴대폰번호\r\n홍길동\t010-1234-5678\r\n"
        let units = Array(text.utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let bytes: [UInt8] =
            switch encoding {
            case "UTF-8 with mark": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
            case "CP949": try #require(CP949.encode(text))
            case "UTF-16 LE": [0xFF, 0xFE] + little
            case "UTF-16 BE": [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            default: little
            }

        let sheet = try Sheet.read(bytes, fileName: "명단.txt")

        #expect(sheet.rows.map(\.cells) == [["이름", "휴대폰번호"], ["홍길동", "010-1234-5678"]])
    }

    @Test(
        "fields and lines are told apart",
        arguments: [
            ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
            ("a;b\r\nc;d\r\n", [["a", "b"], ["c", "d"]]),
            ("a\tb, c\rd\te", [["a", "b, c"], ["d", "e"]]),
            ("\"a \"\"x\"\"\",\"b\nc\"\r\nd,e", [["a \"x\"", "b\nc"], ["d", "e"]]),
            ("sep=;\r\na,b;c\r\n", [["a,b", "c"]]),
            ("=\"01012345678\",b\n=\"0\",c", [["01012345678", "b"], ["0", "c"]]),
            ("홍길동 010\n김영희 011\n", [["홍길동 010"], ["김영희 011"]]),
            ("a,,\n,,\n,b,", [["a"], ["", "b"]]),
            ("a,\"unclosed", [["a", "unclosed"]]),
            ("", []), ("\n\r\n  \n", []),
        ])
    func fields(text: String, cells: [[String]]) throws {
        let sheet = try Sheet.read(text: text)

        #expect(sheet.rows.map(\.cells) == cells)
    }

    @Test("a quoted line break does not shift the row numbers, an empty line does")
    func rowNumbers() throws {
        let sheet = try Sheet.read(text: "a,b\n\"c\nd\",e\n\nf,g")

        #expect(sheet.rows.map(\.number) == [1, 2, 4])
    }

    @Test(
        "people behind quotes that nothing closes each have their row: every line is looked at once, not all that follow"
    )
    func strayQuotesOnEveryLine() throws {
        let count = 15_000
        let text = "010123456,\"a\n" + String(repeating: "010123456\",\"a\n", count: count)

        let sheet = try Sheet.read(text: text)

        #expect(sheet.rows.count == count + 1)
        #expect(sheet.rows.last?.number == count + 1)
    }

    @Test("a file of nothing but stray quotes is refused when it has been read over many times")
    func nothingButQuotes() {
        let text = String(repeating: "a\",\"a\n", count: 10_000)

        #expect(throws: SheetError.unpacksTooLarge) { try Sheet.read(text: text) }
    }

    @Test("a record of several long cells with line breaks is one row")
    func longCells() throws {
        let cell = "\"" + Array(repeating: "안내", count: 200).joined(separator: "\n") + "\""

        let sheet = try Sheet.read(text: "가,나,다\n\(cell),\(cell),\(cell)\n라,마,바\n")

        #expect(sheet.rows.map(\.number) == [1, 2, 3])
    }

    @Test("bytes of no Korean encoding are named as such")
    func unknownEncoding() {
        let bytes: [UInt8] = [0x41, 0xFF, 0xFF, 0x0A]

        #expect(throws: SheetError.unknownEncoding) { try Sheet.read(bytes, fileName: "a.csv") }
    }
}
