import Glibc

/// Reads one XML part of an archive tag by tag, in a window of fixed size, without ever holding all of it.
///
/// Only what spreadsheet parts consist of: UTF-8, tags, attributes, text, CDATA, comments, the five entities of XML
/// itself and numbered characters. A DOCTYPE is refused, so there is nothing to expand; depth and the length of a single
/// tag are bounded. Half the time of expat, which matters with 20,000 rows: that is why it is here.
struct XMLReader: ~Copyable {
    enum Event {
        case start, end, text
    }

    /// Of the element that starts or ends.
    private(set) var name = XMLName.none

    private let entry: ZipEntry
    private let window: UnsafeMutableBufferPointer<UInt8>
    /// What is read and not yet looked at: `position ..< filled`.
    private var position = 0
    private var filled = 0
    private var isAtEnd = false
    private var attributes: [(name: XMLName, value: Range<Int>)] = []
    private var text = 0..<0
    private var isPlainText = false
    /// `<c/>`: its end is still to be told.
    private var isClosing = false
    private var open: [XMLName] = []
    private var hasRoot = false

    /// No honest tag comes near this.
    private static let windowBytes = 128 << 10
    /// Excel's own files are not 15 deep.
    private static let maxDepth = 64

    init(_ path: String, of archive: ZipArchive) throws(SheetError) {
        entry = try archive.open(path)
        window = .allocate(capacity: Self.windowBytes)
    }

    deinit { window.deallocate() }

    /// The next start or end of an element, or piece of text in one; nil when the part is complete.
    mutating func next() throws(SheetError) -> Event? {
        if isClosing {
            isClosing = false
            return try end()
        }
        while true {
            if position == filled {
                let isFirst = filled == 0
                try fill()
                if isFirst, starts(with: "\u{FEFF}", at: 0) { position = 3 }
                guard position < filled else { break }
            }
            if window[position] == .lessThan {
                if let event = try tag() { return event }
            } else if try characters() {
                return .text
            }
        }
        guard hasRoot, open.isEmpty else { throw .broken }
        return nil
    }

    /// The value of an attribute of the element that just started, as it stands in the file. Valid until ``next()``.
    func raw(_ attribute: XMLName) -> UnsafeBufferPointer<UInt8>? {
        attributes.first { $0.name == attribute }.map { UnsafeBufferPointer(rebasing: window[$0.value]) }
    }

    /// The value of an attribute of the element that just started. Its prefix is dropped: `r:id` is `id`.
    func attribute(_ name: XMLName) throws(SheetError) -> String? {
        guard let value = raw(name) else { return nil }
        var bytes: [UInt8] = []
        try XMLEntities.decode(value, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds the piece of text that ``next()`` reported.
    func appendText(to bytes: inout [UInt8]) throws(SheetError) {
        let piece = UnsafeBufferPointer(rebasing: window[text])
        if isPlainText { bytes.append(contentsOf: piece) } else { try XMLEntities.decode(piece, into: &bytes) }
    }

    /// Moves the unread rest to the front of the window and fills it up.
    private mutating func fill() throws(SheetError) {
        let rest = filled - position
        if position > 0 {
            memmove(window.baseAddress!, window.baseAddress! + position, rest)
            (position, filled) = (0, rest)
        }
        while filled < window.count, !isAtEnd {
            let count = try entry.read(
                into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(window)[filled...]))
            isAtEnd = count == 0
            filled += count
        }
    }

    /// Where `byte` stands next, from `start` on.
    private func find(_ byte: UInt8, from start: Int) -> Int? {
        guard start < filled, let found = memchr(window.baseAddress! + start, Int32(byte), filled - start) else {
            return nil
        }
        return UnsafeRawPointer(window.baseAddress!).distance(to: found)
    }

    private func find(_ text: StaticString, from start: Int) -> Int? {
        let last = text.utf8Start[text.utf8CodeUnitCount - 1]
        var place = start
        while let found = find(last, from: place) {
            let begin = found - text.utf8CodeUnitCount + 1
            if begin >= start, starts(with: text, at: begin) { return begin }
            place = found + 1
        }
        return nil
    }

    private func starts(with text: StaticString, at place: Int) -> Bool {
        place + text.utf8CodeUnitCount <= filled
            && memcmp(window.baseAddress! + place, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    /// Text up to the next tag, or to the end of the window: one text may come in several pieces.
    private mutating func characters() throws(SheetError) -> Bool {
        var end = find(.lessThan, from: position)
        if end == nil, !isAtEnd, position > 0 {
            try fill()
            end = find(.lessThan, from: position)
        }
        var stop = end ?? filled
        if end == nil, !isAtEnd, let entity = window[position..<stop].suffix(12).lastIndex(of: .ampersand),
            entity > position
        {
            stop = entity  // an entity is not cut in two
        }
        text = position..<stop
        position = stop
        guard open.isEmpty else {
            isPlainText = false
            return true
        }
        guard window[text].allSatisfy(\.isXMLSpace) else { throw .broken }
        return false
    }

    /// Reads what begins with `<`. nil for a comment or instruction, which nobody is told of.
    private mutating func tag() throws(SheetError) -> Event? {
        while true {
            if let event = try completeTag() { return event }
            guard !isAtEnd, filled - position < window.count else { throw .broken }
            try fill()
        }
    }

    /// nil when the window ends before the tag does.
    private mutating func completeTag() throws(SheetError) -> Event?? {
        guard position + 1 < filled else { return nil }
        switch window[position + 1] {
        case .slash:
            guard let stop = find(.greaterThan, from: position) else { return nil }
            let name = nameRange(from: position + 2)
            guard window[name.upperBound..<stop].allSatisfy(\.isXMLSpace), XMLName(window[name]) == open.last else {
                throw .broken
            }
            position = stop + 1
            return try end()
        case .question:
            guard let stop = find("?>", from: position + 2) else { return nil }
            guard isReadable(declaration: window[position..<stop]) else { throw .broken }
            position = stop + 2
            return .some(nil)
        case .exclamation: return try markup()
        default: return try start()
        }
    }

    /// Comments and CDATA; a DOCTYPE is refused.
    private mutating func markup() throws(SheetError) -> Event?? {
        if starts(with: "<!--", at: position) {
            guard let stop = find("-->", from: position + 4) else { return nil }
            position = stop + 3
            return .some(nil)
        }
        if starts(with: "<![CDATA[", at: position) {
            guard !open.isEmpty else { throw .broken }
            guard let stop = find("]]>", from: position + 9) else { return nil }
            (text, isPlainText) = ((position + 9)..<stop, true)
            position = stop + 3
            return .text
        }
        guard filled - position < 9, !isAtEnd else { throw .broken }
        return nil
    }

    private mutating func start() throws(SheetError) -> Event?? {
        let range = nameRange(from: position + 1)
        guard !range.isEmpty else {
            if range.upperBound == filled { return nil }
            throw .broken
        }
        attributes.removeAll(keepingCapacity: true)
        var place = range.upperBound
        while true {
            while place < filled, window[place].isXMLSpace { place += 1 }
            guard place < filled else { return nil }
            if window[place] == .greaterThan { break }
            if window[place] == .slash {
                guard place + 1 < filled else { return nil }
                guard window[place + 1] == .greaterThan else { throw .broken }
                break
            }
            let key = nameRange(from: place)
            place = key.upperBound
            while place < filled, window[place].isXMLSpace { place += 1 }
            guard place < filled else { return nil }
            guard !key.isEmpty, window[place] == .equals else { throw .broken }
            place += 1
            while place < filled, window[place].isXMLSpace { place += 1 }
            guard place < filled else { return nil }
            let quote = window[place]
            guard quote == .quote || quote == .apostrophe else { throw .broken }
            guard let close = find(quote, from: place + 1) else { return nil }
            attributes.append((XMLName(window[key]), (place + 1)..<close))
            place = close + 1
        }
        guard open.count < Self.maxDepth, !(open.isEmpty && hasRoot) else { throw .broken }
        hasRoot = true
        name = XMLName(window[range])
        open.append(name)
        isClosing = window[place] == .slash
        position = place + (isClosing ? 2 : 1)
        return .start
    }

    private mutating func end() throws(SheetError) -> Event {
        guard let last = open.popLast() else { throw .broken }
        name = last
        return .end
    }

    /// Up to the first byte that cannot be in a name.
    private func nameRange(from start: Int) -> Range<Int> {
        var stop = start
        while stop < filled, window[stop].isXMLName { stop += 1 }
        return start..<max(start, stop)
    }

    /// `<?xml … encoding="UTF-8"?>` or no word about it: nothing else is written by any spreadsheet program.
    private func isReadable(declaration: Slice<UnsafeMutableBufferPointer<UInt8>>) -> Bool {
        let words = String(decoding: declaration, as: UTF8.self).lowercased()
        guard words.hasPrefix("<?xml "), let encoding = words.firstRange(of: "encoding") else { return true }
        return ["utf-8", "us-ascii"].contains(
            words[encoding.upperBound...].split { "=\"' \t\r\n".contains($0) }.first ?? "")
    }
}

extension UInt8 {
    fileprivate static var lessThan: UInt8 { 0x3C }
    fileprivate static var greaterThan: UInt8 { 0x3E }
    fileprivate static var slash: UInt8 { 0x2F }
    fileprivate static var question: UInt8 { 0x3F }
    fileprivate static var exclamation: UInt8 { 0x21 }
    fileprivate static var ampersand: UInt8 { 0x26 }
    fileprivate static var equals: UInt8 { 0x3D }
    fileprivate static var quote: UInt8 { 0x22 }
    fileprivate static var apostrophe: UInt8 { 0x27 }

    fileprivate var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

    /// Letters, digits, `_ - . :` and everything beyond ASCII.
    fileprivate var isXMLName: Bool {
        self >= 0x80 || (0x61...0x7A).contains(self) || (0x41...0x5A).contains(self)
            || (0x2D...0x3A).contains(self) && self != 0x2F
            || self == 0x5F
    }
}
