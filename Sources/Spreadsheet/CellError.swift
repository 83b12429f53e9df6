/// The words that spreadsheets show where a value could not be computed. As a text they are left over from such a cell, and
/// nobody's name either.
enum CellError {
    static func isOne(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == 0x23 || first == 0x45, text.utf8.count <= 32 else { return false }
        let word = text.uppercased()
        // "####": a number copied out of a column too narrow for it.
        return words.contains(word) || word.utf8.count >= 3 && word.utf8.allSatisfy { $0 == 0x23 }
            || word.hasPrefix("ERR:5") && word.utf8.count == 7
    }

    /// Excel's (MS-XLSX and newer ones of Microsoft 365), Google's `#ERROR!`; LibreOffice has `Err:502` to `Err:540` as well.
    private static let words: Set<String> = [
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#N/A", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#PYTHON!", "#EXTERNAL!", "#TIMEOUT!", "#ERROR!",
    ]

    /// MS-XLS 2.5.10, BErr.
    static func word(code: Int) -> String {
        switch code {
        case 0x00: "#NULL!"
        case 0x07: "#DIV/0!"
        case 0x0F: "#VALUE!"
        case 0x17: "#REF!"
        case 0x1D: "#NAME?"
        case 0x24: "#NUM!"
        case 0x2A: "#N/A"
        case 0x2B: "#GETTING_DATA"
        default: "#ERROR!"
        }
    }
}
