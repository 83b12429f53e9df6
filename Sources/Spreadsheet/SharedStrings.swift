/// The texts that an `.xlsx` file keeps once and refers to by number.
struct SharedStrings {
    private var texts: [String] = []
    /// Longer than a cell may be. Only an error when a cell shows one: long help texts often sit on another sheet.
    private var tooLong: Set<Int> = []

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
    init(_ path: String?, of archive: ZipArchive, limits: SheetLimits) throws(SheetError) {
        guard let path, archive.contains(path) else { return }
        var reader = try XMLReader(path, of: archive)
        var text = CellText(limit: limits.cellCharacters)
        var keptBytes = 0
        while let event = try reader.next() {
            switch event {
            case .text: try text.append(reader)
            case .start:
                if reader.name == .item { text.clear() } else { text.enter(reader.name) }
            case .end:
                text.leave(reader.name)
                guard reader.name == .item else { continue }
                if text.isTooLong { tooLong.insert(texts.count) }
                let string = try text.isTooLong ? "" : text.string()
                keptBytes += string.utf8.count + MemoryLayout<String>.size
                guard keptBytes <= limits.sharedStringBytes else { throw .unpacksTooLarge }
                texts.append(string)
            }
        }
    }
}

extension XMLName {
    fileprivate static var item: XMLName { XMLName(packed: 0x73_69) }  // si
}
