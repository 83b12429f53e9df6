import Spreadsheet
import Testing

@Suite("Writing sheets")
struct WritingSheetsTests {
    @Test("what is written is read back, in its rows, and formulas stay text")
    func roundTrip() throws {
        let document = SheetDocument(
            name: "받는 사람",
            rows: [
                .init(number: 2, cells: ["이름", "휴대폰번호"], look: .heading),
                .init(number: 3, cells: ["=HYPERLINK(\"http://x\")", "01012345678"]),
                .init(number: 7, cells: ["", "+82", "<&>\n"], look: .problem),
            ])

        let sheet = try Sheet.read(document.xlsx(), fileName: "a.xlsx")

        #expect(sheet.name == "받는 사람")
        #expect(sheet.rows == document.rows.map { Sheet.Row(number: $0.number, cells: $0.cells) })
    }
}
