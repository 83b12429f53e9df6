/// Texts as BIFF8 writes them: a length in characters, a flag for one or two bytes each.
enum BinaryString {
    static func short(_ record: BinaryRecords.Record, at place: Int) -> String? {
        guard let count = record.data.uint8(place) else { return nil }
        var cursor = place + 1
        return text(record, &cursor, count: count)
    }

    static func long(_ record: BinaryRecords.Record, at place: Int) -> String? {
        guard let count = record.data.uint16(place) else { return nil }
        var cursor = place + 2
        return text(record, &cursor, count: count)
    }

    /// The shared string table. Its count is not believed: it ends where the record ends.
    static func table(_ record: BinaryRecords.Record, limit: Int) throws(SheetError) -> [String] {
        var (strings, keptBytes): ([String], Int) = ([], 0)
        var cursor = 8
        while cursor < record.data.count {
            guard let count = record.data.uint16(cursor) else { throw .broken }
            cursor += 2
            guard let string = text(record, &cursor, count: count) else { throw .broken }
            keptBytes += string.utf8.count + MemoryLayout<String>.size
            guard keptBytes <= limit else { throw .unpacksTooLarge }
            strings.append(string)
        }
        return strings
    }

    /// Reads flags, characters, and skips formatting runs and phonetic data.
    private static func text(_ record: BinaryRecords.Record, _ cursor: inout Int, count: Int) -> String? {
        let data = record.data
        guard var flags = data.uint8(cursor) else { return nil }
        cursor += 1
        var tail = 0
        if flags & 0x08 != 0 {
            guard let runs = data.uint16(cursor) else { return nil }
            (tail, cursor) = (runs * 4, cursor + 2)
        }
        if flags & 0x04 != 0 {
            guard let size = data.uint32(cursor) else { return nil }
            (tail, cursor) = (tail + Int(size), cursor + 4)
        }
        var units: [UInt16] = []
        units.reserveCapacity(count)
        while units.count < count {
            if record.seams.contains(cursor), !units.isEmpty {
                // A text cut by a CONTINUE says anew how wide its characters are.
                guard let again = data.uint8(cursor) else { return nil }
                (flags, cursor) = (again, cursor + 1)
            }
            guard let unit = flags & 1 == 0 ? data.uint8(cursor) : data.uint16(cursor) else { return nil }
            units.append(UInt16(unit))
            cursor += flags & 1 == 0 ? 1 : 2
        }
        cursor += tail
        return String(decoding: units, as: UTF16.self)
    }
}
