/// The texts that an `.xlsx` file keeps once and refers to by number.
struct SharedStrings {
    private let texts: [String]
    /// Longer than a cell may be. Only an error when a cell shows one: long help texts often sit on another sheet.
    private let tooLong: Set<Int>

    enum Lookup {
        case text(String)
        case tooLong
        case none
    }

    subscript(index: Int) -> Lookup {
        guard texts.indices.contains(index) else { return .none }
        return tooLong.contains(index) ? .tooLong : .text(texts[index])
    }

    /// `path` is nil when the file has none: Google's and openpyxl's streaming writers put texts into the cells.
    static func read(_ path: String?, of archive: ZipArchive, limits: SheetLimits) throws(SheetError) -> SharedStrings {
        guard let path, archive.contains(path) else { return SharedStrings(texts: [], tooLong: []) }
        let reader = SharedStringsReader(limits: limits)
        try XMLStream.parse(path, of: archive, with: reader)
        return SharedStrings(texts: reader.texts, tooLong: reader.tooLong)
    }
}

private final class SharedStringsReader: XMLHandler {
    private(set) var texts: [String] = []
    private(set) var tooLong: Set<Int> = []
    private let limits: SheetLimits
    private var keptBytes = 0
    private var text = CellText()

    init(limits: SheetLimits) { self.limits = limits }

    override func started(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "t": text.begin()
        case "si": text.clear(limit: limits.cellCharacters)
        case "rPh": text.isPhonetic = true
        default: break
        }
    }

    override func characters(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(bytes) }

    override func ended(_ name: XMLName) {
        switch name {
        case "t": text.end()
        case "rPh": text.isPhonetic = false
        case "si": keep()
        default: break
        }
    }

    private func keep() {
        if text.isTooLong { tooLong.insert(texts.count) }
        let string = text.isTooLong ? "" : text.string
        keptBytes += string.utf8.count + MemoryLayout<String>.size
        guard keptBytes <= limits.sharedStringBytes else { return stop(.unpacksTooLarge) }
        texts.append(string)
    }
}
