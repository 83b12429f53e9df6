/// A control character in a text: nobody can see it, phones show it as anything or end the message there.
package struct ControlSign: Sendable, Equatable {
    /// Counted as a person counts letters, from 1.
    package let position: Int
    /// `NUL`, `ESC`, `U+0091`.
    package let name: String

    /// The first in `text`; line breaks and tabs are none.
    package static func first(in text: String) -> ControlSign? {
        // C1 controls begin with C2 in UTF-8.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return nil }
        for (index, character) in text.enumerated() {
            if let sign = character.unicodeScalars.first(where: \.isControl) {
                return ControlSign(position: index + 1, name: name(of: sign))
            }
        }
        return nil
    }

    /// Korean: what and where it is, and what to do.
    package var words: String { "\(position)번째 글자에 화면에 보이지 않는 제어 문자(\(name))가 있습니다. 지우고 다시 입력해 주세요." }

    private static func name(of sign: Unicode.Scalar) -> String {
        switch Int(sign.value) {
        case names.indices: names[Int(sign.value)]
        case 0x7F: "DEL"
        default: "U+00" + String(sign.value, radix: 16, uppercase: true)
        }
    }

    private static let names = [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
        "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ]
}

extension FieldProblems {
    /// Notes the first control character of a text, if there is one.
    package mutating func refuseControls(in text: String, _ field: String) {
        if let sign = ControlSign.first(in: text) { add(field, sign.words) }
    }
}
