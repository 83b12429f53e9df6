import Support

/// A line as people type or copy it: `홍길동 010-1234-5678`, `01012345678,김영희`, several of them, only numbers, with office
/// numbers, dates and order numbers between.
struct PastedLine {
    struct Person: Equatable {
        let name: String
        let phone: String
        /// Only where a unit says that it is one: `2장`.
        var quantity = ""
    }

    /// One for every number of a person; none when the line has no number.
    let people: [Person]
    /// Mobile numbers that the line says are somebody else's: `(추천인 이바다 010-…)`. They get nothing.
    let others: Int
    /// Nobody's number but somebody else's stands here: `김하늘, 보호자 010-…`.
    let isOthers: Bool

    init(_ line: String) {
        let scalars = Array(line.unicodeScalars)
        let found = PastedNumbers(scalars)
        let numbers = found.numbers
        guard !numbers.isEmpty else {
            (people, others, isOthers) = ([], 0, false)
            return
        }
        // Between the texts stand the numbers: texts[i], numbers[i], texts[i + 1].
        let texts = Self.texts(scalars, found)
        let (first, second) = (PastedName(before: texts[0]), PastedName(after: texts[1]))
        let namesComeFirst = first.map { $0.isLikely || second?.isLikely != true } ?? false
        var names = numbers.indices.map {
            namesComeFirst ? PastedName(before: texts[$0]) : PastedName(after: texts[$0 + 1])
        }
        let taken = Self.people(numbers, &names, namesComeFirst)
        let isAlone = taken.count == 1
        let entries = taken.map { index in
            let quantity =
                Self.quantity(in: texts[index + 1]) ?? (isAlone ? Self.quantity(in: texts.joined(separator: " ")) : nil)
            let person = Person(name: names[index]?.text ?? "", phone: numbers[index].text, quantity: quantity ?? "")
            return (person, Self.namesSomebodyElse(texts[index]))
        }
        let own = entries.filter { !$0.1 }.map(\.0)
        people = own.isEmpty ? entries.map(\.0) : own
        others = entries.count - people.count
        isOthers = own.isEmpty
    }

    /// Which of the numbers are a person's. A landline beside a mobile number is an office: its name goes to the mobile that
    /// has none. With a name of its own it is somebody, and a problem.
    private static func people(_ numbers: [PastedNumbers.Number], _ names: inout [PastedName?], _ namesComeFirst: Bool)
        -> [Int]
    {
        guard numbers.contains(where: { $0.kind != .other }) else { return Array(numbers.indices) }
        var taken: [Int] = []
        // From where the names stand, so that several offices before one mobile hand on one name.
        for index in namesComeFirst ? Array(numbers.indices) : numbers.indices.reversed() {
            guard numbers[index].kind == .other, let name = names[index] else {
                if numbers[index].kind != .other { taken.append(index) }
                continue
            }
            let next = namesComeFirst ? index + 1 : index - 1
            if numbers.indices.contains(next), names[next] == nil {
                names[next] = name
            } else if name.isLikely {
                taken.append(index)
            }
        }
        return taken.sorted()
    }

    /// What stands between the numbers of people, with a cut where other digits stood.
    private static func texts(_ line: [UnicodeScalar], _ found: PastedNumbers) -> [String] {
        var texts: [String] = []
        var text = String.UnicodeScalarView()
        var (index, person, other) = (0, 0, 0)
        while index < line.count {
            if person < found.numbers.count, index == found.numbers[person].range.lowerBound {
                texts.append(String(text))
                text.removeAll()
                index = found.numbers[person].range.upperBound
                person += 1
            } else if other < found.others.count, index == found.others[other].lowerBound {
                let range = found.others[other]
                // 이름1234, 2매, 3조: digits of a word stay with it.
                let isOfWord =
                    index > 0 && line[index - 1].properties.isAlphabetic
                    || range.upperBound < line.count && line[range.upperBound].properties.isAlphabetic
                if isOfWord || range.count <= 3 { text.append(contentsOf: line[range]) } else { text.append("\u{0}") }
                index = range.upperBound
                other += 1
            } else {
                text.append(line[index])
                index += 1
            }
        }
        texts.append(String(text))
        return texts
    }

    /// `2장`, `수량 2`
    private static func quantity(in text: String) -> String? {
        let words = text.split { $0.isWhitespace || ",;\t|/:()".contains($0) }
        for (index, word) in words.enumerated() {
            if let last = word.last, "장매개".contains(last), word.count > 1, word.dropLast().allSatisfy(\.isNumber) {
                return String(word)
            }
            if ["수량", "매수"].contains(word), index + 1 < words.count, words[index + 1].allSatisfy(\.isNumber) {
                return String(words[index + 1])
            }
        }
        return nil
    }

    /// The words before a number, back to the last comma or so, speak of a 추천인, 보호자, 담당자 …
    private static func namesSomebodyElse(_ text: String) -> Bool {
        let field = text.split { ",;\t|/，；、(\u{0}".contains($0) }.last.map(String.init) ?? text
        let all = HeadingText(field).words
        // 김지인 is a name, 김하늘 담당자 a person with a title.
        let isTitled = all.count > 1 && KoreanName.isLike(all[0]) && !HeadingWords.others.contains(all[0])
        let words = all.filter { word in
            !places.contains(word) && !(isTitled && titles.contains(word))
                && (HeadingWords.others.contains(word) || !KoreanName.isLike(word))
        }
        guard case .other = HeadingOwner.of(words, []) else { return false }
        return true
    }

    /// Behind a name they say what that person is.
    private static let titles: Set = ["담당자", "관리자", "실무자", "책임자", "대표자", "상담사", "설계사", "코디네이터", "플래너", "딜러"]

    /// Words that say where a person is to be reached, not who is meant, and those that are titles in a line.
    private static let places: Set = [
        "팀장", "점장", "원장", "사장", "대표", "강사", "선생님", "교사", "교수", "매니저", "본사", "본부", "센터", "지점", "지사", "매장", "점포", "회사",
        "직장", "사무실", "팀", "부서",
        "학교", "학원", "병원", "업체", "기관", "영업", "기사", "부", "모", "집", "일반", "담당", "총무", "코치", "멘토", "work", "home", "office",
        "company", "사무소", "가맹점",
        "대리점", "거래처", "신부", "딸", "동행",
    ]
}
