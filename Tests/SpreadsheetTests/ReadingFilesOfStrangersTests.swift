import Spreadsheet
import Support
import Testing

/// What a file is decides, not what it is called.
@Suite("Reading files as strangers make them")
struct ReadingFilesOfStrangersTests {
    private static let people = [
        ["이름", "휴대폰번호"], ["김하늘", "010-2345-0001"], ["이바다", "010-2345-0002"], ["박구름", "010-2345-0003"],
    ]

    private func cells(_ text: String, _ fileName: String = "a.xls") throws -> [[String]] {
        try Sheet.read(Array(text.utf8), fileName: fileName).rows.map(\.cells)
    }

    @Test(
        "three people come out of each",
        arguments: [
            "backslash-paths.xlsx", "zip64-end-record.xlsx", "html-table.xls", "tab-text.xls", "trailing-nul.csv",
        ])
    func people(name: String) throws {
        let file = try fixture("strangers/" + name)

        for fileName in [name, "명단.xlsx", "명단.xls", "명단.csv", "명단", ""] {
            #expect(try Sheet.read(file, fileName: fileName).rows.map(\.cells) == Self.people, "\(fileName)")
            #expect(try Sheets.read(file, fileName: fileName).filled.count == 1)
        }
    }

    @Test("a workbook is read under any name, text only under one that promises a list")
    func names() throws {
        let book = try fixture("libreoffice.xlsx")
        let old = try fixture("libreoffice.xls")

        for name in ["a.csv", "a.xls", "a.txt", "a.dat", "명단", "명단.xlsx (1)"] {
            #expect(try Sheet.read(book, fileName: name).rows.map(\.cells) == ReadingWorkbooksTests.people, "\(name)")
            #expect(try Sheet.read(old, fileName: name).rows.map(\.cells) == ReadingWorkbooksTests.people, "\(name)")
        }
        #expect(throws: SheetError.unsupportedKind) { try cells("이름,휴대폰번호", "a.md") }
    }

    @Test("cells out of order stand at their columns")
    func order() throws {
        let sheet = try Sheet.read(fixture("strangers/cells-out-of-order.xlsx"), fileName: "a.xlsx")

        #expect(sheet.rows.map(\.cells) == Array(Self.people.prefix(2)))
    }

    @Test("a long story and many columns do not keep a list from being read")
    func longAndWide() throws {
        let long = try Sheet.read(fixture("strangers/long-story.xlsx"), fileName: "a.xlsx")
        let wide = try Sheet.read(fixture("strangers/seventy-columns.xlsx"), fileName: "a.xlsx")

        #expect(long.rows.count == 4)
        #expect(long.rows.contains { row in row.cells.indices.contains { row.kind(of: $0) == .cut } })
        #expect((wide.rows.map(\.cells.count).max() ?? 0) > 70)
        #expect(!wide.hasMoreColumns)
    }

    @Test("an .xls of another program tells its error cells")
    func errorCells() throws {
        let sheet = try Sheet.read(fixture("strangers/error-cells.xls"), fileName: "a.xls")

        #expect(sheet.rows.flatMap(\.cells).allSatisfy { !$0.hasPrefix("#") })
        #expect(sheet.rows.contains { $0.kind(of: 0) == .error })
    }

    // MARK: Text

    @Test("a stray opening quote swallows nobody")
    func strayQuotes() throws {
        let file = try fixture("strangers/stray-quotes.csv")

        let sheet = try Sheet.read(file, fileName: "a.csv")

        #expect(
            sheet.rows.map(\.cells) == [
                ["이름", "휴대폰번호"], ["최강", "010-2345-0011"], ["이바다", "010-2345-0012"], ["박구름", "010-2345-0013"],
                ["정들판", "010-2345-0014"],
            ])
        #expect(sheet.rows.map(\.number) == [1, 2, 3, 4, 5])
    }

    @Test(
        "quotes hold lines together only where they make one record",
        arguments: [
            // Closed where it may be, but with two people in it.
            ("a,b\n\"최강,01023450011\n이바다\",01023450012\n박,01023450013", ["최강", "이바다\"", "박"]),
            // In a column that nobody uses.
            ("a,b,c\n최,01023450011,\"메모\n이,01023450012,x\n박,01023450013,y\"\n", ["최", "이", "박"]),
            // Never closed.
            ("a,b\n최,01023450011\n\"이,01023450012\n박,01023450013\n", ["최", "이", "박"]),
            // An honest cell of several lines, with a comma and a number in it.
            ("a,b,c\n최,01023450011,\"서울, 1동\n010-1111-2222\n\"\n이,01023450012,\"\"\n", ["최", "이"]),
        ])
    func quotes(text: String, names: [String]) throws {
        let rows = try cells(text, "a.csv").dropFirst()

        #expect(rows.map(\.[0]) == names)
        #expect(rows.allSatisfy { $0.count > 1 && $0[1].hasPrefix("0102345001") })
    }

    @Test(
        "the delimiter is the one that leaves numbers standing alone",
        arguments: [
            ("이름|휴대폰번호|수량\n김하늘|010-2345-0001|3\n", [["이름", "휴대폰번호", "수량"], ["김하늘", "010-2345-0001", "3"]]),
            ("김하늘;010-2345-0001;서울, 강남, 역삼\n", [["김하늘", "010-2345-0001", "서울, 강남, 역삼"]]),
            ("김하늘\t01023450001\t서울, 강남, 역삼\n", [["김하늘", "01023450001", "서울, 강남, 역삼"]]),
            (
                "\"김;하;늘\",\"010-2345-0001\"\n\"이;바다\",\"010-2345-0002\"\n",
                [["김;하;늘", "010-2345-0001"], ["이;바다", "010-2345-0002"]]
            ),
            ("5\" 판,010-2345-0001\n7\" 판,010-2345-0002\n", [["5\" 판", "010-2345-0001"], ["7\" 판", "010-2345-0002"]]),
        ])
    func delimiters(text: String, read: [[String]]) throws {
        #expect(try cells(text, "a.txt") == read)
    }

    @Test("marks of the beginning, NULs and the old mark of the end are no text")
    func leftovers() throws {
        let text = "이름,휴대폰번호\n김하늘,010-2345-0001\n"
        let read = Array(Self.people.prefix(2))
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let little = Array(text.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let cp949 = try #require(CP949.encode(text))

        for file in [
            mark + mark + Array(text.utf8), Array(text.utf8) + [0, 0, 0], Array(text.utf8) + [0x1A], cp949 + [0x1A, 0],
            [0xFF, 0xFE, 0xFF, 0xFE] + little + [0, 0, 0], little + [0x0A], little, mark + cp949,
            Array(text.replacing("0001", with: "0001\u{0}").utf8),
        ] {
            #expect(try Sheet.read(file, fileName: "a.csv").rows.map(\.cells) == read)
        }
        let joined = mark + Array(text.utf8) + mark + Array("이바다,010-2345-0002\n".utf8)
        #expect(try Sheet.read(joined, fileName: "a.csv").rows.last?.cells == ["이바다", "010-2345-0002"])
    }

    @Test("files joined from two character sets are refused with the row, never read as other letters")
    func mixedEncodings() throws {
        let cp949 = try #require(CP949.encode("이름,번호\n똠방각하,1\n金永熙,2\n"))
        let first = try fixture("strangers/mixed-encodings.csv")
        let second = try fixture("strangers/mixed-all-cp949.csv")
        let broken = Array("이름,번호\n김하늘,1\n이바".utf8) + [0xEB, 0x8B] + Array(",2\n".utf8)

        #expect(throws: SheetError.mixedEncodings(row: 3)) { try Sheet.read(first, fileName: "a.csv") }
        #expect(throws: SheetError.mixedEncodings(row: 9)) { try Sheet.read(second, fileName: "a.csv") }
        #expect(throws: SheetError.mixedEncodings(row: 4)) {
            try Sheet.read(cp949 + Array("민수,3\n".utf8), fileName: "a.csv")
        }
        #expect(throws: SheetError.mixedEncodings(row: 3)) { try Sheet.read(broken, fileName: "a.csv") }
        let list = (1...30).map { "김하늘,010-2345-00\($0)\n" }.joined()
        let wide = Array(list.utf16).flatMap { unit in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(throws: SheetError.mixedEncodings(row: 31)) {
            try Sheet.read([0xFF, 0xFE] + wide + Array(list.utf8), fileName: "a.csv")
        }
        #expect(throws: SheetError.mixedEncodings(row: 1)) {
            try Sheet.read(Array(list.utf8.prefix(600)) + wide, fileName: "a.csv")
        }
        #expect(try Sheet.read(cp949, fileName: "a.csv").rows.map(\.cells[0]) == ["이름", "똠방각하", "金永熙"])
    }

    // MARK: Web pages

    @Test("a web page's table is read as a person sees it")
    func webPage() throws {
        let page = """
            <!DOCTYPE html><!-- <table><tr><td>no</td></tr></table> --><html><head><title>x</title>
            <style>td { mso-number-format:"\\@"; }</style><script>document.write("<td>no</td>")</script></head>
            <BODY onload='a>b'><TABLE border=1><col><col style="display : none"><col>
            <tr><th colspan=2>이름 &amp;<br>성</th><th>휴대폰번호</th></tr>
            <tr style="display:none"><td>가<td>나<td>010-1
            <tr><td rowspan="2"><b>김</b>하늘&nbsp;<td>x</td><td x:num="1023450001">1.02E+09</td></tr>
            <tr><td>y</td><td x:num="45983">2025-11-22</td></tr><tr><td>&#44032;&#xAC01;&copy&unknown; a < b</td></tr>
            </table><p>끝</p></body></html>
            """

        let sheet = try Sheet.read(Array(page.utf8), fileName: "a.xls")

        #expect(
            sheet.rows.map(\.cells) == [
                ["이름 &\n성", "", "휴대폰번호"], ["가", "나", "010-1"], ["김하늘", "x", "1023450001"], ["", "y", "2025-11-22"],
                ["가각&copy&unknown; a < b"],
            ])
        #expect(sheet.rows.map(\.isHidden) == [false, true, false, false, false])
        #expect(sheet.hiddenColumns == [1])
        #expect(sheet.merges == [.init(rows: 1...1, columns: 0...1), .init(rows: 3...4, columns: 0...0)])
        #expect(sheet.rows[2].kind(of: 2) == .number)
    }

    @Test("a web page in the characters of Korean Windows is read, one without a table refused")
    func pages() throws {
        let page = try #require(
            CP949.encode("<meta charset=utf-8>\r\n<table><tr><td>똠방각하<td>010-2345-0001</table>"))

        #expect(try Sheet.read(page, fileName: "a.xls").rows.map(\.cells) == [["똠방각하", "010-2345-0001"]])
        #expect(throws: SheetError.notASpreadsheet) { try cells("<html><body>로그인해 주세요</body></html>") }
        #expect(try cells("<이름>,<번호>\n가,1\n", "a.csv").count == 2)
    }

    @Test(
        "tags that are never closed end with the page",
        arguments: [
            "<script>", "<style>", "<!--", "<td a=\"", "<td a='", "</td", "<", "<td <", "&#", "<table>", "<tr>",
        ])
    func unclosedTags(tag: String) throws {
        let page = "<table><tr><td>가</td></tr>" + String(repeating: tag, count: 20_000)

        let sheet = try Sheet.read(Array(page.utf8), fileName: "a.xls")

        #expect(sheet.rows.first?.cells.first == "가")
    }

    // MARK: Excel 2003's XML

    @Test("Excel 2003's XML is read with its sheets, kinds, hidden rows and merged cells")
    func spreadsheetXML() throws {
        let sheets = try Sheets.read(Array(Self.workbook2003.utf8), fileName: "명단.xls")

        let sheet = try #require(sheets.filled.first)
        #expect(sheets.filled.map(\.name) == ["1차", "2차"])
        #expect(sheets.hidden == ["숨김"])
        #expect(sheet.otherSheets == ["2차"])
        #expect(
            sheet.rows.map(\.cells) == [
                ["이름", "휴대폰번호", "가입일"], ["김하늘", "1023450001", "2025-11-22"], ["이<바>다", "", "", "TRUE"], ["", ""],
            ])
        #expect(sheet.rows.map(\.number) == [1, 2, 5, 6])
        #expect(sheet.rows.map(\.isHidden) == [false, false, true, false])
        #expect(sheet.hiddenColumns == [3, 4])
        #expect(sheet.merges == [.init(rows: 5...6, columns: 0...1)])
        #expect((0..<3).map(sheet.rows[1].kind) == [.text, .number, .date])
        #expect(sheet.rows[3].kind(of: 1) == .uncomputed)
        #expect(sheet.rows[3].error(in: 0) == "#N/A")
    }

    @Test("Excel 2003's XML in other character sets is read, and what is not well-formed refused")
    func otherXML() throws {
        let units = Array(Self.workbook2003.replacing("utf-8", with: "utf-16").utf16)
        let wide: [UInt8] = [0xFF, 0xFE] + units.flatMap { unit in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let cp949 = try #require(CP949.encode(Self.workbook2003.replacing("utf-8", with: "euc-kr")))

        for file in [wide, cp949] {
            #expect(try Sheets.read(file, fileName: "a.xml").filled.map(\.name) == ["1차", "2차"])
        }
        let cut = Array(Self.workbook2003.utf8.dropLast(10))
        #expect(throws: SheetError.broken) { try Sheet.read(cut, fileName: "a.xls") }
        let twice = Self.workbook2003.replacing(#"<Row ss:Index="5""#, with: #"<Row ss:Index="1""#)
        #expect(throws: SheetError.broken) { try Sheet.read(Array(twice.utf8), fileName: "a.xls") }
    }

    private static let workbook2003 = """
        <?xml version="1.0" encoding="utf-8"?>
        <?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
         <Worksheet ss:Name="숨김"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
          <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
         <Worksheet ss:Name="1차"><Table>
          <Column ss:Width="60"/><Column ss:Index="4" ss:Hidden="1" ss:Span="1"/>
          <Row><Cell><Data ss:Type="String">이름</Data><Comment><ss:Data>메모</ss:Data></Comment></Cell>
           <Cell><Data ss:Type="String"><B>휴대폰</B>번호</Data></Cell><Cell><Data ss:Type="String">가입일</Data></Cell></Row>
          <Row><Cell><Data ss:Type="String">김하늘</Data></Cell><Cell><Data ss:Type="Number">1.023450001E9</Data></Cell>
           <Cell><Data ss:Type="DateTime">2025-11-22T00:00:00.000</Data></Cell></Row>
          <Row ss:Index="5" ss:Hidden="1"><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">이&lt;바&gt;다</Data></Cell>
           <Cell ss:Index="4"><Data ss:Type="Boolean">1</Data></Cell></Row>
          <Row><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=R1C1"/></Row>
         </Table></Worksheet>
         <Worksheet ss:Name="2차"><Table><Row><Cell><Data ss:Type="String">y</Data></Cell></Row></Table></Worksheet>
        </Workbook>
        """

    // MARK: Named for what they are

    @Test(
        "what cannot be read is named for what it is",
        arguments: [
            ("strangers/fasoo.xlsx", .documentSecurity(product: "Fasoo")),
            ("strangers/softcamp.xlsx", .documentSecurity(product: "SoftCamp")),
            ("strangers/excel-lock.xlsx", .companionFile), ("libreoffice.ods", .otherProgram(.openDocument)),
            ("password.xlsx", .encrypted),
        ] as [(String, SheetError)])
    func refused(name: String, error: SheetError) throws {
        let file = try fixture(name)

        for fileName in ["a.xlsx", "a.xls", "a.csv"] {
            #expect(throws: error, "\(fileName)") { try Sheets.read(file, fileName: fileName) }
        }
    }

    @Test("files of other programs are known by what they begin with or hold")
    func otherPrograms() throws {
        func error(_ bytes: [UInt8], _ name: String = "a.xlsx") -> SheetError? {
            do throws(SheetError) { _ = try Sheets.read(bytes, fileName: name) } catch { return error }
            return nil
        }
        func zip(_ parts: String...) -> [UInt8] {
            var zip = ZipBuilder()
            for part in parts { zip.add(part, "x") }
            return zip.bytes
        }
        let noise = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ 3) }

        #expect(error(Array("%PDF-1.7 x".utf8)) == .otherProgram(.pdf))
        #expect(error([0x09, 0x08, 0x08, 0, 0, 5, 0x10, 0] + noise, "a.xls") == .otherProgram(.oldWorkbook))
        #expect(error(Array("MIME-Version: 1.0\r\n\r\n<table>".utf8), "a.xls") == .otherProgram(.webArchive))
        #expect(error(zip("Index/Document.iwa")) == .otherProgram(.numbers))
        #expect(error(zip("[Content_Types].xml", "xl/workbook.bin")) == .otherProgram(.binaryWorkbook))
        #expect(error(zip("word/document.xml")) == .otherProgram(.word))
        #expect(error(zip("명단.xlsx")) == .otherProgram(.archive))
        #expect(error(Array("<## NASCA DRM FILE - VER1.00 ##>".utf8) + noise) == .documentSecurity(product: "NASCA"))
        #expect(error([1, 2, 3] + Array("MarkAny".utf8) + noise) == .documentSecurity(product: "MarkAny"))
        #expect(error(noise) == .notASpreadsheet)
        #expect(error(Array("이름,회사\n김하늘,Fasoo\n".utf8)) == nil)
        for name in ["~$명단.xlsx", "._명단.xlsx", ".~lock.명단.xlsx#"] {
            #expect(error(Array("x".utf8), name) == .companionFile, "\(name)")
        }
    }
}
