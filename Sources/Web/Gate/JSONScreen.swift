import Support

/// Looks through a JSON text once before anything of it is decoded, hashed or compared.
///
/// A dictionary's keys are hashed and compared in Unicode's canonical order, and a decoder does that with whatever keys
/// it is sent: with thousands of marks on one letter the work grows with the square of their number.
struct JSONScreen {
    enum Objection: Equatable {
        /// A key is longer than any of ours.
        case longKey
        /// A letter carries more marks than any language has.
        case tooManyMarks
    }

    /// Far above the longest name of a field.
    private static let longestKey = 256

    private let bytes: UnsafeRawBufferPointer
    private var at = 0

    static func objection(to bytes: UnsafeRawBufferPointer) -> Objection? {
        var screen = JSONScreen(bytes: bytes)
        return screen.find()
    }

    private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private mutating func find() -> Objection? {
        while let byte = take() {
            guard byte == Self.quote else { continue }
            let start = at
            guard passString() else { return .tooManyMarks }
            if at - start > Self.longestKey, isKey() { return .longKey }
        }
        return nil
    }

    /// Goes to the end of the string that has begun; false when a letter of it has too many marks.
    private mutating func passString() -> Bool {
        var marks = MarkCount()
        while let byte = take(), byte != Self.quote {
            let scalar: UInt32 =
                switch byte {
                case Self.backslash: escaped()
                case ..<0x80: UInt32(byte)
                default: multibyte(byte)
                }
            guard marks.allows(scalar) else { return false }
        }
        return true
    }

    /// A string is a key when a colon follows it.
    private func isKey() -> Bool {
        var next = at
        while next < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[next]) { next += 1 }
        return next < bytes.count && bytes[next] == 0x3A
    }

    /// After a backslash; halves of a pair are put together. What is no escape is left to the decoder.
    private mutating func escaped() -> UInt32 {
        guard take() == 0x75, let unit = hexUnit() else { return 0 }
        guard (0xD800..<0xDC00).contains(unit), at + 1 < bytes.count, bytes[at] == Self.backslash, bytes[at + 1] == 0x75
        else { return unit }
        at += 2
        guard let low = hexUnit(), (0xDC00..<0xE000).contains(low) else { return 0 }
        return 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    }

    private mutating func hexUnit() -> UInt32? {
        guard at + 4 <= bytes.count, let unit = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { return nil }
        at += 4
        return unit
    }

    /// The rest of a scalar in UTF-8. Broken ones are left to the decoder.
    private mutating func multibyte(_ lead: UInt8) -> UInt32 {
        let (more, bits): (Int, UInt8) =
            switch lead {
            case 0xF0...: (3, lead & 0x07)
            case 0xE0...: (2, lead & 0x0F)
            default: (1, lead & 0x1F)
            }
        var scalar = UInt32(bits)
        for _ in 0..<more {
            guard at < bytes.count, bytes[at] & 0xC0 == 0x80 else { return 0 }
            scalar = scalar << 6 | UInt32(bytes[at] & 0x3F)
            at += 1
        }
        return scalar
    }

    private mutating func take() -> UInt8? {
        guard at < bytes.count else { return nil }
        defer { at += 1 }
        return bytes[at]
    }

    private static let quote: UInt8 = 0x22
    private static let backslash: UInt8 = 0x5C
}
