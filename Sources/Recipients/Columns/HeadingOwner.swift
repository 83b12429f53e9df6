/// Whose number or name a heading speaks of, by the words before its noun and those in brackets.
enum HeadingOwner {
    static func of(_ words: [String], _ notes: [String]) -> ColumnHeading.Owner {
        let tokens = (words + notes).map(\.withoutNumber).filter { !$0.isEmpty }
        let other = tokens.lazy.compactMap(other).first
        let whole = words.joined() + notes.joined()
        let isRecipient =
            tokens.contains { token in HeadingWords.recipients.contains(where: token.hasPrefix) }
            || HeadingWords.recipientsAnywhere.contains(where: whole.contains)
        let isBuyer = HeadingWords.buyers.contains(where: whole.contains)
        if let other {
            // "담당자가 확인할 수 있게 본인 번호를 …": a question may name both, and then says neither.
            let isBoth = words.count >= 4 && (isRecipient || HeadingWords.selves.contains(where: whole.contains))
            return isBoth ? .plain : .other(other)
        }
        if isRecipient { return isBuyer ? .plain : .recipient }
        return isBuyer ? .buyer : .plain
    }

    /// Whose number it is. A word that nobody knows may be anybody's: 운전원, 쿠폰 사용처. Only a long question is read over.
    static func ofNumber(_ words: [String], _ notes: [String]) -> ColumnHeading.Owner {
        let owner = of(words, notes)
        if case .other = owner { return owner }
        guard words.count < 4 else { return owner }
        let unknown = (words + (notes.count < 3 ? notes : [])).first { !NeutralWord.isOne($0.withoutNumber) }
        return unknown.map { .unknown($0) } ?? owner
    }

    /// The word for somebody else that a token is, ends in, or begins with before a connector: `행사담당자`, `비상시`. Long
    /// words are known wherever they stand.
    private static func other(_ token: String) -> String? {
        for candidate in [token, token.withoutParticle ?? token] {
            if HeadingWords.others.contains(candidate) { return candidate }
            let characters = Array(candidate)
            for start in 1..<max(2, characters.count) where start < characters.count {
                let ending = String(characters[start...])
                if ending.count > 1, HeadingWords.others.contains(ending) { return ending }
                let beginning = String(characters[..<start])
                if HeadingWords.connectors.contains(ending), HeadingWords.others.contains(beginning) {
                    return beginning
                }
            }
        }
        return longWords.first(where: token.contains)
    }

    /// Three syllables and more.
    private static let longWords = HeadingWords.others.filter { $0.utf8.count >= 9 }.sorted {
        ($1.count, $0) < ($0.count, $1)
    }
}
