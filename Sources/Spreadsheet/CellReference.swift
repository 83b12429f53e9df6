/// Reads `BC12` and plain numbers from an attribute's bytes.
enum CellReference {
    /// Column letters, from 0: `BC12` → 54. nil when there are none or too many.
    static func column(_ text: some Sequence<UInt8>) -> Int? {
        var column = 0
        for (index, byte) in text.enumerated() {
            let capital = byte & 0xDF
            guard (0x41...0x5A).contains(capital) else { break }
            guard index < 3 else { return nil }
            column = column * 26 + Int(capital) - 0x40
        }
        return column == 0 ? nil : column - 1
    }

    /// `B1:D3`, or one cell.
    static func range(_ text: ArraySlice<UInt8>) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
        let corners = String(decoding: text, as: UTF8.self).split(separator: ":").map { corner in
            let letters = corner.utf8.prefix { (0x41...0x5A).contains($0 & 0xDF) }
            return (column: column(letters), row: number(Array(corner.utf8.dropFirst(letters.count))))
        }
        guard let first = corners.first, let last = corners.last, corners.count <= 2, let left = first.column,
            let right = last.column, let top = first.row, let bottom = last.row, left <= right, top <= bottom
        else { return nil }
        return (top...bottom, left...right)
    }

    static func number(_ bytes: some Collection<UInt8>) -> Int? {
        guard (1...9).contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte) - 0x30
        }
        return value
    }
}
