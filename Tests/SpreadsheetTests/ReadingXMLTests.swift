import Spreadsheet
import Testing

/// Through whole workbooks: the XML reader is only reachable as part of one.
@Suite("Reading the XML of a workbook")
struct ReadingXMLTests {
    private func cells(_ sheet: String) throws -> [[String]] {
        var book = WorkbookBuilder()
        book.sheet = sheet
        return try Sheet.read(book.bytes, fileName: "a.xlsx").rows.map(\.cells)
    }

    @Test(
        "text means what XML says it means",
        arguments: [
            ("a&amp;b&lt;c&gt;d&quot;e&apos;f", "a&b<c>d\"e'f"), ("&#44032;&#xAC01;&#x1F600;", "가각😀"),
            ("<![CDATA[<a>&amp;]]>b", "<a>&amp;b"), ("a<!-- <c> > -->b", "ab"), ("a<?pi > ?>b", "ab"),
            ("a\r\nb", "a\nb"),
            ("a&#13;b", "a\rb"), ("]]", "]]"), ("가 > 나", "가 > 나"),
        ])
    func text(written: String, read: String) throws {
        #expect(
            try cells("<worksheet><sheetData><row><c t='str'><v>\(written)</v></c></row></sheetData></worksheet>") == [
                [read]
            ])
    }

    @Test("quotes, spaces and signs in attributes do not end the tag")
    func attributes() throws {
        let sheet =
            "\u{FEFF}<?xml version='1.0' encoding='utf-8'?>\n<worksheet a='>' b = \"/>'\"\n><sheetData ><row r='2' ><c\tr=\"B2\" t='n'><v >5</v ></c ></row></sheetData></worksheet>\n<!-- end -->\n"

        #expect(try cells(sheet) == [["", "5"]])
    }

    @Test("text that is cut by the reader's window arrives whole")
    func window() throws {
        let row = "<row><c t='str'><v>가나&amp;다</v></c></row>"
        let padding = (0..<16).map { "<!--" + String(repeating: "x", count: 20_000 + $0) + "-->" }.joined()
        let rows = String(repeating: row, count: 6_000)

        let read = try cells("<worksheet><sheetData>\(padding)\(rows)</sheetData></worksheet>")

        #expect(read.count == 6_000)
        #expect(Set(read) == [["가나&다"]])
    }

    @Test(
        "what is not well-formed is broken, not half read",
        arguments: [
            "", "text", "<worksheet>", "<worksheet></worksheets>", "<worksheet/><worksheet/>", "<worksheet/>x",
            "<worksheet",
            "<worksheet a>", "<worksheet a=b/>", "<worksheet a='/>", "<worksheet / >", "< worksheet/>", "</worksheet>",
            "<worksheet><!-- </worksheet>", "<worksheet><![CDATA[ </worksheet>", "<worksheet>&nbsp;</worksheet>",
            "<!ELEMENT a><worksheet/>", "<!", "<", "<?xml version='1.0' encoding='UTF-16'?><worksheet/>",
            "<a><b></a></b>",
        ])
    func malformed(sheet: String) {
        let padded = sheet.replacing("&nbsp;", with: "<sheetData><row><c t='str'><v>&nbsp;</v></c></row></sheetData>")

        #expect(throws: SheetError.broken) { try cells(padded) }
    }

    @Test(
        "bytes that are no UTF-8, and control characters, are broken",
        arguments: [[0xFF], [0xEA, 0xB0], [0x00], [0x1B]])
    func bytes(of text: [Int]) {
        var zip = WorkbookBuilder().frame
        let sheet = Array("<worksheet><sheetData><row><c t='str'><v>".utf8) + text.map(UInt8.init)
        zip.add("xl/worksheets/sheet1.xml", sheet + Array("</v></c></row></sheetData></worksheet>".utf8))
        let bytes = zip.bytes

        #expect(throws: SheetError.broken) { try Sheet.read(bytes, fileName: "a.xlsx") }
    }
}
