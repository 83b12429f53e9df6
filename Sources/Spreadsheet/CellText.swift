/// The text of one cell as it arrives in pieces: rich text has a `<t>` for every run, phonetic guides are not text.
struct CellText {
    var isPhonetic = false
    private(set) var isTooLong = false
    private var isOpen = false
    private var bytes: [UInt8] = []
    private var limit = 0

    mutating func clear(limit: Int) {
        bytes.removeAll(keepingCapacity: true)
        (isOpen, isPhonetic, isTooLong, self.limit) = (false, false, false, limit)
    }

    mutating func begin() { isOpen = !isPhonetic }
    mutating func end() { isOpen = false }

    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        guard isOpen, !isTooLong else { return }
        bytes.append(contentsOf: piece)
        // Escapes such as _x000D_ take seven bytes for one, so bytes only settle the clear cases.
        if bytes.count > limit * 8 { isTooLong = true }
        if bytes.count > limit && string.unicodeScalars.count > limit { isTooLong = true }
    }

    var isEmpty: Bool { bytes.isEmpty }

    /// With Excel's `_x000D_` escapes undone.
    var string: String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.utf8.contains(0x5F) && text.contains("_x") ? Self.unescaped(text) : text
    }

    /// The text as it stands in the file, for numbers.
    var raw: [UInt8] { bytes }

    private static func unescaped(_ text: String) -> String {
        let source = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < source.count {
            if source[index] == 0x5F, index + 6 < source.count, source[index + 1] == 0x78, source[index + 6] == 0x5F,
                let code = UInt32(String(decoding: source[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16),
                let scalar = UnicodeScalar(code), code != 0
            {
                result.append(contentsOf: Array(String(Character(scalar)).utf8))
                index += 7
            } else {
                result.append(source[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
