/// A text file with one record a line: comma, tab or semicolon between the fields, quotes as in RFC 4180.
struct DelimitedText {
    private let bytes: [UInt8]
    /// nil when no character divides the lines: then every line is one cell.
    private let delimiter: UInt8?

    /// Text of a file, in any of the encodings of ``TextEncoding``.
    init(bytes: ArraySlice<UInt8>) throws(SheetError) {
        self.init(utf8: try TextEncoding.utf8(of: Array(bytes)))
    }

    init(utf8 bytes: [UInt8]) {
        let announced = Self.announcedDelimiter(bytes)
        delimiter = announced ?? Self.likelyDelimiter(bytes)
        // Excel's own line is no record, but it is row 1 to no one: Excel hides it and counts from the next.
        self.bytes =
            announced == nil ? bytes : Array(bytes.drop { $0 != 0x0A && $0 != 0x0D }.drop { $0 == 0x0D }.dropFirst())
    }

    /// A record counts as one row, as Excel shows it, also when a quoted field holds line breaks; empty lines count.
    func sheet(limits: SheetLimits) throws(SheetError) -> Sheet {
        var builder = SheetBuilder(SheetBudget(limits))
        var (index, number) = (0, 0)
        while index < bytes.count {
            number += 1
            try builder.begin(row: number)
            var (column, isLastField) = (0, false)
            while !isLastField {
                let field = nextField(from: &index, isLast: &isLastField)
                if !field.isEmpty {
                    let isLong = field.isLonger(than: limits.cellCharacters)
                    try builder.put(
                        isLong ? field.cut(to: limits.cellCharacters) : field, isLong ? .cut : .text, column: column)
                }
                column += 1
            }
        }
        return try builder.finish()
    }

    /// Reads up to and over the next delimiter or line end.
    private func nextField(from index: inout Int, isLast: inout Bool) -> String {
        guard index < bytes.count, bytes[index] == 0x22 else { return plainField(from: &index, isLast: &isLast) }
        var field: [UInt8] = []
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == 0x22 else {
                field.append(byte)
                continue
            }
            guard index < bytes.count, bytes[index] == 0x22 else { break }
            field.append(byte)
            index += 1
        }
        // What follows a closing quote before the delimiter is kept as it stands: Excel does the same.
        return String(decoding: field, as: UTF8.self) + plainField(from: &index, isLast: &isLast)
    }

    private func plainField(from index: inout Int, isLast: inout Bool) -> String {
        let start = index
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D, bytes[index] != delimiter { index += 1 }
        let field = bytes[start..<index]
        isLast = index >= bytes.count || bytes[index] != delimiter
        if index < bytes.count {
            index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        }
        // ="01012345678" is how exports keep Excel from eating the zero.
        if field.count >= 3, field.starts(with: [0x3D, 0x22]), field.last == 0x22 {
            return String(decoding: field.dropFirst(2).dropLast(), as: UTF8.self)
        }
        return String(decoding: field, as: UTF8.self)
    }

    /// Excel's first line `sep=;`.
    private static func announcedDelimiter(_ bytes: [UInt8]) -> UInt8? {
        guard bytes.count >= 5, String(decoding: bytes[0..<4], as: UTF8.self).lowercased() == "sep=",
            bytes[4] >= 0x20 || bytes[4] == 0x09,
            bytes.count == 5 || bytes[5] == 0x0D || bytes[5] == 0x0A
        else { return nil }
        return bytes[4]
    }

    /// The character that occurs equally often in the most of the first lines.
    private static func likelyDelimiter(_ bytes: [UInt8]) -> UInt8? {
        let candidates: [UInt8] = [0x09, 0x2C, 0x3B]
        var tallies = [[Int: Int]](repeating: [:], count: candidates.count)
        var counts = [Int](repeating: 0, count: candidates.count)
        var (isQuoted, isFilled, lines) = (false, false, 0)
        func endLine() {
            for (index, count) in counts.enumerated() where isFilled && count > 0 {
                tallies[index][count, default: 0] += 1
            }
            lines += isFilled ? 1 : 0
            counts = [Int](repeating: 0, count: candidates.count)
            isFilled = false
        }
        for byte in bytes.prefix(256 << 10) {
            if byte == 0x22 { isQuoted.toggle() }
            if !isQuoted, byte == 0x0A || byte == 0x0D {
                endLine()
                if lines >= 50 { break }
                continue
            }
            isFilled = true
            if !isQuoted, let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        endLine()
        let best = tallies.map { $0.max { ($0.value, $0.key) < ($1.value, $1.key) } }
        let winner = candidates.indices.filter { best[$0] != nil }
            .max { (best[$0]!.value, best[$0]!.key, -$0) < (best[$1]!.value, best[$1]!.key, -$1) }
        return winner.map { candidates[$0] }
    }
}
