/// A Microsoft compound file (MS-CFB): the container of `.xls`, and of `.xlsx` files locked with a password.
struct CompoundFile {
    private let bytes: ByteReader
    private let sectorBytes: Int
    private let miniSectorBytes: Int
    private let miniStreamCutoff: Int
    private var table: [UInt32] = []
    private var miniTable: [UInt32] = []
    private var miniStream: [UInt8] = []
    private var entries: [Entry] = []

    private struct Entry {
        let name: String
        let start: UInt32
        let size: Int
    }

    static func isOne(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    }

    init(_ file: ArraySlice<UInt8>) throws(SheetError) {
        let header = ByteReader(file)
        guard let sectorShift = header.uint16(0x1E), let miniShift = header.uint16(0x20),
            (9...12).contains(sectorShift),
            miniShift == 6, let cutoff = header.uint32(0x38), let directory = header.uint32(0x30),
            let miniStart = header.uint32(0x3C)
        else { throw .broken }
        bytes = header
        (sectorBytes, miniSectorBytes, miniStreamCutoff) = (1 << sectorShift, 1 << miniShift, Int(cutoff))
        table = try sectorTable(header)
        entries = try Self.entries(chain(from: directory))
        miniTable = miniStart >= 0xFFFF_FFFA ? [] : Self.words(try chain(from: miniStart)[...])
        if let root = entries.first, root.size > 0 { miniStream = try chain(from: root.start) }
    }

    /// Names are compared without case (MS-CFB 2.6.4); one that begins with a control character may be named without it.
    func contains(_ name: String) -> Bool { entry(name) != nil }

    private func entry(_ name: String) -> Entry? {
        entries.first { $0.name.lowercased().drop { $0.isASCII && $0 < " " } == name.lowercased() }
    }

    /// - Returns: nil when there is no stream of that name.
    func stream(_ name: String) throws(SheetError) -> [UInt8]? {
        guard let entry = entry(name) else { return nil }
        let all = entry.size < miniStreamCutoff ? try miniChain(from: entry.start) : try chain(from: entry.start)
        guard all.count >= entry.size else { throw .broken }
        return Array(all.prefix(entry.size))
    }

    /// The allocation table: 109 sectors of it are named in the header, further ones in a list of their own.
    private func sectorTable(_ header: ByteReader) throws(SheetError) -> [UInt32] {
        guard var next = header.uint32(0x44) else { throw .broken }
        var places = (0..<109).compactMap { header.uint32(0x4C + $0 * 4) }
        let perSector = sectorBytes / 4
        var hops = 0
        while next < 0xFFFF_FFFA {
            let more = Self.words(try sector(next))
            places += more.dropLast()
            next = more[perSector - 1]
            hops += 1
            guard hops <= bytes.count / sectorBytes else { throw .broken }
        }
        var table: [UInt32] = []
        for place in places where place < 0xFFFF_FFFA {
            // Never much longer than the file has sectors, whatever a damaged one says.
            guard table.count <= 4 * (bytes.count / sectorBytes) + 4_096 else { throw .broken }
            table += Self.words(try sector(place))
        }
        return table
    }

    private func sector(_ number: UInt32) throws(SheetError) -> ArraySlice<UInt8> {
        let start = (Int(number) + 1) * sectorBytes
        guard start < bytes.count else { throw .broken }
        let found = bytes.slice(start, count: min(sectorBytes, bytes.count - start))
        guard let found else { throw .broken }
        // The last one may be cut short.
        return found.count == sectorBytes ? found : found + [UInt8](repeating: 0, count: sectorBytes - found.count)
    }

    private func chain(from start: UInt32) throws(SheetError) -> [UInt8] {
        var result: [UInt8] = []
        var next = start
        while next < 0xFFFF_FFFA {
            guard result.count <= bytes.count, Int(next) < table.count else { throw .broken }  // a ring, or nowhere
            result += try sector(next)
            next = table[Int(next)]
        }
        return result
    }

    private func miniChain(from start: UInt32) throws(SheetError) -> [UInt8] {
        var result: [UInt8] = []
        var next = start
        while next < 0xFFFF_FFFA {
            let place = Int(next) * miniSectorBytes
            guard result.count <= miniStream.count, Int(next) < miniTable.count,
                place + miniSectorBytes <= miniStream.count
            else { throw .broken }
            result += miniStream[place..<(place + miniSectorBytes)]
            next = miniTable[Int(next)]
        }
        return result
    }

    private static func words(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
        let reader = ByteReader(bytes)
        return (0..<(bytes.count / 4)).compactMap { reader.uint32($0 * 4) }
    }

    private static func entries(_ directory: [UInt8]) -> [Entry] {
        let reader = ByteReader(directory[...])
        return stride(from: 0, to: directory.count - 127, by: 128).compactMap { place in
            guard let nameBytes = reader.uint16(place + 0x40), (2...64).contains(nameBytes),
                reader.uint8(place + 0x42) != 0,
                let start = reader.uint32(place + 0x74), let size = reader.uint32(place + 0x78)
            else { return nil }
            let units = (0..<(nameBytes / 2 - 1)).compactMap { reader.uint16(place + $0 * 2).map(UInt16.init) }
            return Entry(name: String(decoding: units, as: UTF16.self), start: start, size: Int(size))
        }
    }
}
