import Support

/// A heading cut into words: those outside brackets, and the notes inside them.
///
/// `* 휴대폰 번호(필수)` → `휴대폰`, `번호`; note `필수`. `연 락 처` is one word, `buyerPhone` two.
struct HeadingText {
    private(set) var words: [String] = []
    private(set) var notes: [String] = []

    /// More words than any question has.
    private static let mostWords = 60

    init(_ text: String) {
        var word = ""
        var depth = 0
        var previous: Character?
        func close(_ list: inout [String]) {
            if !word.isEmpty, list.count < Self.mostWords { list.append(word.lowercased()) }
            word = ""
        }
        for character in text.tidied {
            let isPart = character.isLetter || character.isNumber
            let isHump = character.isUppercase && previous?.isLowercase == true
            if !isPart || isHump { if depth > 0 { close(&notes) } else { close(&words) } }
            if "([{<（［【〈《「".contains(character) { depth += 1 }
            if ")]}>）］】〉》」".contains(character) { depth = max(0, depth - 1) }
            if isPart { word.append(character) }
            previous = character
        }
        if depth > 0 { close(&notes) } else { close(&words) }
        words = Self.joiningSpacedOut(words)
    }

    /// `연`, `락`, `처`: typed apart to fill the cell.
    private static func joiningSpacedOut(_ words: [String]) -> [String] {
        guard words.count > 1, words.allSatisfy({ $0.count == 1 }) else { return words }
        return [words.joined()]
    }
}

extension ArraySlice<String> {
    /// What is left of the words when the last `count` letters of all go.
    func dropping(last count: Int) -> [String] {
        var (words, count) = (Array(self), count)
        while count > 0, let last = words.popLast() {
            if last.count > count { words.append(String(last.dropLast(count))) }
            count -= Swift.min(count, last.count)
        }
        return words
    }
}

extension String {
    /// Without the particle that a word in a sentence ends in: `번호를` → `번호`.
    var withoutParticle: String? {
        guard count >= 2, let last, "을를은는이가의".contains(last) else { return nil }
        return String(dropLast())
    }

    /// `연락처2` → `연락처`.
    var withoutNumber: String {
        var rest = self[...]
        while rest.last?.isNumber == true { rest = rest.dropLast() }
        return String(rest)
    }
}
