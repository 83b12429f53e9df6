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
        var (index, number, rereadBytes) = (0, 0, 0)
        while index < bytes.count {
            number += 1
            try builder.begin(row: number)
            let record = record(from: index, columns: limits.columns, &rereadBytes)
            guard rereadBytes <= mostRereadBytes else { throw .unpacksTooLarge }
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
        /// Where the last of its lines begins.
        var lineStart: Int
        var lineBreaks = 0
        /// Lines that look like a record of their own.
        var people = 0
        /// A quote opens that nothing closes, or that closes in the middle of another field; or there are several records.
        var isMalformed = false

        init(from start: Int) { (end, lineStart) = (start, start) }
    }

    /// A stray quote would swallow the lines up to the next one, and with them people: a record of several lines must be well
    /// formed and must not look like several. Otherwise its quotes end with their line.
    private func record(from start: Int, columns: Int, _ rereadBytes: inout Int) -> Record {
        let record = fields(from: start, columns: columns, quotesSpanLines: true)
        guard record.isMalformed else { return record }
        rereadBytes += record.end - start
        return fields(from: start, columns: columns, quotesSpanLines: false)
    }

    /// A file of nothing but stray quotes is read over and over: some of them stand in any export, so many in none.
    private var mostRereadBytes: Int { 16 * bytes.count + 1 << 20 }

    /// Of the fields beyond `columns` only one is kept, to tell that there are some: a line may be all commas.
    private func fields(from start: Int, columns: Int, quotesSpanLines: Bool) -> Record {
        var record = Record(from: start)
        var isLast = false
        while !isLast, !record.isMalformed {
            let field =
                isQuote(record.end)
                ? quotedField(&record, quotesSpanLines: quotesSpanLines, isLast: &isLast)
                : plainField(from: &record.end, isLast: &isLast)
            if record.fields.count <= columns {
                record.fields.append(field)
            } else if record.fields[columns].isBlank {
                record.fields[columns] = field
            }
            guard record.lineBreaks > 0 else { continue }
            if isLast { countLine(to: record.end, of: &record) }
            if record.end - start > Self.maxRecordBytes { record.isMalformed = true }
        }
        return record
    }

    /// Looked at as soon as the line ends, so that no more is read than is needed to know.
    private func countLine(to end: Int, of record: inout Record) {
        if let delimiter, isPerson(bytes[record.lineStart..<end], delimiter) { record.people += 1 }
        record.lineStart = end
        if record.people > 1 { record.isMalformed = true }
    }

    /// Reads up to and over the next delimiter or line end.
    private func quotedField(_ record: inout Record, quotesSpanLines: Bool, isLast: inout Bool) -> String {
        let start = record.end
        var (field, index, lines, isClosed): ([UInt8], Int, Int, Bool) = ([], start + 1, 0, false)
        while index < bytes.count, field.count <= Self.maxFieldBytes, lines <= Self.maxLines, !record.isMalformed {
            let byte = bytes[index]
            if isLineEnd(byte) {
                guard quotesSpanLines else { break }
                lines += 1
                countLine(to: index, of: &record)
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
        record.lineBreaks += lines
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
    /// Several cells that are as long as cells can be.
    private static let maxRecordBytes = 4 * maxFieldBytes

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

    /// Whether a line has as many delimiters as an ordinary one, and a long number.
    private func isPerson(_ line: ArraySlice<UInt8>, _ delimiter: Delimiter) -> Bool {
        line.count { $0 == delimiter.byte } >= delimiter.perLine && Self.hasLongNumber(line)
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
