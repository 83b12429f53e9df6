/// A number that one can call, as people, Excel and other programs write it. The one reading of entered numbers: of
/// lists, requests, searches, opt-outs, callback numbers. It gives the number that was meant, or none.
package struct EnteredNumber: Sendable, Equatable {
    /// With +82 turned into a leading 0: `01012345678`, `0212345678`, `15881234`.
    package let digits: String
    package let hadCountryCode: Bool
    /// Cut in pieces in a way in which nobody writes one number: `011-234-5678/9` is not 011-2345-6789.
    package let isBroken: Bool

    package enum Unreadable: Error, Sendable, Equatable {
        case missing, letters, several
        /// 1.02345E+09: Excel has thrown digits away.
        case cutByExcel
    }

    package init(_ text: String) throws(Unreadable) {
        let read = NumberSigns(text)
        let signs = read.bytes
        guard !signs.isEmpty else { throw .missing }
        guard signs.contains(where: \.isDigit) else { throw .letters }
        guard !Self.isScientific(signs) else { throw .cutByExcel }
        guard let number = Self.withoutFraction(signs) else { throw .letters }
        let start = number.prefix { $0 == NumberSigns.blank || (0x2C...0x2E).contains($0) }.count
        let hasPlus = number[start...].first == UInt8(ascii: "+")
        let rest = number[(start + (hasPlus ? 1 : 0))...]
        guard rest.allSatisfy({ $0.isDigit || $0 == 0x20 || (0x2C...0x2E).contains($0) }) else {
            throw Self.runs(signs).count { $0.count >= 8 } > 1 ? .several : .letters
        }
        guard !read.isCut else { throw .several }
        let groups = Self.isInThousands(rest) ? [rest.filter(\.isDigit)[...]] : rest.split { !$0.isDigit }
        let written = groups.joined()
        guard let national = Self.national(Array(written), hasPlus: hasPlus) else { throw .letters }
        digits = String(decoding: national.digits, as: UTF8.self)
        hadCountryCode = national.hadCountryCode
        isBroken = Self.isBroken(groups.map(\.count), byBlanks: !rest.contains { (0x2C...0x2E).contains($0) }, digits)
    }

    /// ``digits``; nil when no number can be read.
    package static func digits(_ text: String) -> String? { (try? EnteredNumber(text))?.digits }

    /// Whether a number that could be called stands somewhere in a text: nine digits or more that belong together.
    package static func stands(in text: String) -> Bool {
        guard text.unicodeScalars.count(where: { !$0.isASCII || ("0"..."9").contains($0) }) >= 9 else { return false }
        return runs(NumberSigns(text).bytes).contains { $0.count >= 9 }
    }

    /// 1.02345E+09
    private static func isScientific(_ signs: [UInt8]) -> Bool {
        let parts = signs.filter { $0 != NumberSigns.blank }.split(
            separator: UInt8(ascii: "E"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].first?.isDigit ?? false,
            parts[0].allSatisfy({ $0.isDigit || $0 == 0x2E || $0 == 0x2C })
        else { return false }
        let power = parts[1].drop { $0 == UInt8(ascii: "+") || $0 == NumberSigns.dash }
        return !power.isEmpty && power.allSatisfy(\.isDigit)
    }

    /// `112345678.0` is 112345678, as programs export a column of numbers. nil for a real fraction: that is no number
    /// one can call.
    private static func withoutFraction(_ signs: [UInt8]) -> ArraySlice<UInt8>? {
        guard let point = signs.lastIndex(of: 0x2E) else { return signs[...] }
        let (whole, part) = (signs[..<point], signs[(point + 1)...])
        let count = whole.count(where: \.isDigit)
        guard count >= 7, !part.isEmpty, part.allSatisfy(\.isDigit),
            whole.allSatisfy({ $0.isDigit || $0 == 0x2C || $0 == UInt8(ascii: "+") })
        else { return signs[...] }
        if part.allSatisfy({ $0 == 0x30 }), part.count <= 2 || count >= 9 { return whole }
        return part.count <= 2 || count >= 9 ? nil : signs[...]
    }

    /// `1,012,345,678`
    private static func isInThousands(_ number: ArraySlice<UInt8>) -> Bool {
        guard number.contains(0x2C), number.allSatisfy({ $0.isDigit || $0 == 0x2C }) else { return false }
        let groups = number.split(separator: 0x2C, omittingEmptySubsequences: false)
        return (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// The country code off, a zero in its place. nil for another country's number.
    private static func national(_ digits: [UInt8], hasPlus: Bool) -> (digits: [UInt8], hadCountryCode: Bool)? {
        var digits = digits[...]
        if hasPlus {
            guard digits.starts(with: "82".utf8) else { return nil }
        } else if let code = callingCodes.first(where: { digits.starts(with: $0.utf8) }) {
            digits = digits.dropFirst(code.utf8.count - 2)
        } else {
            guard digits.count >= 11, digits.starts(with: "82".utf8) else { return (Array(digits), false) }
        }
        let rest = digits.dropFirst(2)
        return (rest.first == 0x30 ? Array(rest) : [0x30] + rest, true)
    }

    /// 00 of most countries, and those of the Korean carriers, before 82.
    private static let callingCodes = [
        "0082", "00182", "00282", "00582", "00682", "00882", "0070082", "0072782", "0075582", "0076582",
    ]

    /// A last group of less than four digits belongs to something else, but for numbers of a length that is certain.
    private static func isBroken(_ groups: [Int], byBlanks: Bool, _ digits: String) -> Bool {
        guard groups.count > 1, let last = groups.last, last < 4 else { return false }
        let isCertain = digits.utf8.count == 11 && digits.hasPrefix("010")
        return !(isCertain && (byBlanks || groups.count <= 3))
    }

    /// Digits that belong together: at most three signs stand between them.
    private static func runs(_ signs: [UInt8]) -> [[UInt8]] {
        var runs: [[UInt8]] = []
        var gap = Int.max
        for sign in signs {
            if sign.isDigit {
                if gap > 3 { runs.append([]) }
                runs[runs.count - 1].append(sign)
                gap = 0
            } else if sign == NumberSigns.blank || (0x2C...0x2E).contains(sign) {
                if gap < Int.max { gap += 1 }
            } else {
                gap = Int.max
            }
        }
        return runs
    }
}
