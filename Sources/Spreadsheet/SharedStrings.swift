/// The texts that an `.xlsx` file keeps once and refers to by number.
struct SharedStrings {
    private var texts: [String] = []
    /// Which of them were longer than a cell may be.
    private var cut: Set<Int> = []

    /// nil when the file refers to a text that it does not have.
    subscript(index: Int) -> (text: String, isCut: Bool)? {
        guard texts.indices.contains(index) else { return nil }
        return (texts[index], !cut.isEmpty && cut.contains(index))
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
                if text.isTooLong { cut.insert(texts.count) }
                let string = try text.string()
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
