/// A text file with one record a line: comma, tab, semicolon or bar between the fields, quotes as in RFC 4180.
struct DelimitedText {
    private let bytes: [UInt8]
    /// nil when no character divides the lines: then every line is one cell.
    private let delimiter: Delimiter?

    init(utf8 bytes: [UInt8]) {
        let announced = Self.announcedDelimiter(bytes)
        // Excel's own line is no record, but it is row 1 to no one: Excel hides it and counts from the next.
        self.bytes =
            announced == nil ? bytes : Array(bytes.drop { $0 != 0x0A && $0 != 0x0D }.drop { $0 == 0x0D }.dropFirst())
        let likely = Delimiter.likely(in: self.bytes)
        delimiter =
            announced.map { Delimiter(byte: $0, perLine: likely?.byte == $0 ? likely?.perLine ?? 1 : 1) } ?? likely
    }

    /// A record counts as one row, as Excel shows it, also when a quoted field holds line breaks; empty lines count.
    func sheet(limits: SheetLimits) throws(SheetError) -> Sheet {
        var builder = SheetBuilder(SheetBudget(limits))
        var (index, number) = (0, 0)
        while index < bytes.count {
            number += 1
            try builder.begin(row: number)
            let record = record(from: index, columns: limits.columns)
            for (column, field) in record.fields.enumerated() where !field.isEmpty {
                let isLong = field.isLonger(than: limits.cellCharacters)
                try builder.put(
                    isLong ? field.cut(to: limits.cellCharacters) : field, isLong ? .cut : .text, column: column)
            }
            index = record.end
        }
        return try builder.finish()
    }

    private struct Record {
        var fields: [String] = []
        var end: Int
        var hasLineBreaks = false
        /// A quote opens that nothing closes, or that closes in the middle of another field.
        var isMalformed = false
    }

    /// A stray quote would swallow the lines up to the next one, and with them people: a record of several lines must be well
    /// formed and must not look like several. Otherwise its quotes end with their line.
    private func record(from start: Int, columns: Int) -> Record {
        let record = fields(from: start, columns: columns, quotesSpanLines: true)
        guard record.hasLineBreaks, record.isMalformed || holdsSeveral(start..<record.end) else { return record }
        return fields(from: start, columns: columns, quotesSpanLines: false)
    }

    /// Of the fields beyond `columns` only one is kept, to tell that there are some: a line may be all commas.
    private func fields(from start: Int, columns: Int, quotesSpanLines: Bool) -> Record {
        var record = Record(end: start)
        var isLast = false
        while !isLast {
            let field =
                isQuote(record.end)
                ? quotedField(&record, quotesSpanLines: quotesSpanLines, isLast: &isLast)
                : plainField(from: &record.end, isLast: &isLast)
            if record.fields.count <= columns {
                record.fields.append(field)
            } else if record.fields[columns].isBlank {
                record.fields[columns] = field
            }
        }
        return record
    }

    /// Reads up to and over the next delimiter or line end.
    private func quotedField(_ record: inout Record, quotesSpanLines: Bool, isLast: inout Bool) -> String {
        let start = record.end
        var (field, index, lines, isClosed): ([UInt8], Int, Int, Bool) = ([], start + 1, 0, false)
        while index < bytes.count, field.count <= Self.maxFieldBytes, lines <= Self.maxLines {
            let byte = bytes[index]
            if isLineEnd(byte) {
                guard quotesSpanLines else { break }
                lines += 1
            }
            index += 1
            if byte == 0x22 {
                guard isQuote(index) else {
                    isClosed = true
                    break
                }
                index += 1
            }
            field.append(byte)
        }
        let fitsBehind = index >= bytes.count || isLineEnd(bytes[index]) || bytes[index] == delimiter?.byte
        record.hasLineBreaks = record.hasLineBreaks || lines > 0
        record.isMalformed = record.isMalformed || lines > 0 && !(isClosed && fitsBehind)
        guard isClosed || quotesSpanLines else {
            // A quote alone is no part of what stands behind it.
            record.end = start + 1
            return plainField(from: &record.end, isLast: &isLast)
        }
        record.end = index
        // What follows a closing quote before the delimiter is kept as it stands: Excel does the same.
        return String(decoding: field, as: UTF8.self) + plainField(from: &record.end, isLast: &isLast)
    }

    /// Excel's own limits for a cell.
    private static let maxFieldBytes = 32_767 * 3
    private static let maxLines = 253

    private func plainField(from index: inout Int, isLast: inout Bool) -> String {
        let start = index
        while index < bytes.count, !isLineEnd(bytes[index]), bytes[index] != delimiter?.byte { index += 1 }
        let field = bytes[start..<index]
        isLast = index >= bytes.count || bytes[index] != delimiter?.byte
        if index < bytes.count {
            index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        }
        // ="01012345678" is how exports keep Excel from eating the zero.
        if field.count >= 3, field.starts(with: [0x3D, 0x22]), field.last == 0x22 {
            return String(decoding: field.dropFirst(2).dropLast(), as: UTF8.self)
        }
        return String(decoding: field, as: UTF8.self)
    }

    /// Whether more than one line of the range has as many delimiters as an ordinary one, and a long number.
    private func holdsSeveral(_ range: Range<Int>) -> Bool {
        guard let delimiter else { return false }
        return bytes[range].split(whereSeparator: isLineEnd).lazy.filter { line in
            line.count { $0 == delimiter.byte } >= delimiter.perLine && Self.hasLongNumber(line)
        }.prefix(2).count > 1
    }

    private static func hasLongNumber(_ line: ArraySlice<UInt8>) -> Bool {
        var digits = 0
        for byte in line {
            if (0x30...0x39).contains(byte) {
                digits += 1
                if digits >= 9 { return true }
            } else if byte != 0x2D, byte != 0x20, byte != 0x2E {
                digits = 0
            }
        }
        return false
    }

    private func isQuote(_ index: Int) -> Bool { index < bytes.count && bytes[index] == 0x22 }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// Excel's first line `sep=;`.
    private static func announcedDelimiter(_ bytes: [UInt8]) -> UInt8? {
        guard bytes.count >= 5, String(decoding: bytes[0..<4], as: UTF8.self).lowercased() == "sep=",
            bytes[4] >= 0x20 || bytes[4] == 0x09,
            bytes.count == 5 || bytes[5] == 0x0D || bytes[5] == 0x0A
        else { return nil }
        return bytes[4]
    }
}
