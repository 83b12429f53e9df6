import Foundation

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

    /// Holds no control characters: no line breaks, no NUL, nothing that could forge a log line.
    var isPlainLine: Bool {
        unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control && $0.value != 0x2028 && $0.value != 0x2029
        }
    }
}

extension String {
    /// nil when nothing but white space was entered.
    var filled: String? {
        let text = trimmed
        return text.isEmpty ? nil : text
    }
}
