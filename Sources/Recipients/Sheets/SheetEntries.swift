import Spreadsheet
import Support

/// The people of a sheet, row by row, by its columns.
struct SheetEntries {
    /// In the order of the rows, the hidden ones among them.
    let all: [RecipientEntry]
    /// Numbers of hidden rows with somebody on them.
    let hidden: Set<Int>

    var visible: [RecipientEntry] { hidden.isEmpty ? all : all.filter { !hidden.contains($0.row) } }

    init(of sheet: Sheet, _ columns: RecipientColumns) {
        let cells = SheetCells(sheet, columns)
        let heading = columns.headingRow.flatMap { number in sheet.rows.first { $0.number == number } }
        var all: [RecipientEntry] = []
        var hidden: Set<Int> = []
        for row in sheet.rows where row.number > columns.headingRow ?? 0 {
            if let end = columns.nextHeadingRow, row.number >= end { break }
            // Headings that are repeated on each page.
            if let heading, row.cells == heading.cells { continue }
            guard let entry = cells.entry(row) else { continue }
            all.append(entry)
            if row.isHidden { hidden.insert(row.number) }
        }
        let rounded = RoundedNumbers(all.filter { !hidden.contains($0.row) })
        self.all = rounded.rows.isEmpty ? all : all.map(rounded.marked)
        self.hidden = hidden
    }
}

extension RecipientReading {
    /// Everybody who is read, right or wrong.
    var entries: [RecipientEntry] {
        let entries = SheetEntries(of: sheet, columns)
        return includesHidden ? entries.all : entries.visible
    }
}

/// Cells as values of a person: merged ones show what a person sees, those that are no value are faults.
private struct SheetCells {
    private let columns: RecipientColumns
    private let names: [Int: String]
    private let phones: [Int: String]
    private let quantities: [Sheet.Merge]

    init(_ sheet: Sheet, _ columns: RecipientColumns) {
        self.columns = columns
        names = columns.name.map(sheet.mergedTexts) ?? [:]
        phones = sheet.mergedTexts(in: columns.phone)
        quantities =
            columns.quantity.map { column in
                sheet.merges.filter { $0.rows.count > 1 && $0.columns.contains(column) }
            } ?? []
    }

    /// nil for a remark beside the list: nobody.
    func entry(_ row: Sheet.Row) -> RecipientEntry? {
        var faults: [RecipientEntry.Fault] = []
        func cell(_ column: Int?, _ field: RecipientProblem.Field) -> String {
            guard let column, column < row.cells.count else { return "" }
            if let fault = Self.fault(row, column, field) { faults.append(fault) }
            return row.cells[column]
        }
        let (phone, quantity) = (cell(columns.phone, .phone), cell(columns.quantity, .quantity))
        let isAbsent = phone.tidied.isEmpty && quantity.tidied.isEmpty && faults.allSatisfy { $0.field != .phone }
        var name = cell(columns.name, .name)
        if let merged = names[row.number], name.tidied.isEmpty, !isAbsent { name = merged }
        // Formulas are often drawn further down than the list goes.
        guard !(isAbsent && name.tidied.isEmpty) else { return nil }
        if phone.tidied.isEmpty, let merged = phones[row.number], !name.tidied.isEmpty {
            faults.append(
                .init(
                    field: .phone, value: merged, code: .mergedCells,
                    reason: "번호 칸이 윗줄과 병합되어 있습니다. 병합을 풀고 이 사람의 번호를 적어 주세요."))
        }
        if let merge = quantities.first(where: { $0.rows.contains(row.number) }) {
            faults.append(
                .init(
                    field: .quantity, value: quantity, code: .mergedCells,
                    reason: "수량 칸이 \(merge.rows.count)줄에 걸쳐 병합되어 있어 한 사람의 수량을 알 수 없습니다. 병합을 풀고 줄마다 적어 주세요."))
        }
        var entry = RecipientEntry(row: row.number, name: name, phone: phone, quantity: quantity)
        entry.faults = faults
        return entry
    }

    private static func fault(_ row: Sheet.Row, _ column: Int, _ field: RecipientProblem.Field) -> RecipientEntry.Fault?
    {
        switch row.kind(of: column) {
        case .error:
            let shown = row.error(in: column) ?? ""
            return .init(
                field: field, value: shown, code: .cellError,
                reason: "\(field.word) 칸에 엑셀 오류(\(shown))가 있습니다. 엑셀에서 올바른 값으로 고쳐 주세요.")
        case .uncomputed:
            return .init(
                field: field, value: "", code: .notComputed,
                reason: "\(field.word) 칸의 수식이 계산되지 않은 채 저장되어 있습니다. 엑셀에서 열어 값이 보이는지 확인하고 저장해 주세요.")
        case .text, .number, .date, .cut: return nil
        }
    }
}

extension RecipientProblem.Field {
    /// As headings call it.
    var word: String {
        switch self {
        case .name: "이름"
        case .phone: "휴대폰번호"
        case .quantity: "수량"
        }
    }
}
