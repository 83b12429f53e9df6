import Support

/// What the heading of a column says it holds, and whose.
///
/// Korean names a thing by its last word: `휴대폰 통신사` is a carrier, `예매수` no 매수, `추천인 휴대폰번호` a number of the
/// 추천인. So the noun is looked for at the end, or where a question's particle ends it (`… 번호를 입력해 주세요`), and the
/// words before it say whose it is.
struct ColumnHeading: Equatable {
    let kind: Kind
    let owner: Owner

    enum Kind: Equatable {
        case phone(isMobile: Bool)
        case name(HeadingWords.NameClass)
        case quantity(Quantity)
    }

    /// Of how sure a quantity is that it counts this person's coupons.
    enum Quantity: Equatable {
        case plain
        /// `신청수량`: coupons, under a heading worth a word.
        case titled
        /// `주문수량`: of coupons or of something else.
        case unclear
    }

    enum Owner: Equatable {
        /// Who gets what is sent.
        case recipient
        /// Nobody is named: the person on the row.
        case plain
        case buyer
        /// A word that is not known stands before the number: it may be anybody's.
        case unknown(String)
        /// By the word that says so: 추천인, 보호자, 회사 …
        case other(String)
    }

    /// nil when it says none of the three.
    init?(_ text: String) {
        // Longer than any question on a form.
        guard text.utf8.count <= 600, text.contains(where: \.isLetter) else { return nil }
        let heading = HeadingText(text)
        if let found = Self.found(heading.words, heading.notes) {
            self = found
        } else if heading.words.allSatisfy({ $0.withoutNumber.isEmpty }), let found = Self.found(heading.notes, []) {
            self = found  // all of it stands in brackets
        } else {
            return nil
        }
    }

    private init(_ kind: Kind, _ owner: Owner) { (self.kind, self.owner) = (kind, owner) }

    /// As many words as a question has behind the noun that it is about, and more.
    private static let mostWordsBehind = 14

    private static func found(_ words: [String], _ notes: [String]) -> ColumnHeading? {
        for end in words.indices.suffix(Self.mostWordsBehind).reversed() {
            let rest = words[(end + 1)...]
            if rest.allSatisfy({ HeadingWords.tails.contains($0) || $0.withoutNumber.isEmpty }),
                let found = noun(words[...end], notes)
            {
                return found
            }
            if !rest.isEmpty, let bare = words[end].withoutParticle,
                let found = noun((words[..<end] + [bare])[...], notes)
            {
                return found
            }
        }
        return nil
    }

    /// What the last of the words name.
    private static func noun(_ words: ArraySlice<String>, _ notes: [String]) -> ColumnHeading? {
        let numbered = words.joined()
        let compact = numbered.withoutNumber
        guard !compact.isEmpty else { return nil }
        let words = words.dropping(last: numbered.count - compact.count)[...]
        if let (noun, isMobile) = ending(compact, among: HeadingWords.phones, of: words) {
            let before = words.dropping(last: noun.count)
            // 쿠폰 and 쿠폰번호 end like 폰 and 폰번호.
            guard !(noun.hasPrefix("폰") && before.last?.hasSuffix("쿠") == true) else { return nil }
            let mark = ["받", "수신"].contains { noun.hasPrefix($0) } ? [noun] : []
            return ColumnHeading(.phone(isMobile: isMobile), HeadingOwner.ofNumber(before + mark, notes))
        }
        if let number = personsNumber(words, compact, notes) { return number }
        if let quantity = quantity(words, compact, notes) { return ColumnHeading(.quantity(quantity), .plain) }
        guard let (noun, found) = ending(compact, among: HeadingWords.names, of: words) else { return nil }
        let before = words.dropping(last: noun.count)
        if let last = before.last, isThing(last) { return nil }
        // 회원 (휴대폰): a person's number.
        if found == .person, let note = Self.found(notes, []), case .phone = note.kind {
            return ColumnHeading(note.kind, HeadingOwner.ofNumber(before + [noun], notes))
        }
        let isForeign = (before + notes).contains { word in HeadingWords.foreign.contains(where: word.contains) }
        let isTitled = found == .plain && !before.isEmpty
        let whose = noun.hasSuffix("명") ? String(noun.dropLast()) : noun
        return ColumnHeading(
            .name(isForeign ? .foreign : isTitled ? .titled : found),
            HeadingOwner.of(before + (found == .plain ? [] : [whose]), notes))
    }

    /// `받는 사람 번호`, `추천인번호`. A 회원번호 is no telephone number: the word must say more than that it is a person.
    private static func personsNumber(_ words: ArraySlice<String>, _ compact: String, _ notes: [String])
        -> ColumnHeading?
    {
        guard compact.hasSuffix("번호") else { return nil }
        let before = words.dropping(last: 2)
        let owner = HeadingOwner.of(before, notes)
        guard owner != .plain, ending(before.joined(), among: HeadingWords.names, of: before[...]) != nil else {
            return nil
        }
        return ColumnHeading(.phone(isMobile: false), HeadingOwner.ofNumber(before, notes))
    }

    /// The longest end that is one of the nouns. Latin words end where they begin: `hotel` is no `tel`.
    private static func ending<Value>(_ compact: String, among nouns: [String: Value], of words: ArraySlice<String>)
        -> (String, Value)?
    {
        for count in stride(from: min(12, compact.count), to: 0, by: -1) {
            let noun = String(compact.suffix(count))
            guard let value = nouns[noun] else { continue }
            let before = compact.dropLast(count).last
            if noun.utf8.allSatisfy({ $0 < 0x80 }), let before, before.isASCII, before.isLetter,
                !isWordBoundary(words, fromEnd: count)
            {
                continue
            }
            return (noun, value)
        }
        return nil
    }

    private static func isThing(_ word: String) -> Bool {
        HeadingWords.things.contains(word) || HeadingWords.things.contains { $0.count > 1 && word.hasSuffix($0) }
    }

    private static func isWordBoundary(_ words: ArraySlice<String>, fromEnd count: Int) -> Bool {
        var rest = count
        for word in words.reversed() {
            rest -= word.count
            if rest <= 0 { return rest == 0 }
        }
        return rest == 0
    }

    private static func quantity(_ words: ArraySlice<String>, _ compact: String, _ notes: [String]) -> Quantity? {
        guard let noun = HeadingWords.quantities.filter(compact.hasSuffix).max(by: { $0.count < $1.count }) else {
            return nil
        }
        let before = words.dropping(last: noun.count)
        let whole = before.joined()
        if notes.contains(where: { note in HeadingWords.ofOther.contains(where: note.contains) }) { return nil }
        let isNoted = notes.contains { !HeadingWords.units.contains($0) && !HeadingWords.ofCoupons.contains($0) }
        if whole.isEmpty { return isNoted ? .unclear : .plain }
        if HeadingWords.ofOther.contains(where: whole.contains) { return nil }
        // 예매+수, 접수+량, 구매+수: the cut lies elsewhere.
        if let last = before.last, last.count == 1, !"총".contains(last), !isWordBoundary(words, fromEnd: noun.count) {
            return nil
        }
        let isCoupons =
            before.allSatisfy { HeadingWords.ofCoupons.contains($0) } || HeadingWords.ofCoupons.contains(whole)
        return isCoupons && !isNoted ? .titled : .unclear
    }
}

extension ColumnHeading {
    /// The column that our own problem file adds.
    static func isProblemColumn(_ text: String) -> Bool { HeadingText(text).words == ["오류내용"] }

    var isPhone: Bool {
        switch kind {
        case .phone: true
        case .name, .quantity: false
        }
    }

    var nameClass: HeadingWords.NameClass? {
        switch kind {
        case .name(let found): found
        case .phone, .quantity: nil
        }
    }

    var quantity: Quantity? {
        switch kind {
        case .quantity(let found): found
        case .phone, .name: nil
        }
    }
}
