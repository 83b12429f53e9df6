import Spreadsheet

/// The file a person handed in, given back with a column that says what is wrong with each row.
package struct ProblemFile: Sendable {
    package let name: String
    private let reading: RecipientReading

    package init(_ item: RecipientImport) { self.init(item.reading, fileName: item.fileName) }

    init(_ reading: RecipientReading, fileName: String) {
        self.reading = reading
        let stem = fileName.lastIndex(of: ".").map { String(fileName[..<$0]) } ?? fileName
        name = (stem.isEmpty ? "받는 사람" : stem) + "_오류내용.xlsx"
    }

    package func xlsx() throws(SheetWriteError) -> [UInt8] { try document.xlsx() }

    /// Rows keep their numbers, so that the messages on the screen still fit. Without headings one line is put on top.
    var document: SheetDocument {
        let (sheet, columns) = (reading.sheet, reading.columns)
        let reasons = Dictionary(grouping: reading.list.problems, by: \.row)
            .mapValues { $0.map(\.reason).joined(separator: " ") }
        let heading = columns.headingRow.flatMap { number in sheet.rows.first { $0.number == number } }
        let width = sheet.rows.map(\.cells.count).max() ?? 0
        let place = heading?.cells.firstIndex(where: ColumnHeading.isProblemColumn) ?? width
        func line(_ number: Int, _ cells: [String], _ remark: String, _ look: SheetDocument.Look) -> SheetDocument.Row {
            var cells = cells + Array(repeating: "", count: max(0, place + 1 - cells.count))
            cells[place] = remark
            return SheetDocument.Row(number: number, cells: cells, look: look)
        }
        var rows: [SheetDocument.Row] = []
        if heading == nil { rows.append(line(1, titles, Self.remarkTitle, .heading)) }
        // Hidden rows would come back as people.
        for row in sheet.rows where reading.includesHidden || !row.isHidden {
            let number = row.number + (heading == nil ? 1 : 0)
            if row.number == heading?.number {
                rows.append(line(number, row.shownCells, Self.remarkTitle, .heading))
            } else {
                let reason = reasons[row.number]
                rows.append(line(number, row.shownCells, reason ?? "", reason == nil ? .plain : .problem))
            }
        }
        return SheetDocument(name: "받는 사람", rows: rows)
    }

    private static let remarkTitle = "오류내용"

    /// Headings that the reader will know again when the corrected file comes back.
    private var titles: [String] {
        var titles = Array(repeating: "", count: reading.columns.titles.count)
        titles[reading.columns.phone] = "휴대폰번호"
        if let name = reading.columns.name { titles[name] = "이름" }
        if let quantity = reading.columns.quantity { titles[quantity] = "수량" }
        return titles
    }
}

/// The empty list that people may fill in. Without an example row: somebody would send to it.
package enum SampleFile {
    package static let name = "받는 사람 양식.xlsx"

    package static func xlsx() throws(SheetWriteError) -> [UInt8] {
        try SheetDocument(
            name: "받는 사람", rows: [SheetDocument.Row(number: 1, cells: ["이름", "휴대폰번호", "수량"], look: .heading)]
        ).xlsx()
    }
}
