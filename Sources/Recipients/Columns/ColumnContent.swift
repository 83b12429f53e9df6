import Spreadsheet
import Support

/// What the columns hold, judged by the people's rows: all of a short list, rows from all over a long one.
struct ColumnContent {
    private(set) var columns: [Column]

    struct Column {
        /// Cells with anything in them.
        var filled = 0
        /// Cells that are a mobile number and nothing else.
        var mobiles = 0
        /// Cells that are some telephone number, also a landline: the list then says of each row why it cannot be used.
        var phones = 0
        /// Different texts that look like a person's name, and such that could be one at all.
        var likelyNames: Set<String> = []
        var names: Set<String> = []
        /// Whole numbers above 0.
        var numbers = 0
        var most = 0
        /// One more in each row than in the one above: a running number.
        var steps = 0
        var lastNumber: Int?
        /// Formulas that no program has computed.
        var uncomputed = 0
        var samples: [String] = []

        var isRunning: Bool { numbers >= 5 && steps >= numbers - 1 }
    }

    private static let mostRows = 2_000

    init(_ rows: [Sheet.Row], width: Int) {
        columns = Array(repeating: Column(), count: width)
        let step = max(1, rows.count / Self.mostRows)
        for index in stride(from: 0, to: rows.count, by: step) {
            let row = rows[index]
            for column in row.cells.indices { add(row, column) }
        }
    }

    private mutating func add(_ row: Sheet.Row, _ column: Int) {
        let text = row.cells[column].tidied
        if text.isEmpty {
            switch row.kind(of: column) {
            case .uncomputed: columns[column].uncomputed += 1
            case .error, .text, .number, .date, .cut: break
            }
            return
        }
        columns[column].filled += 1
        if columns[column].samples.count < 3 { columns[column].samples.append(String(text.prefix(40))) }
        // A date or a time of day may have the digits of a number.
        if row.kind(of: column) != .date, text.utf8.count >= 8 {
            if (try? EnteredPhone(text)) != nil { columns[column].mobiles += 1 }
            if Self.isPhone(text) { columns[column].phones += 1 }
        } else if text.utf8.count <= 4, let number = Int(text), number > 0 {
            columns[column].numbers += 1
            columns[column].most = max(columns[column].most, number)
            if number == (columns[column].lastNumber ?? 0) + 1 { columns[column].steps += 1 }
            columns[column].lastNumber = number
        }
        if Self.couldBeName(text) {
            columns[column].names.insert(text)
            if KoreanName.isLike(text) { columns[column].likelyNames.insert(text) }
        }
    }

    static func isPhone(_ text: String) -> Bool {
        guard let digits = EnteredNumber.digits(text) else { return false }
        return digits.hasPrefix("0") && (9...11).contains(digits.utf8.count)
            || ["15", "16", "18"].contains(digits.prefix(2)) && digits.utf8.count == 8
    }

    private static func couldBeName(_ text: String) -> Bool {
        text.utf8.count <= 90 && text.contains(where: \.isLetter)
            && !text.contains { $0.isNumber || "@:/".contains($0) }
    }
}
