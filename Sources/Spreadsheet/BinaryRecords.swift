/// The records of a workbook stream: a kind, a length, the data; long ones go on in CONTINUE records.
struct BinaryRecords {
    private let stream: ByteReader

    struct Record {
        let kind: Int
        let data: ByteReader
        /// Where the data of each CONTINUE begins in `data`.
        let seams: Set<Int>
    }

    init(_ stream: [UInt8]) { self.stream = ByteReader(stream[...]) }

    func next(_ place: inout Int) -> Record? {
        guard let kind = stream.uint16(place), var bytes = body(at: place) else { return nil }
        place += 4 + bytes.count
        var seams: Set<Int> = []
        while stream.uint16(place) == 0x003C, let more = body(at: place) {
            seams.insert(bytes.count)
            bytes += more
            place += 4 + more.count
        }
        return Record(kind: kind, data: ByteReader(bytes), seams: seams)
    }

    private func body(at place: Int) -> ArraySlice<UInt8>? {
        guard let length = stream.uint16(place + 2) else { return nil }
        return stream.slice(place + 4, count: length)
    }
}
