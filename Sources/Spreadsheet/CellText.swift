/// The text of one cell as it arrives in pieces: rich text has a `<t>` for every run, phonetic guides are not text.
struct CellText {
    private(set) var isTooLong = false
    private let limit: Int
    private var bytes: [UInt8] = []
    private var isOpen = false
    private var isPhonetic = false

    init(limit: Int) { self.limit = limit }

    var isEmpty: Bool { bytes.isEmpty }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        (isOpen, isPhonetic, isTooLong) = (false, false, false)
    }

    /// An element inside the cell starts: `<t>` and `<v>` hold the text.
    mutating func enter(_ name: XMLName) {
        switch name {
        case .value, .run: isOpen = !isPhonetic
        case .phonetic: isPhonetic = true
        default: break
        }
    }

    mutating func leave(_ name: XMLName) {
        switch name {
        case .value, .run: isOpen = false
        case .phonetic: isPhonetic = false
        default: break
        }
    }

    /// The text that follows belongs to the cell, up to ``close()``.
    mutating func open() { isOpen = true }

    mutating func close() { isOpen = false }

    /// Adds the piece that `reader` just reported.
    mutating func append(_ reader: borrowing XMLReader) throws(SheetError) {
        guard isOpen, !isTooLong else { return }
        try reader.appendText(to: &bytes)
        guard bytes.count > limit else { return }
        // An escape such as _x000D_ is seven bytes of text for one character: bytes settle only the clear cases.
        isTooLong = bytes.count > limit * 8
        if !isTooLong {
            isTooLong = Self.unescaped(String(decoding: bytes, as: UTF8.self)).unicodeScalars.count > limit
        }
    }

    /// With Excel's `_x000D_` escapes undone; cut when it is too long.
    func string() throws(SheetError) -> String {
        guard !isTooLong else {
            return Self.unescaped(String(decoding: bytes.prefix(limit * 8), as: UTF8.self)).cut(to: limit)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .broken }
        return Self.unescaped(text)
    }

    /// The text as it stands in the file, for numbers.
    var raw: [UInt8] { bytes }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(0x5F), text.contains("_x") else { return text }
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

extension XMLName {
    fileprivate static var value: XMLName { XMLName(packed: 0x76) }  // v
    fileprivate static var run: XMLName { XMLName(packed: 0x74) }  // t
    fileprivate static var phonetic: XMLName { XMLName(packed: 0x72_50_68) }  // rPh
}
