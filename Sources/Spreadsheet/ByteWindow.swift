/// What is being read of a part that passes by: as much of it as fits into a window of fixed size.
///
/// An array and slices of it: every access is checked against its bounds, because the bytes come from strangers.
struct ByteWindow {
    /// What is read and not yet looked at: `position ..< filled`.
    var position = 0
    private(set) var filled = 0
    private(set) var isAtEnd = false
    private var bytes: [UInt8]
    private var source: Source

    /// Where the bytes come from.
    enum Source {
        case entry(ZipEntry)
        case memory(ArraySlice<UInt8>)
    }

    init(_ source: Source, size: Int) {
        self.source = source
        bytes = [UInt8](repeating: 0, count: size)
    }

    /// The window holds nothing but what is looked at.
    var isFull: Bool { filled - position == bytes.count }

    subscript(place: Int) -> UInt8 { bytes[place] }

    subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

    /// Moves the unread rest to the front and fills the window up. Places from before no longer count.
    mutating func fill() throws(SheetError) {
        let rest = filled - position
        if position > 0 {
            for index in 0..<rest { bytes[index] = bytes[position + index] }
            (position, filled) = (0, rest)
        }
        while filled < bytes.count, !isAtEnd {
            let count = try read()
            isAtEnd = count == 0
            filled += count
        }
    }

    private mutating func read() throws(SheetError) -> Int {
        switch source {
        case .entry(let entry): return try entry.read(into: &bytes, from: filled)
        case .memory(let rest):
            let piece = rest.prefix(bytes.count - filled)
            bytes.replaceSubrange(filled..<(filled + piece.count), with: piece)
            source = .memory(rest.dropFirst(piece.count))
            return piece.count
        }
    }

    /// Where `byte` stands next, from `start` on.
    func find(_ byte: UInt8, from start: Int) -> Int? {
        var place = start
        while place < filled {
            if bytes[place] == byte { return place }
            place += 1
        }
        return nil
    }

    func find(_ text: StaticString, from start: Int) -> Int? {
        var place = start
        while place < filled {
            if starts(with: text, at: place) { return place }
            place += 1
        }
        return nil
    }

    func starts(with text: StaticString, at place: Int) -> Bool {
        place + text.utf8CodeUnitCount <= filled
            && text.withUTF8Buffer { bytes[place..<(place + $0.count)].elementsEqual($0) }
    }

    /// Where the first byte that does not fit stands, from `start` on.
    func end(from start: Int, while fits: (UInt8) -> Bool) -> Int {
        var place = start
        while place < filled, fits(bytes[place]) { place += 1 }
        return place
    }
}
