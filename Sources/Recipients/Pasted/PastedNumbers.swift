import Support

/// The telephone numbers in a line of text, and what else its digits are.
struct PastedNumbers {
    struct Number {
        let range: Range<Int>
        let text: String
        let kind: Kind
    }

    enum Kind {
        case mobile
        /// Begins like a mobile number and has too few or too many digits.
        case nearlyMobile
        /// A landline, 1588, 070.
        case other
    }

    let numbers: [Number]
    /// All other digits, in their order: dates, order numbers, amounts, digits of words.
    let others: [Range<Int>]

    init(_ line: [UnicodeScalar]) {
        let runs = DigitRun.all(in: line)
        var found: [Number] = []
        var rest: [Range<Int>] = []
        var index = 0
        while index < runs.count {
            let count = Self.length(of: runs[index...], line)
            let range = runs[index].range.lowerBound..<runs[index + count - 1].range.upperBound
            let text = String(String.UnicodeScalarView(line[range]))
            if let kind = Self.kind(text, runs[index..<(index + count)], line) {
                found.append(Number(range: range, text: text, kind: kind))
            } else {
                rest.append(range)
            }
            index += count
        }
        (numbers, others) = (found, rest)
    }

    /// How many runs from the first on are one number: `010 1234 5678` is three.
    private static func length(of runs: ArraySlice<DigitRun>, _ line: [UnicodeScalar]) -> Int {
        guard let first = runs.first, !first.isDateOrTime, isHead(first) else { return 1 }
        var digits = ""
        var (best, previous) = (1, first.range.upperBound)
        for (count, run) in runs.prefix(6).enumerated() {
            if count > 0 {
                let gap = line[previous..<run.range.lowerBound]
                guard gap.count <= 3, gap.allSatisfy(DigitRun.isGap), !run.hasPlus,
                    !run.isDateOrTime || run.digits.count == 8,
                    // A whole number of its own begins here.
                    !(digits.count >= 9 || isMobile(run.digits) && run.digits.first == "0" && !isCountryCode(digits))
                else { break }
            }
            digits += run.digits
            previous = run.range.upperBound
            if isMobile(digits) { return count + 1 }
            if digits.count <= 12, count == 0 || run.digits.count <= 4 { best = count + 1 }
            if digits.count > 15 { break }
        }
        return best
    }

    /// What a number in several pieces begins with: `010`, `10`, `+82`, `02`, `031`, `(02)`.
    private static func isHead(_ run: DigitRun) -> Bool {
        let digits = run.digits
        if isMobile(digits) { return false }
        if run.hasPlus || isCountryCode(digits) { return true }
        return digits == "10" || digits.first == "0" && digits != "0" && !digits.hasPrefix("00")
    }

    private static func isCountryCode(_ digits: String) -> Bool {
        ["82", "820", "0082", "00820", "00182"].contains(digits)
    }

    private static func isMobile(_ digits: String) -> Bool { (try? EnteredPhone(digits)) != nil }

    private static func kind(_ text: String, _ runs: ArraySlice<DigitRun>, _ line: [UnicodeScalar]) -> Kind? {
        guard let first = runs.first, !(runs.count == 1 && first.isDateOrTime) else { return nil }
        if isPartOfWord(first, line) { return nil }
        let groups = runs.flatMap(\.groups)
        let digits = groups.joined()
        let isWritten = first.hasPlus || digits.first == "0" || digits.hasPrefix("82") && digits.count >= 11
        if isMobile(first.hasPlus ? "+" + digits : digits) {
            if isWritten { return .mobile }
            // Without its zero: only whole, or cut where one cuts it, and not behind the name of another number.
            let isWhole =
                groups.count == 1
                || groups[0].count == 2 && groups.dropFirst().allSatisfy { (3...4).contains($0.count) }
            return isWhole && !isNamedOtherwise(first, line) && !looksLikeDate(digits) ? .mobile : nil
        }
        if digits.hasPrefix("01"), (9...13).contains(digits.count), groups.count > 1 || digits.count <= 12 {
            return .nearlyMobile
        }
        if groups[0] == "10", groups.count > 1, (8...11).contains(digits.count) { return .nearlyMobile }
        return ColumnContent.isPhone(digits) || digits.hasPrefix("050") && (11...12).contains(digits.count)
            ? .other : nil
    }

    /// `1985030214`
    private static func looksLikeDate(_ digits: String) -> Bool {
        let day = DigitRun(range: 0..<8, groups: [String(digits.prefix(8))], hasPlus: false, hasColon: false)
        return digits.hasPrefix("19") && day.isDateOrTime
    }

    /// `이름1234`, `A01012345678`
    private static func isPartOfWord(_ run: DigitRun, _ line: [UnicodeScalar]) -> Bool {
        guard run.range.lowerBound > 0, !run.hasPlus else { return false }
        let before = line[run.range.lowerBound - 1]
        // ㅡ and ー are letters to Unicode, dashes to people.
        return before.properties.isAlphabetic && !DigitRun.isGap(before) && run.digits.count < 9
    }

    /// `주문번호 1012345678`
    private static func isNamedOtherwise(_ run: DigitRun, _ line: [UnicodeScalar]) -> Bool {
        let before = String(String.UnicodeScalarView(line[..<run.range.lowerBound].suffix(24)))
        guard let word = before.split(whereSeparator: { !$0.isLetter }).last else { return false }
        return otherNumbers.contains(where: word.contains)
    }

    private static let otherNumbers = [
        "주문", "접수", "송장", "계좌", "사업자", "등록", "회원", "사번", "학번", "우편", "예약", "쿠폰", "인증", "카드", "코드", "고객번호", "관리번호",
        "order", "no",
    ]
}
