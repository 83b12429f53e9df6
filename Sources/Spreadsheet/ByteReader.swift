/// Little-endian numbers at a place counted from the first byte, nil beyond the end.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var count: Int { bytes.count }

    func uint8(_ place: Int) -> Int? {
        guard place >= 0, place < bytes.count else { return nil }
        return Int(bytes[bytes.startIndex + place])
    }

    func uint16(_ place: Int) -> Int? {
        guard place >= 0, place < bytes.count - 1 else { return nil }
        let start = bytes.startIndex + place
        return Int(bytes[start]) | Int(bytes[start + 1]) << 8
    }

    func uint32(_ place: Int) -> UInt32? {
        guard let low = uint16(place), let high = uint16(place + 2) else { return nil }
        return UInt32(low) | UInt32(high) << 16
    }

    func uint64(_ place: Int) -> UInt64? {
        guard let low = uint32(place), let high = uint32(place + 4) else { return nil }
        return UInt64(low) | UInt64(high) << 32
    }

    func double(_ place: Int) -> Double? { uint64(place).map(Double.init(bitPattern:)) }

    /// Shares its memory with the whole.
    func slice(_ place: Int, count: Int) -> ArraySlice<UInt8>? {
        guard place >= 0, count >= 0, place <= bytes.count, count <= bytes.count - place else { return nil }
        let start = bytes.startIndex + place
        return bytes[start..<(start + count)]
    }
}
