import Support

/// A line as people type or copy it: `홍길동 010-1234-5678`, `01012345678,김영희`, several of them, only numbers.
struct PastedLine {
    struct Person: Equatable {
        let name: String
        let phone: String
        /// Only where a unit says that it is one: `2장`.
        var quantity = ""
    }

    /// One for every number; none when the line has no number.
    let people: [Person]

    init(_ line: String) {
        let pieces = Self.pieces(Array(line.unicodeScalars))
        guard !pieces.numbers.isEmpty else {
            people = []
            return
        }
        // Between the texts stand the numbers: texts[i], numbers[i], texts[i + 1].
        let namesComeFirst = Self.name(before: pieces.texts[0]) != nil
        people = pieces.numbers.enumerated().map { index, number in
            let before = Self.name(before: pieces.texts[index])
            let after = Self.name(after: pieces.texts[index + 1])
            return Person(
                name: (namesComeFirst ? before : after) ?? "", phone: number,
                quantity: Self.quantity(after: pieces.texts[index + 1]))
        }
    }

    private static func pieces(_ line: [UnicodeScalar]) -> (texts: [String], numbers: [String]) {
        var (texts, numbers): ([String], [String]) = ([], [])
        var text = String.UnicodeScalarView()
        var index = 0
        while index < line.count {
            let end = numberEnd(line, from: index)
            let number = String(String.UnicodeScalarView(line[index..<end]))
            if number.unicodeScalars.count(where: isDigit) >= 7 {
                texts.append(String(text))
                numbers.append(number)
                text.removeAll()
                index = end
            } else {
                // Over the whole run, or the rest of a short number would be looked at as a new one.
                text.append(contentsOf: line[index..<max(end, index + 1)])
                index = max(end, index + 1)
            }
        }
        texts.append(String(text))
        return (texts, numbers)
    }

    /// Where the run of digits that begins at `start` ends; `start` when none begins there.
    private static func numberEnd(_ line: [UnicodeScalar], from start: Int) -> Int {
        let hasPlus = line[start] == "+" || line[start] == "＋"
        guard hasPlus || isDigit(line[start]) else { return start }
        var (index, end) = (start + (hasPlus ? 1 : 0), start)
        var digits = ""
        while index < line.count {
            if isDigit(line[index]) {
                digits.unicodeScalars.append(line[index])
                index += 1
                end = index
                continue
            }
            var next = index
            while next < line.count, next - index < 3, isSeparator(line[next]) { next += 1 }
            guard next > index, next < line.count, isDigit(line[next]) else { break }
            let gap = line[index..<next]
            if gap.contains(where: \.properties.isWhitespace) {
                // A space inside a number, or between two of them?
                if digits.count >= 9 || (try? EnteredPhone(digits)) != nil { break }
            }
            if !hasPlus, digits.count <= 3, !digits.hasPrefix("0"), line[next] == "0",
                gap.first == " " || gap.first == "."
            {
                break  // "3. 010-…": a running number
            }
            index = next
        }
        return end
    }

    private static func isDigit(_ scalar: UnicodeScalar) -> Bool {
        ("0"..."9").contains(scalar) || (0xFF10...0xFF19).contains(scalar.value)
    }

    private static func isSeparator(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x20, 0xA0, 0x3000, 0x2D, 0x2E, 0x28, 0x29, 0xB7, 0x2010...0x2015, 0x2212, 0xFF0D: true
        default: false
        }
    }

    /// In `서울, 홍길동 ` before a number it is what stands nearest to it; a running number in front is no part of it.
    private static func name(before text: String) -> String? {
        if text.hasPrefix("["), let close = text.firstIndex(of: "]") {  // KakaoTalk: [홍길동] [오후 2:05] 010…
            return trimmed(text[..<close])
        }
        let names = fields(text).reversed().compactMap { trimmed($0) }
        return names.first { (2...5).contains($0.count) && $0.allSatisfy(\.isHangul) } ?? names.first
    }

    private static func name(after text: String) -> String? {
        fields(text).lazy.filter { $0.first { !$0.isWhitespace }?.isNumber == false }.compactMap { trimmed($0) }.first
    }

    private static func quantity(after text: String) -> String {
        let words = text.split { $0.isWhitespace || ",;\t|/:".contains($0) }
        return words.first { word in
            "장매개".contains(word.last ?? " ") && word.count > 1 && word.dropLast().allSatisfy(\.isNumber)
        }.map(String.init) ?? ""
    }

    /// Without labels: `이름: 홍길동 / 연락처: `.
    private static func fields(_ text: String) -> [Substring] {
        text.split { ",;\t|/:，；：、".contains($0) }.filter { ColumnHeading.match(String($0)) == nil }
    }

    /// nil when no letter is left.
    private static func trimmed(_ field: Substring) -> String? {
        var field = field.drop { !$0.isLetter }
        while let last = field.last, !last.isLetter, !last.isNumber, !")".contains(last) || !field.contains("(") {
            field = field.dropLast()
        }
        return field.isEmpty ? nil : String(field)
    }
}

extension Character {
    fileprivate var isHangul: Bool { unicodeScalars.allSatisfy { (0xAC00...0xD7A3).contains($0.value) } }
}
