import Support

/// How an `.xlsx` file's numbers are meant: which of its cell styles show a date.
struct NumberStyles {
    /// Indexed by a cell's `s`.
    private let isDate: [Bool]
    private let countsFrom1904: Bool

    init(isDate: [Bool], countsFrom1904: Bool) {
        (self.isDate, self.countsFrom1904) = (isDate, countsFrom1904)
    }

    static func read(_ path: String?, of archive: ZipArchive, countsFrom1904: Bool) throws(SheetError) -> NumberStyles {
        guard let path, archive.contains(path) else { return NumberStyles(isDate: [], countsFrom1904: countsFrom1904) }
        let elements = try XMLElement.all(
            ["numFmt", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "xf"], ["numFmtId", "formatCode"], in: path,
            of: archive)
        let (numberFormat, cellFormats, format) = (XMLName("numFmt"), XMLName("cellXfs"), XMLName("xf"))
        var codes: [Int: String] = [:]
        var isDate: [Bool] = []
        var isInCellFormats = false
        for element in elements {
            switch element.name {
            case numberFormat:
                // Differential formats have numFmt too and come last; their ids must not overwrite.
                guard let id = element["numFmtId"].flatMap({ Int($0) }), codes[id] == nil else { continue }
                codes[id] = element["formatCode"]
            case cellFormats: isInCellFormats = true
            case format where isInCellFormats:
                let id = element["numFmtId"].flatMap { Int($0) } ?? 0
                isDate.append(NumberFormat.isDate(id: id, code: codes[id]))
            case format: continue
            default: isInCellFormats = false
            }
        }
        return NumberStyles(isDate: isDate, countsFrom1904: countsFrom1904)
    }

    /// `number` is the digits as the file has them.
    func value(of number: [UInt8], style: Int) -> (text: String, kind: Sheet.CellKind) {
        let text = NumberText.plain(number)
        guard isDate.indices.contains(style), isDate[style], let serial = Double(text),
            let date = SerialDate.text(serial, countsFrom1904: countsFrom1904)
        else { return (text, .number) }
        return (date, .date)
    }
}

/// Excel's number formats, as far as telling dates from other numbers goes.
enum NumberFormat {
    static func isDate(id: Int, code: String?) -> Bool {
        if let code { return isDate(code) }
        // ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are the East Asian date formats.
        return [14...22, 27...36, 45...47, 50...58].contains { $0.contains(id) }
    }

    /// A date format has y, m, d, h or s outside quotes, brackets and escapes.
    static func isDate(_ code: String) -> Bool {
        var (isQuoted, isBracketed, isEscaped) = (false, false, false)
        for byte in code.utf8 {
            if isEscaped { isEscaped = false; continue }
            switch byte {
            case 0x22: isQuoted.toggle()
            case _ where isQuoted: continue
            case 0x5B: isBracketed = true
            case 0x5D: isBracketed = false
            case _ where isBracketed: continue
            case 0x5C, 0x5F, 0x2A: isEscaped = true  // \x shows x, _x leaves its width, *x fills with it
            case 0x3B: return false  // the second section is for negative numbers
            case 0x79, 0x59, 0x6D, 0x4D, 0x64, 0x44, 0x68, 0x48, 0x73, 0x53: return true
            default: continue
            }
        }
        return false
    }
}

/// Excel's day numbers as dates.
enum SerialDate {
    /// `2025-11-22`, `2025-11-22 14:05:09`, or `14:05:09` for a number below one. nil outside Excel's calendar.
    static func text(_ serial: Double, countsFrom1904: Bool) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var seconds = Int((serial * 86400).rounded())
        let days = seconds / 86400
        seconds %= 86400
        let clock = [seconds / 3600, seconds % 3600 / 60, seconds % 60].map(twoDigits).joined(separator: ":")
        guard days > 0 || countsFrom1904 else { return clock }
        // Excel believes in a 29 February 1900, so days before March 1900 are one off.
        let start =
            countsFrom1904 ? CalendarDay(year: 1904, month: 1, day: 1) : CalendarDay(year: 1899, month: 12, day: 30)
        let day = start.adding(days: !countsFrom1904 && days < 60 ? days + 1 : days)
        return seconds == 0 ? "\(day)" : "\(day) \(clock)"
    }

    /// `2025-11-22T00:00:00`, as strict files write it, in the same words as above.
    static func text(iso: String) -> String {
        let text = iso.hasSuffix("Z") ? iso.dropLast() : iso[...]
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2, let clock = parts[1].split(separator: ".").first else { return iso }
        return ["00:00:00", "00:00"].contains(clock) ? String(parts[0]) : "\(parts[0]) \(clock)"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
