import Support

/// A run of digits in a line of text, with the dashes and dots between them: a telephone number, a date, an amount …
struct DigitRun {
    /// In the line's scalars.
    let range: Range<Int>
    /// Digits between dashes and dots: `010-1234-5678` has three.
    let groups: [String]
    let hasPlus: Bool
    /// Time of day: `14:30`.
    let hasColon: Bool

    var digits: String { groups.joined() }

    /// All of a line, from the left. A blank or a slash ends a run: what belongs together is seen afterwards.
    static func all(in line: [UnicodeScalar]) -> [DigitRun] {
        var runs: [DigitRun] = []
        var index = 0
        while index < line.count {
            guard digit(line[index]) != nil else {
                index += 1
                continue
            }
            let start = index
            var groups = [""]
            var hasColon = false
            while index < line.count {
                if let digit = digit(line[index]) {
                    groups[groups.count - 1].append(digit)
                    index += 1
                } else if index + 1 < line.count, isConnector(line[index]), digit(line[index + 1]) != nil {
                    hasColon = hasColon || line[index] == ":"
                    groups.append("")
                    index += 1
                } else {
                    break
                }
            }
            let hasPlus = start > 0 && (line[start - 1] == "+" || line[start - 1] == "＋")
            runs.append(
                DigitRun(
                    range: (hasPlus ? start - 1 : start)..<index, groups: groups, hasPlus: hasPlus, hasColon: hasColon))
        }
        return runs
    }

    static func digit(_ scalar: UnicodeScalar) -> Character? {
        let sign = NumberSigns.plain(scalar)
        return sign.isDigit ? Character(UnicodeScalar(sign)) : nil
    }

    static func isConnector(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2E, 0x3A, 0x5F, 0xB7, 0x2010...0x2015, 0x2212, 0xFF0D: true
        default: false
        }
    }

    /// What may stand between two pieces of one number: every kind of dash, dot, bracket and slash, no colon of a time, and
    /// no sign that parts two fields.
    static func isGap(_ scalar: UnicodeScalar) -> Bool {
        guard !";|；｜".unicodeScalars.contains(scalar) else { return false }
        let sign = NumberSigns.plain(scalar)
        return sign == NumberSigns.dash || sign == NumberSigns.blank || sign == UInt8(ascii: ".")
    }

    /// `2026-11-28`, `26.11.28`, `20261128`, `1985-03-02`, `14:30`
    var isDateOrTime: Bool {
        if hasColon { return true }
        if groups.count == 1 {
            let numbers = groups[0].utf8.count == 8 ? Array(groups[0]) : []
            return numbers.count == 8
                && Self.isDay(String(numbers[0..<4]), String(numbers[4..<6]), String(numbers[6...]))
        }
        guard groups.count == 3 else { return false }
        return groups[0].count <= 4 && groups[1].count <= 2 && groups[2].count <= 2
    }

    private static func isDay(_ year: String, _ month: String, _ day: String) -> Bool {
        guard let year = Int(year), let month = Int(month), let day = Int(day) else { return false }
        return (1900...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day)
    }
}
