import Spreadsheet
import Testing

/// The error a file is refused with; nil when it is read.
private func refusal(_ bytes: [UInt8], _ fileName: String, limits: SheetLimits = SheetLimits()) -> SheetError? {
    do throws(SheetError) {
        _ = try Sheet.read(bytes, fileName: fileName, limits: limits)
        return nil
    } catch {
        return error
    }
}

@Suite("Refusing files")
struct RefusingFilesTests {
    @Test("a zip that is no workbook is refused, OpenDocument by its kind")
    func otherZips() throws {
        var zip = ZipBuilder()
        zip.add("word/document.xml", "<document/>")
        let document = zip.bytes
        let openDocument = try fixture("libreoffice.ods")

        #expect(refusal(document, "a.xlsx") == .otherProgram(.word))
        #expect(refusal(openDocument, "a.xlsx") == .otherProgram(.openDocument))
        #expect(refusal(openDocument, "a.ods") == .otherProgram(.openDocument))
        #expect(refusal([1, 2, 3], "a.pdf") == .unsupportedKind)
    }

    @Test("a file locked with a password is named as such")
    func encrypted() throws {
        let locked = try fixture("password.xlsx")
        var zip = WorkbookBuilder().frame
        zip.add("xl/worksheets/sheet1.xml", Array("<worksheet/>".utf8), isEncrypted: true)
        let lockedZip = zip.bytes
        var old = try fixture("libreoffice.xls")
        let start = try #require(
            old.indices.first { old[$0...].starts(with: [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]) })
        old[start + 20] = 0x2F  // the record after BOF becomes FILEPASS
        old[start + 21] = 0x00
        let lockedOld = old

        #expect(refusal(locked, "a.xlsx") == .encrypted)
        #expect(refusal(lockedZip, "a.xlsx") == .encrypted)
        #expect(refusal(lockedOld, "a.xls") == .encrypted)
    }

    @Test("macros are refused by name and by content")
    func macros() {
        var zip = WorkbookBuilder().frame
        zip.add("xl/worksheets/sheet1.xml", "<worksheet/>")
        zip.add("xl/vbaProject.bin", "x")
        let renamed = zip.bytes

        #expect(refusal(WorkbookBuilder().bytes, "a.xlsm") == .macros)
        #expect(refusal(renamed, "a.xlsx") == .macros)
    }

    @Test("a zip bomb is stopped by its ratio", arguments: [nil, 100])
    func bomb(declaredBytes: Int?) {
        var zip = WorkbookBuilder().frame
        let run = deflatedRun("<worksheet>", repeats: 20_000)  // 5 MB out of 32 KB
        zip.add("xl/worksheets/sheet1.xml", [], deflated: run, declaredBytes: declaredBytes ?? 5_160_011)
        let bytes = zip.bytes

        #expect(refusal(bytes, "a.xlsx") == .unpacksTooLarge)
    }

    @Test("all entries together may not unpack to more than the limit")
    func total() {
        let cells = #"<c t="str"><v>0123456789012345678901234567890123456789</v></c>"#
        let book = WorkbookBuilder(rows: String(repeating: "<row>\(cells)\(cells)</row>", count: 1000))
        var limits = SheetLimits()
        limits.unpackedBytes = 100_000

        #expect(refusal(book.bytes, "a.xlsx", limits: limits) == .unpacksTooLarge)
    }

    @Test("a DOCTYPE is refused wherever it stands, so no entity is ever expanded")
    func billionLaughs() {
        let lol =
            #"<!DOCTYPE sst [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"#
        var book = WorkbookBuilder(rows: #"<row><c t="s"><v>0</v></c></row>"#)
        book.sharedStrings = lol + "<sst><si><t>&c;</t></si></sst>"
        var sheetBook = WorkbookBuilder()
        sheetBook.sheet = "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\"><worksheet/>"

        #expect(refusal(book.bytes, "a.xlsx") == .broken)
        #expect(refusal(sheetBook.bytes, "a.xlsx") == .broken)
    }

    @Test("a dimension of a million rows costs nothing, and lies about places are refused")
    func lies() throws {
        var book = WorkbookBuilder()
        book.sheet =
            #"<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1" spans="1:16384"><c r="A1"><v>7</v></c></row></sheetData></worksheet>"#

        let sheet = try Sheet.read(book.bytes, fileName: "a.xlsx")

        #expect(sheet.rows.map(\.cells) == [["7"]])
        for row in [
            #"<row r="1048577"><c><v>1</v></c></row>"#, #"<row r="-1"/>"#,
            #"<row r="2"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>"#,
            #"<row r="2"><c><v>1</v></c></row><row r="1"/><row r="2"><c r="B2"><v>1</v></c></row>"#,
            #"<row r=""/>"#,
            #"<row r="99999999999999999999"/>"#, #"<row><c r="AAAA1"/></row>"#, #"<row><c r="ZZZ1"/></row>"#,
            #"<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#,
            #"<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>"#,
            #"<row><c r="1"/></row>"#, #"<row><c t="s"><v>5</v></c></row>"#,
            #"<row><c t="s"><v>-1</v></c></row>"#, #"<row><c t="s"><v>99999999999999999999</v></c></row>"#,
        ] {
            #expect(refusal(WorkbookBuilder(rows: row).bytes, "a.xlsx") == .broken, "\(row)")
        }
    }

    @Test("rows beyond the limit are refused, and files beyond it")
    func limits() throws {
        let row = "<row><c><v>1</v></c></row>"
        var hundredRows = SheetLimits()
        hundredRows.rows = 100
        var thousandCells = SheetLimits()
        thousandCells.cells = 1_000
        let tooMany = WorkbookBuilder(rows: String(repeating: row, count: 102))
        let sparse = WorkbookBuilder(
            rows: (1...5).map { #"<row r="\#($0)"><c r="IV\#($0)"><v>1</v></c></row>"# }.joined())

        #expect(refusal(tooMany.bytes, "a.xlsx", limits: hundredRows) == .tooManyRows(limit: 100))
        #expect(refusal(sparse.bytes, "a.xlsx", limits: thousandCells) == .unpacksTooLarge)
        #expect(refusal(sparse.bytes, "a.xlsx") == nil)
        #expect(refusal([UInt8](repeating: 0x50, count: (20 << 20) + 1), "a.csv") == .tooManyBytes(limit: 20 << 20))
        let manyLines = String(repeating: "1\n", count: 102)
        #expect(refusal(Array(manyLines.utf8), "a.csv", limits: hundredRows) == .tooManyRows(limit: 100))
    }

    @Test("deep nesting and endless tags are refused")
    func depth() {
        var deep = WorkbookBuilder()
        deep.sheet = String(repeating: "<a>", count: 100_000)
        var endless = WorkbookBuilder()
        endless.sheet = "<worksheet a=\"" + String(repeating: "x", count: 2 << 20) + "\"/>"

        #expect(refusal(deep.bytes, "a.xlsx") == .broken)
        #expect(refusal(endless.bytes, "a.xlsx") == .broken)
    }

    @Test("thousands of tabs that lead to one sheet are not followed")
    func crowdedContents() throws {
        var book = WorkbookBuilder()
        book.extraSheets = String(repeating: #"<sheet name="x" sheetId="2" r:id="rId1"/>"#, count: 3_000)
        book.sheet = "<worksheet><sheetData>" + String(repeating: "<row/>", count: 100) + "</sheetData></worksheet>"
        let bytes = book.bytes
        var limits = SheetLimits()
        limits.unpackedBytes = 500_000

        #expect(refusal(bytes, "a.xlsx", limits: limits) == .unpacksTooLarge)
    }

    @Test("the records and texts of an .xls are counted like what a zip unpacks to")
    func binaryLimits() throws {
        let file = try fixture("libreoffice-1200.xls")
        var (few, short) = (SheetLimits(), SheetLimits())
        few.unpackedBytes = 10_000
        short.sharedStringBytes = 10_000

        #expect(refusal(file, "a.xls", limits: few) == .unpacksTooLarge)
        #expect(refusal(file, "a.xls", limits: short) == .unpacksTooLarge)
        #expect(refusal(file, "a.xls") == nil)
    }

    @Test("names that climb out of the archive, twice the same name and hundreds of entries are refused")
    func entryNames() {
        for name in ["../../etc/passwd", "/etc/passwd", "xl\\..\\x", "XL/workbook.xml"] {
            var zip = WorkbookBuilder().frame
            zip.add(name, "x")
            let bytes = zip.bytes
            #expect(refusal(bytes, "a.xlsx") == .broken, "\(name)")
        }
        var crowded = WorkbookBuilder().frame
        for number in 0..<200 { crowded.add("xl/media/\(number).png", "x") }
        let bytes = crowded.bytes
        #expect(refusal(bytes, "a.xlsx") == .unpacksTooLarge)
    }

    @Test(
        "a file cut off anywhere is an error, never a shorter list",
        arguments: ["libreoffice.xlsx", "openpyxl.xlsx", "libreoffice.xls"])
    func truncated(name: String) throws {
        let whole = try fixture(name)

        for count in stride(from: 8, to: whole.count - 520, by: 197) {
            let cut = Array(whole.prefix(count))
            #expect(refusal(cut, name) != nil, "\(count) bytes")
        }
    }

    @Test(
        "a flipped byte never traps",
        arguments: ["libreoffice.xlsx", "libreoffice.xls", "password.xlsx", "libreoffice-cp949.csv"])
    func flipped(name: String) throws {
        let whole = try fixture(name)

        let places = Array(stride(from: 0, to: whole.count, by: 37))
        var readable = 0
        for place in places {
            var damaged = whole
            damaged[place] ^= 0xFF
            if refusal(damaged, name) == nil { readable += 1 }
        }

        #expect(readable < places.count)
    }
}
