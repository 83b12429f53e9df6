import Glibc

/// Korean text as CP949 (EUC-KR with Microsoft's additions): what Korean Excel writes into CSV files and what the
/// carriers count MMS texts in. One byte for ASCII, two for everything else it knows.
///
/// The character tables are asked from the C library once; after that nothing here calls it.
package enum CP949 {
    /// A character that CP949 has no code for, and where it stands.
    package struct Unencodable: Sendable, Hashable {
        package let character: Character
        /// Counted in characters as a person counts them, from 0.
        package let position: Int
    }

    /// How many bytes `text` takes. A character without a code counts as two.
    package static func byteCount(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
    }

    /// Every character of `text` that has no code, in order. Empty when the whole text can be sent.
    package static func unencodable(in text: String) -> [Unencodable] {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return [] }
        return text.enumerated().compactMap { position, character in
            character.unicodeScalars.allSatisfy { tables.code(of: $0) != nil }
                ? nil : Unencodable(character: character, position: position)
        }
    }

    /// - Returns: nil when a character has no code; ``unencodable(in:)`` then says which.
    package static func encode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard let code = tables.code(of: scalar) else { return nil }
            if code >= 0x100 { bytes.append(UInt8(code >> 8)) }
            bytes.append(UInt8(code & 0xFF))
        }
        return bytes
    }

    /// - Returns: nil when `bytes` is not CP949: a lead byte without its second, or a pair that stands for nothing.
    package static func decode(_ bytes: [UInt8]) -> String? {
        decodeUTF8(bytes).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same as UTF-8 bytes, for parsers that go on with bytes.
    package static func decodeUTF8(_ bytes: [UInt8]) -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 3 / 2)
        var lead = 0
        for byte in bytes {
            if lead != 0 {
                let unit = tables.units[lead << 8 | Int(byte)]
                guard unit != 0 else { return nil }
                // Nothing in the set lies below U+0080, so every pair becomes two or three bytes.
                if unit < 0x800 {
                    text.append(0xC0 | UInt8(unit >> 6))
                } else {
                    text.append(0xE0 | UInt8(unit >> 12))
                    text.append(0x80 | UInt8(unit >> 6 & 0x3F))
                }
                text.append(0x80 | UInt8(unit & 0x3F))
                lead = 0
            } else if byte < 0x80 {
                text.append(byte)
            } else {
                lead = Int(byte)
            }
        }
        return lead == 0 ? text : nil
    }

    private static let tables = CP949Tables()
}

/// Both directions of the character set as flat tables: every character of it lies in Unicode's first plane.
private struct CP949Tables: Sendable {
    /// From two bytes to a UTF-16 unit, 0 for none.
    var units = [UInt16](repeating: 0, count: 0x10000)
    /// From a UTF-16 unit to two bytes, 0 for none.
    private var codes = [UInt16](repeating: 0, count: 0x10000)

    init() {
        let converter = iconv_open("UTF-16LE", "CP949")
        // glibc carries this conversion in its base package; without it every Korean text would be counted wrongly.
        guard let converter, Int(bitPattern: converter) != -1 else { fatalError("iconv knows no CP949") }
        defer { iconv_close(converter) }
        for lead in 0x81...0xFE {
            for trail in 0x41...0xFE {
                guard let unit = Self.unit(UInt8(lead), UInt8(trail), converter) else { continue }
                units[lead << 8 | trail] = unit
                codes[Int(unit)] = UInt16(lead << 8 | trail)
            }
        }
    }

    func code(of scalar: UnicodeScalar) -> UInt16? {
        if scalar.isASCII { return UInt16(scalar.value) }
        guard scalar.value < 0x10000, codes[Int(scalar.value)] != 0 else { return nil }
        return codes[Int(scalar.value)]
    }

    private static func unit(_ lead: UInt8, _ trail: UInt8, _ converter: iconv_t) -> UInt16? {
        var pair = (CChar(bitPattern: lead), CChar(bitPattern: trail))
        var unit: UInt16 = 0
        let left = withUnsafeMutableBytes(of: &pair) { input in
            withUnsafeMutableBytes(of: &unit) { output in
                var from = input.bindMemory(to: CChar.self).baseAddress
                var to = output.bindMemory(to: CChar.self).baseAddress
                var (fromLeft, toLeft) = (2, 2)
                iconv(converter, nil, nil, nil, nil)
                let result = iconv(converter, &from, &fromLeft, &to, &toLeft)
                return result == -1 ? -1 : fromLeft + toLeft
            }
        }
        return left == 0 ? UInt16(littleEndian: unit) : nil
    }
}
