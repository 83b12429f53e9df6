/// Reads one XML part tag by tag, in a window of fixed size, without ever holding all of it.
///
/// Only what spreadsheet parts consist of: UTF-8, tags, attributes, text, CDATA, comments, the five entities of XML
/// itself and numbered characters. A DOCTYPE is refused, so there is nothing to expand; depth, the length of a single tag
/// and its attributes are bounded. No pointers: see ``ByteWindow``. On a list of 20,000 rows expat
/// with empty handlers takes as long as all of the reading with this: that is why it is here.
struct XMLReader: ~Copyable {
    enum Event {
        case start, end, text
    }

    /// Of the element that starts or ends.
    private(set) var name = XMLName.none

    private var window: ByteWindow
    private var attributes: [(name: XMLName, value: Range<Int>)] = []
    /// Of the text that was read last.
    private var text = 0..<0
    private var isPlainText = false
    /// `<c/>`: its end is still to be told.
    private var isClosing = false
    private var open: [XMLName] = []
    private var hasRoot = false
    private let ignoresEncoding: Bool

    /// No honest tag comes near this.
    private static let windowBytes = 128 << 10
    /// Excel's own files are not 15 deep.
    private static let maxDepth = 64
    private static let maxAttributes = 200

    init(_ path: String, of archive: ZipArchive) throws(SheetError) {
        self.init(.entry(try archive.open(path)))
    }

    /// `isUTF8`: known to be, whatever the declaration says.
    init(_ source: ByteWindow.Source, isUTF8: Bool = false) {
        (window, ignoresEncoding) = (ByteWindow(source, size: Self.windowBytes), isUTF8)
    }

    /// The next start or end of an element, or piece of text in one; nil when the part is complete.
    mutating func next() throws(SheetError) -> Event? {
        if isClosing {
            isClosing = false
            return try end()
        }
        while true {
            if window.position == window.filled {
                let isFirst = window.filled == 0
                try window.fill()
                if isFirst, window.starts(with: "\u{FEFF}", at: 0) { window.position = 3 }
                guard window.position < window.filled else { break }
            }
            if window[window.position] == .lessThan {
                if let event = try tag() { return event }
            } else if try characters() {
                return .text
            }
        }
        guard hasRoot, open.isEmpty else { throw .broken }
        return nil
    }

    /// The value of an attribute of the element that just started, as it stands in the file.
    func raw(_ attribute: XMLName) -> ArraySlice<UInt8>? {
        attributes.first { $0.name == attribute }.map { window[$0.value] }
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
        let piece = window[text]
        if isPlainText { bytes.append(contentsOf: piece) } else { try XMLEntities.decode(piece, into: &bytes) }
    }

    /// Text up to the next tag, or to the end of the window: one text may come in several pieces.
    private mutating func characters() throws(SheetError) -> Bool {
        var end = window.find(.lessThan, from: window.position)
        if end == nil, !window.isAtEnd, window.position > 0 {
            try window.fill()
            end = window.find(.lessThan, from: window.position)
        }
        let start = window.position
        var stop = end ?? window.filled
        if end == nil, !window.isAtEnd, let entity = window[start..<stop].suffix(12).lastIndex(of: .ampersand),
            entity > start
        {
            stop = entity  // an entity is not cut in two
        }
        text = start..<stop
        window.position = stop
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
            guard !window.isAtEnd, !window.isFull else { throw .broken }
            try window.fill()
        }
    }

    /// nil when the window ends before the tag does.
    private mutating func completeTag() throws(SheetError) -> Event?? {
        let position = window.position
        guard position + 1 < window.filled else { return nil }
        switch window[position + 1] {
        case .slash:
            guard let stop = window.find(.greaterThan, from: position) else { return nil }
            let name = nameRange(from: position + 2)
            guard name.upperBound <= stop, window[name.upperBound..<stop].allSatisfy(\.isXMLSpace),
                XMLName(window[name]) == open.last
            else { throw .broken }
            window.position = stop + 1
            return try end()
        case .question:
            guard let stop = window.find("?>", from: position + 2) else { return nil }
            guard isReadable(declaration: window[position..<stop]) else { throw .broken }
            window.position = stop + 2
            return .some(nil)
        case .exclamation: return try markup()
        default: return try start()
        }
    }

    /// Comments and CDATA; a DOCTYPE is refused.
    private mutating func markup() throws(SheetError) -> Event?? {
        let position = window.position
        if window.starts(with: "<!--", at: position) {
            guard let stop = window.find("-->", from: position + 4) else { return nil }
            window.position = stop + 3
            return .some(nil)
        }
        if window.starts(with: "<![CDATA[", at: position) {
            guard !open.isEmpty else { throw .broken }
            guard let stop = window.find("]]>", from: position + 9) else { return nil }
            (text, isPlainText) = ((position + 9)..<stop, true)
            window.position = stop + 3
            return .text
        }
        guard window.filled - position < 9, !window.isAtEnd else { throw .broken }
        return nil
    }

    private mutating func start() throws(SheetError) -> Event?? {
        let range = nameRange(from: window.position + 1)
        guard !range.isEmpty else {
            if range.upperBound == window.filled { return nil }
            throw .broken
        }
        attributes.removeAll(keepingCapacity: true)
        var place = range.upperBound
        while true {
            place = window.end(from: place, while: \.isXMLSpace)
            guard place < window.filled else { return nil }
            if window[place] == .greaterThan { break }
            if window[place] == .slash {
                guard place + 1 < window.filled else { return nil }
                guard window[place + 1] == .greaterThan else { throw .broken }
                break
            }
            guard let next = try attribute(at: place) else { return nil }
            place = next
        }
        guard open.count < Self.maxDepth, !(open.isEmpty && hasRoot) else { throw .broken }
        hasRoot = true
        name = XMLName(window[range])
        open.append(name)
        isClosing = window[place] == .slash
        window.position = place + (isClosing ? 2 : 1)
        return .start
    }

    /// Where the attribute at `start` ends; nil when the window ends before.
    private mutating func attribute(at start: Int) throws(SheetError) -> Int? {
        let key = nameRange(from: start)
        var place = window.end(from: key.upperBound, while: \.isXMLSpace)
        guard place < window.filled else { return nil }
        guard !key.isEmpty, window[place] == .equals, attributes.count < Self.maxAttributes else { throw .broken }
        place = window.end(from: place + 1, while: \.isXMLSpace)
        guard place < window.filled else { return nil }
        let quote = window[place]
        guard quote == .quote || quote == .apostrophe else { throw .broken }
        guard let close = window.find(quote, from: place + 1) else { return nil }
        attributes.append((XMLName(window[key]), (place + 1)..<close))
        return close + 1
    }

    private mutating func end() throws(SheetError) -> Event {
        guard let last = open.popLast() else { throw .broken }
        name = last
        return .end
    }

    /// Up to the first byte that cannot be in a name.
    private func nameRange(from start: Int) -> Range<Int> {
        start..<max(start, window.end(from: start, while: \.isXMLName))
    }

    /// `<?xml … encoding="UTF-8"?>` or no word about it: nothing else is written by any spreadsheet program.
    private func isReadable(declaration: ArraySlice<UInt8>) -> Bool {
        if ignoresEncoding { return true }
        let words = String(decoding: declaration, as: UTF8.self).lowercased()
        guard words.hasPrefix("<?xml "), let encoding = words.firstRange(of: "encoding") else { return true }
        return ["utf-8", "us-ascii"].contains(
            words[encoding.upperBound...].split { "=\"' \t\r\n".contains($0) }.first ?? "")
    }
}
