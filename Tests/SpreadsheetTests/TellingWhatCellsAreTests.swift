import Foundation
import Spreadsheet
import Testing

@Suite("Telling what stands beside the texts")
struct TellingWhatCellsAreTests {
    private func sheet(_ rows: String, before: String = "", after: String = "", limits: SheetLimits = SheetLimits())
        throws -> Sheet
    {
        var book = WorkbookBuilder()
        book.sheet = "<worksheet>\(before)<sheetData>\(rows)</sheetData>\(after)</worksheet>"
        book.styles = #"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
        return try Sheet.read(book.bytes, fileName: "a.xlsx", limits: limits)
    }

    @Test("a row hidden by hand, by a filter or by having no height is told as hidden")
    func hiddenRows() throws {
        let rows = [#""#, #" hidden="1""#, #" hidden="true""#, #" ht="0" customHeight="1""#, #" ht="15" hidden="0""#]

        let sheet = try sheet(rows.map { "<row\($0)><c><v>1</v></c></row>" }.joined())

        #expect(sheet.rows.map(\.isHidden) == [false, true, true, true, false])
    }

    @Test("hidden columns and columns without a width are told")
    func hiddenColumns() throws {
        let columns =
            #"<cols><col min="1" max="1" width="9"/><col min="3" max="4" hidden="1"/><col min="6" max="6" width="0"/><col min="300" max="16384" hidden="1"/><col min="0" max="0" hidden="1"/></cols>"#

        #expect(try sheet("<row><c><v>1</v></c></row>", before: columns).hiddenColumns == [2, 3, 5])
    }

    @Test("a cell that shows an error has no text, and says which error it is")
    func errors() throws {
        let sheet = try sheet(
            #"<row><c t="e"><f>D9</f><v>#REF!</v></c><c t="str"><v>#n/a</v></c><c t="str"><v>#1 손님</v></c><c t="str"><v>####</v></c></row>"#
        )

        let row = try #require(sheet.rows.first)
        #expect(row.cells == ["", "", "#1 손님", ""])
        #expect((0..<5).map(row.kind) == [.error, .error, .text, .error, .text])
        #expect((0..<5).map(row.error) == ["#REF!", "#n/a", nil, "####", nil])
        #expect(row.shownCells == ["#REF!", "#n/a", "#1 손님", "####"])
    }

    @Test("a row in which every cell is an error or not computed is still a row")
    func onlyErrors() throws {
        let sheet = try sheet(#"<row><c t="e"><v>#N/A</v></c></row><row><c><f>A1</f></c></row><row><c/></row>"#)

        #expect(sheet.rows.map(\.number) == [1, 2])
    }

    @Test("numbers, dates and formulas that no program has computed are told apart from texts")
    func kinds() throws {
        let sheet = try sheet(
            #"<row><c t="str"><v>가</v></c><c><v>1.02345E9</v></c><c s="1"><v>45983</v></c><c><f>B1</f><v/></c><c t="str"><f>B1</f><v></v></c><c t="d"><v>2025-11-22T00:00:00</v></c><c><f>B1</f><v>0</v></c></row>"#
        )

        let row = try #require(sheet.rows.first)
        #expect(row.cells == ["가", "1023450000", "2025-11-22", "", "", "2025-11-22", "0"])
        #expect((0..<7).map(row.kind) == [.text, .number, .date, .uncomputed, .text, .date, .number])
    }

    @Test("in a file that is to be computed when it is opened, a formula's 0 is no result")
    func computedOnLoad() throws {
        var book = WorkbookBuilder(rows: "<row><c><f>B1</f><v>0</v></c><c><v>0</v></c><c><f>B1</f><v>7</v></c></row>")
        book.workbookExtra = #"<calcPr calcId="124519" fullCalcOnLoad="1"/>"#

        let row = try #require(try Sheet.read(book.bytes, fileName: "a.xlsx").rows.first)

        #expect(row.cells == ["", "0", "7"])
        #expect((0..<3).map(row.kind) == [.uncomputed, .number, .number])
    }

    @Test("merged cells are told, and what they show in the rows that they cover")
    func merges() throws {
        let sheet = try sheet(
            (1...5).map {
                #"<row r="\#($0)"><c r="A\#($0)"><v>\#($0)</v></c><c r="B\#($0)" t="str"><v>\#($0 == 2 || $0 == 5 ? "가" : "")</v></c></row>"#
            }
            .joined(),
            after:
                #"<mergeCells><mergeCell ref="B2:B4"/><mergeCell ref="C1:XFD1"/><mergeCell ref="B9:A1"/><mergeCell ref="x"/></mergeCells>"#
        )

        #expect(sheet.merges == [.init(rows: 2...4, columns: 1...1), .init(rows: 1...1, columns: 2...255)])
        #expect(sheet.mergedTexts(in: 1) == [3: "가", 4: "가"])
        #expect(sheet.mergedTexts(in: 0).isEmpty)
    }

    @Test("a long text is cut and told as cut")
    func cut() throws {
        let sheet = try sheet(
            ["가", "나"].map {
                #"<row><c t="str"><v>\#(String(repeating: $0, count: $0 == "가" ? 256 : 9_999))</v></c></row>"#
            }
            .joined())

        #expect(sheet.rows.map { $0.cells[0].count } == [256, 256])
        #expect(sheet.rows.map { $0.kind(of: 0) } == [.text, .cut])
        let text = try Sheet.read(text: "a,b\n\(String(repeating: "가", count: 300)),c")
        #expect(text.rows[1].cells.map(\.count) == [256, 1])
        #expect(text.rows[1].kind(of: 0) == .cut)
    }

    @Test("columns beyond those that are read are left out and told")
    func columns() throws {
        let wide = try sheet(#"<row r="4"><c r="IV4"><v>1</v></c><c r="IW4"><v>2</v></c></row>"#)
        let justWide = try sheet(#"<row r="4"><c r="IV4"><v>1</v></c><c r="IW4"/></row>"#)

        #expect(wide.rows.first?.cells.count == 256)
        #expect(wide.hasMoreColumns)
        #expect(!justWide.hasMoreColumns)
        #expect(try Sheet.read(text: String(repeating: ",", count: 300) + "x\na").hasMoreColumns)
    }

    @Test("cells and rows in another order come out at their places")
    func order() throws {
        let sheet = try sheet(
            #"<row r="2"><c r="B2"><v>22</v></c><c r="A2"><v>12</v></c></row><row r="1"><c r="C1"><v>31</v></c><c r="A1"><v>11</v></c><c><v>21</v></c></row>"#
        )

        #expect(sheet.rows.map(\.number) == [1, 2])
        #expect(sheet.rows.map(\.cells) == [["11", "21", "31"], ["12", "22"]])
    }

    @Test("an .xls tells the same as an .xlsx", arguments: ["marked.xlsx", "marked.xls"])
    func binary(name: String) throws {
        let sheets = try Sheets.read(fixture(name), fileName: name)

        let sheet = try #require(sheets.filled.first)
        #expect(sheets.filled.map(\.name) == ["1차", "2차"])
        #expect(sheets.hidden == ["숨김"])
        #expect(sheets.empty == ["빈 시트"])
        #expect(sheet.rows.map(\.isHidden) == [false, false, true, false, false])
        #expect(sheet.hiddenColumns == [3])
        #expect(sheet.merges == [.init(rows: 4...5, columns: 0...0)])
        #expect(sheet.mergedTexts(in: 0) == [5: "이바다"])
        #expect(sheet.rows[1].error(in: 4) == "#N/A")
        #expect(sheet.rows[2].error(in: 4) == "#DIV/0!")
        #expect((0..<6).map(sheet.rows[1].kind) == [.text, .number, .date, .text, .error, .uncomputed])
    }

    @Test("a sheet too large to be read beside the list is named and does not keep the list from being read")
    func largeSheet() throws {
        var book = WorkbookBuilder(rows: String(repeating: "<row><c><v>1</v></c></row>", count: 12))
        book.secondSheet = "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>"
        var limits = SheetLimits()
        limits.rows = 10

        let sheets = try Sheets.read(book.bytes, fileName: "a.xlsx", limits: limits)

        #expect(sheets.filled.map(\.name) == ["시트2"])
        #expect(sheets.unread == [.init(name: "시트1", reason: .tooManyRows(limit: 10))])
        book.secondSheet = nil
        let alone = book.bytes
        #expect(throws: SheetError.tooManyRows(limit: 10)) {
            try Sheets.read(alone, fileName: "a.xlsx", limits: limits)
        }
    }

    @Test("a sheet is kept with all of this, and one that was kept without it is still read")
    func codable() throws {
        let sheet = Sheet(
            name: "가",
            rows: [
                .init(number: 3, cells: ["", "1"], isHidden: true, kinds: [.error, .number], errors: [0: "#N/A"]),
                .init(number: 4, cells: ["나"]),
            ], hiddenColumns: [2], merges: [.init(rows: 3...4, columns: 0...1)], hasMoreColumns: true)

        let kept = try JSONEncoder().encode(sheet)
        let old = #"{"name":"가","rows":[{"number":4,"cells":["나"]}],"otherSheets":["다"]}"#

        #expect(try JSONDecoder().decode(Sheet.self, from: kept) == sheet)
        #expect(
            try JSONDecoder().decode(Sheet.self, from: Data(old.utf8))
                == Sheet(name: "가", rows: [.init(number: 4, cells: ["나"])], otherSheets: ["다"]))
    }
}
