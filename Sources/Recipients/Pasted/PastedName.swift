/// The name in a piece of a line, beside a number: `서울, 홍길동 과장 (M)` → `홍길동`.
struct PastedName {
    let text: String
    /// Whether it looks like a person's name, or is only all that stands there.
    let isLikely: Bool

    /// nil when no letter is left that could be a name.
    init?(before text: String) {
        if text.hasPrefix("["), let close = text.firstIndex(of: "]"),
            let name = Self.name(in: text[text.index(after: text.startIndex)..<close], nearest: .last)
        {  // KakaoTalk: [홍길동] [오후 2:05] 010…
            self = name
            return
        }
        guard let name = Self.best(Self.fields(text).reversed().compactMap { Self.name(in: $0, nearest: .last) }) else {
            return nil
        }
        self = name
    }

    init?(after text: String) {
        guard let name = Self.best(Self.fields(text).compactMap { Self.name(in: $0, nearest: .first) }) else {
            return nil
        }
        self = name
    }

    private init(_ text: String, isLikely: Bool) { (self.text, self.isLikely) = (text, isLikely) }

    private enum Nearest { case first, last }

    /// The fields come with the nearest to the number first.
    private static func best(_ names: [PastedName]) -> PastedName? {
        names.first(where: \.isLikely)
            ?? names.first { (2...5).contains($0.text.count) && $0.text.allSatisfy(\.isHangul) } ?? names.first
    }

    private static func fields(_ text: String) -> [Substring] { text.split { ",;\t|/:，；：、\u{0}".contains($0) } }

    private static func name(in field: Substring, nearest: Nearest) -> PastedName? {
        var words = field.split(whereSeparator: \.isWhitespace).compactMap(word)
        guard !words.isEmpty else { return nil }
        if words.count > 1, let title = words.last, titles.contains(title), words.dropLast().joined().count > 1 {
            words.removeLast()
        }
        let whole = words.joined(separator: " ")
        if words.count == 1 { return PastedName(plain(whole), isLikely: KoreanName.isLike(plain(whole))) }
        // 남궁 민수, 김 하늘: one name in two words.
        if words.count == 2, words.joined().count <= 5, words.allSatisfy({ $0.allSatisfy(\.isHangul) }),
            words[0].count == 1 || KoreanName.isLike(words.joined())
        {
            return PastedName(whole, isLikely: true)
        }
        let likely = words.map(plain).filter { $0.count > 2 && KoreanName.isLike($0) }
        guard let name = nearest == .first ? likely.first : likely.last else {
            let short = words.map(plain).filter(KoreanName.isLike)
            return short.count == 1 ? PastedName(short[0], isLikely: true) : PastedName(whole, isLikely: false)
        }
        return PastedName(name, isLikely: true)
    }

    /// Without marks around it; nil for numbers, units and labels: `(M)`, `2매`, `연락처`.
    private static func word(_ word: Substring) -> String? {
        var word = word
        while let first = word.first, !first.isLetter, !first.isNumber, first != "(" || !word.dropFirst().contains("(")
        {
            word = word.dropFirst()
        }
        while let last = word.last, !last.isLetter, !last.isNumber, last != ")" || !word.contains("(") {
            word = word.dropLast()
        }
        guard let first = word.first, first.isLetter else { return nil }
        return labels.contains(word.lowercased().filter { $0.isLetter || $0.isNumber }) ? nil : String(word)
    }

    /// `김하늘님` → `김하늘`.
    private static func plain(_ word: String) -> String {
        guard word.hasSuffix("님") || word.hasSuffix("씨"), KoreanName.isLike(word.dropLast()) else { return word }
        return String(word.dropLast())
    }

    private static let titles: Set = [
        "님", "씨", "고객", "고객님", "회원", "회원님", "귀하", "사원", "주임", "대리", "과장", "차장", "부장", "이사", "상무", "전무", "사장", "사장님",
        "대표", "대표님", "팀장",
        "팀장님", "실장", "실장님", "본부장", "원장", "원장님", "점장", "점장님", "선생님", "강사", "교수", "교수님", "매니저", "인턴", "소장", "지점장", "부사장",
        "선임", "책임",
        "수석", "전임", "과장님", "부장님", "대리님", "차장님", "이사님", "주임님", "수신", "앞",
    ]

    /// What stands before a number to say which it is.
    private static let labels: Set = [
        "이름", "성명", "성함", "연락처", "휴대폰", "휴대폰번호", "휴대전화", "휴대전화번호", "핸드폰", "핸드폰번호", "전화", "전화번호", "번호", "폰", "모바일", "수량",
        "매수", "직통",
        "사무실", "대표전화", "대표번호", "내선", "팩스", "자택", "집전화", "t", "m", "h", "o", "f", "c", "p", "tel", "mobile", "hp",
        "phone", "cell", "fax", "name", "no",
        "주문", "주문번호", "접수", "접수번호", "예약번호", "fn", "type", "work", "home", "받는사람", "받는분", "수신자", "오전", "오후", "am", "pm",
    ]
}

extension Character {
    fileprivate var isHangul: Bool { unicodeScalars.allSatisfy { (0xAC00...0xD7A3).contains($0.value) } }
}
