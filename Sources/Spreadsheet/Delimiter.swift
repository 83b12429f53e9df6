/// The character between the fields of a text file.
struct Delimiter {
    let byte: UInt8
    /// How often it stands in an ordinary line.
    let perLine: Int

    private static let candidates: [UInt8] = [0x09, 0x2C, 0x3B, 0x7C]  // tab , ; |

    /// The one that leaves telephone numbers standing alone in the most lines, then the one that occurs equally often in the
    /// most lines. Delimiters inside quotes do not count; a quote that is not closed in its line is text.
    static func likely(in bytes: [UInt8]) -> Delimiter? {
        let lines = firstLines(of: bytes)
        var best: (delimiter: Delimiter, rank: (Int, Int, Int))?
        for candidate in candidates {
            let pieces = lines.map { fields($0, candidate) }.filter { $0.count > 1 }
            var tally: [Int: Int] = [:]
            for line in pieces { tally[line.count - 1, default: 0] += 1 }
            guard let usual = tally.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { continue }
            let rank = (pieces.count { $0.contains(where: isPhone) }, usual.value, usual.key)
            if let best, best.rank >= rank { continue }
            best = (Delimiter(byte: candidate, perLine: usual.key), rank)
        }
        return best?.delimiter
    }

    private static func firstLines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var (lines, rest): ([ArraySlice<UInt8>], ArraySlice<UInt8>) = ([], bytes.prefix(256 << 10))
        while lines.count < 50, !rest.isEmpty {
            rest = rest.drop { $0 == 0x0A || $0 == 0x0D }
            let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
            if !line.isEmpty { lines.append(line) }
            rest = rest[line.endIndex...]
        }
        return lines
    }

    private static func fields(_ line: ArraySlice<UInt8>, _ delimiter: UInt8) -> [ArraySlice<UInt8>] {
        var (fields, start, index): ([ArraySlice<UInt8>], Int, Int) = ([], line.startIndex, line.startIndex)
        while index < line.endIndex {
            if index == start, line[index] == 0x22, let close = line[(index + 1)...].firstIndex(of: 0x22) {
                index = close
            }
            if line[index] == delimiter {
                fields.append(line[start..<index])
                start = index + 1
            }
            index += 1
        }
        return fields + [line[start...]]
    }

    /// Nothing but a number as long as a telephone's.
    private static func isPhone(_ field: ArraySlice<UInt8>) -> Bool {
        guard field.count <= 24 else { return false }
        var digits = 0
        for byte in field {
            if (0x30...0x39).contains(byte) {
                digits += 1
            } else if !" -.+()\"='".utf8.contains(byte) {
                return false
            }
        }
        return (9...13).contains(digits)
    }
}
