/// Passwords that everybody tries first: the most frequent of the world, and what Koreans choose.
package enum CommonPasswords {
    /// Whether a password is one of them, or one of them with a little around it: `Passw0rd!`, `비밀번호1234`, `asdfasdf`.
    static func holds(_ text: String) -> Bool {
        spellings(of: text.lowercased()).contains { all.contains($0) || (unit(of: $0).map(isTrivial) ?? false) }
    }

    /// Digits and signs before and behind a word add little: up to so many of them are taken off.
    private static let mostAdded = 7

    private static func spellings(of text: String) -> [String] {
        let behind = text.droppingLast { !$0.isLetter }
        let around = behind.drop { !$0.isLetter }
        let withoutSigns = text.droppingLast { !$0.isLetter && !$0.isNumber }
        let cores = [behind, around, withoutSigns].filter { core in
            core.count >= 2 && core.count >= text.count - mostAdded
        }.map(String.init)
        let shorn = [text] + cores
        return shorn + shorn.map(meant)
    }

    /// `p@ssw0rd` as it is meant.
    static func meant(_ text: String) -> String {
        let signs: [Character: Character] = [
            "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s", "7": "t", "+": "t",
        ]
        return String(text.map { signs[$0] ?? $0 })
    }

    /// `test` of `testtesttest`; nil for what repeats nothing.
    private static func unit(of text: String) -> String? {
        let letters = Array(text)
        return (1...max(1, letters.count / 2)).first { length in
            letters.count > length && letters.count % length == 0
                && letters.indices.allSatisfy { letters[$0] == letters[$0 % length] }
        }.map { String(letters[..<$0]) }
    }

    private static func isTrivial(_ unit: String) -> Bool { unit.count <= 5 || all.contains(unit) }

    private static let all: Set<String> = {
        let korean = koreanWords.split(whereSeparator: \.isWhitespace).map(String.init)
        return Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
            .union(korean).union(korean.map(HangulKeys.typed).filter { $0.count >= 4 })
            .union(koreanSpellings.split(whereSeparator: \.isWhitespace).map(String.init))
    }()

    /// How many the list holds of those that `isWanted` picks.
    package static func count(where isWanted: (String) -> Bool) -> Int { all.count(where: isWanted) }
}

extension String {
    fileprivate func droppingLast(_ isDropped: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, isDropped(last) { rest.removeLast() }
        return rest
    }
}
