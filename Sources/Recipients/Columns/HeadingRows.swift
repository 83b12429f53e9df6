import Spreadsheet
import Support

/// Where the headings of a sheet stand, and what each column's says, whatever stands above them: titles, dates, telephone
/// numbers, a block about who made the list.
struct HeadingRows {
    /// The number of the last row with headings; nil when the sheet begins with people.
    let last: Int?
    /// By column, tidied; of two rows of headings both. Empty where there is none.
    let titles: [String]
    let headings: [ColumnHeading?]
    /// Numbers of rows above the headings that hold a mobile number.
    let peopleAbove: [Int]

    private static let mostRows = 40
    /// So many rows with numbers are the list itself.
    private static let mostPeopleAbove = 3

    init(in sheet: Sheet, width: Int) {
        guard let best = Self.best(in: sheet.rows) else {
            (last, titles, headings, peopleAbove) = (nil, Array(repeating: "", count: width), [], [])
            return
        }
        var titles = Self.texts(sheet.rows[best], width: width)
        if let group = Self.group(above: best, in: sheet, width: width) {
            titles = zip(group, titles).map { $0.isEmpty || $1.isEmpty ? $0 + $1 : "\($0) \($1)" }
        }
        var end = best
        if let second = Self.second(below: best, in: sheet, width: width) {
            var over = ""
            titles = zip(titles, second).map { above, below in
                if !above.isEmpty { over = above }
                if below.isEmpty { return above }
                return ColumnHeading(below)?.isPhone == true || over.isEmpty ? below : "\(below) \(over)"
            }
            end = best + 1
        }
        self.titles = titles
        headings = titles.map { ColumnHeading($0) }
        last = sheet.rows[end].number
        peopleAbove = sheet.rows[..<best].filter(Self.holdsMobile).map(\.number)
    }

    /// The row among the first that says most; of equal ones the lower, when nobody stands between.
    private static func best(in rows: [Sheet.Row]) -> Int? {
        var best: (index: Int, score: Int)?
        var people = 0
        // A text that stands in thousands of cells is looked at once.
        var seen: [String: Meaning] = [:]
        for index in rows.indices.prefix(mostRows) {
            if holdsMobile(rows[index]) {
                people += 1
                if people > mostPeopleAbove { break }
                continue
            }
            let score = score(rows[index], &seen)
            guard score > 0 else { continue }
            let isBetter = best.map { score > $0.score || score == $0.score && people == 0 } ?? true
            if isBetter { best = (index, score) }
        }
        return best?.index
    }

    /// What a row says as a heading. Unknown words alone are none: they are reported, not passed over in silence.
    private static func score(_ row: Sheet.Row, _ seen: inout [String: Meaning]) -> Int {
        var (named, known, others) = (0, 0, 0)
        for (column, cell) in row.cells.enumerated() {
            let text = cell.tidied
            guard !text.isEmpty else { continue }
            if row.kind(of: column) == .date || text.allSatisfy({ $0.isNumber || $0.isPunctuation || $0 == " " }) {
                others += 2
                continue
            }
            let meaning = seen[text] ?? Meaning(text)
            seen[text] = meaning
            switch meaning {
            case .named: named += 1
            case .known: known += 1
            case .other: others += 1
            }
        }
        guard named > 0 || known > 1 else { return 0 }
        return max(1, named * 6 + known * 2 - others)
    }

    private enum Meaning {
        case named, known, other

        init(_ text: String) {
            self = ColumnHeading(text) != nil ? .named : KnownHeading.isOne(text) ? .known : .other
        }
    }

    static func holdsMobile(_ row: Sheet.Row) -> Bool {
        row.cells.indices.contains { column in
            row.cells[column].utf8.count >= 9 && row.kind(of: column) != .date
                && (try? EnteredPhone(row.cells[column].tidied)) != nil
        }
    }

    private static func texts(_ row: Sheet.Row, width: Int) -> [String] {
        (0..<width).map { $0 < row.cells.count ? row.cells[$0].tidied : "" }
    }

    /// `신청자 | | 보호자 |` above `이름 | 연락처 | 이름 | 연락처`: the words over several columns, for each of them.
    private static func group(above best: Int, in sheet: Sheet, width: Int) -> [String]? {
        guard best > 0, !holdsMobile(sheet.rows[best - 1]) else { return nil }
        let row = sheet.rows[best - 1]
        let texts = texts(row, width: width)
        let filled = texts.indices.filter { !texts[$0].isEmpty }
        guard filled.count > 1, filled.allSatisfy({ isHeading(texts[$0]) }),
            filled.contains(where: { HeadingOwner.of(HeadingText(texts[$0]).words, []) != .plain })
        else { return nil }
        var group = Array(repeating: "", count: width)
        let merges = sheet.merges.filter { $0.rows.contains(row.number) && $0.columns.count > 1 }
        for (place, column) in filled.enumerated() {
            let next = place + 1 < filled.count ? filled[place + 1] : width
            let merged = merges.first { $0.columns.lowerBound == column }?.columns.upperBound
            let end = merged.map { min($0 + 1, next) } ?? (merges.isEmpty ? next : column + 1)
            for covered in column..<max(end, column + 1) { group[covered] = texts[column] }
        }
        return group
    }

    /// `이름 | 연락처 |` over ` | 본인 | 보호자`: the row below that says more of each column, and names nobody.
    private static func second(below best: Int, in sheet: Sheet, width: Int) -> [String]? {
        guard best + 1 < sheet.rows.count else { return nil }
        let (above, row) = (texts(sheet.rows[best], width: width), sheet.rows[best + 1])
        let below = texts(row, width: width)
        let filled = below.indices.filter { !below[$0].isEmpty }
        guard !filled.isEmpty, filled.allSatisfy({ isHeading(below[$0]) }),
            filled.contains(where: { above[$0].isEmpty })
        else { return nil }
        return below
    }

    /// A word or two as they stand over columns, no value of a person.
    private static func isHeading(_ text: String) -> Bool {
        guard text.count <= 20, !text.contains(where: \.isNumber) else { return false }
        return ColumnHeading(text) != nil || KnownHeading.isOne(text)
            || HeadingOwner.of(HeadingText(text).words, []) != .plain || HeadingWords.selves.contains(text)
    }
}

/// Headings of columns that are not read, known to tell a row of headings from a row about a person.
enum KnownHeading {
    static func isOne(_ text: String) -> Bool {
        let word = HeadingText(text).words.joined()
        guard !word.isEmpty, word.count <= 30 else { return false }
        return words.contains(word) || ends.contains(where: word.hasSuffix)
    }

    private static let words: Set = [
        "no", "순번", "연번", "번호", "메일", "이메일", "email", "mail", "생일", "성별", "나이", "연령", "비고", "메모", "기타", "특이사항", "부서",
        "소속", "직급", "직위",
        "직책", "사번", "학번", "등급", "타임스탬프", "timestamp", "옵션", "지점", "지역", "당첨", "상태", "구분", "분류", "유형", "유입경로", "배송메시지",
        "배송메모", "id",
        "아이디", "memo", "note", "date", "address", "age", "gender", "반", "학년", "학교", "통신사", "회사", "업체", "매장", "상품", "금액",
        "결과", "순위", "동", "호", "호수",
        "차수", "회차", "요일", "시간", "팀", "조", "오류내용", "사연", "참여사연", "의견", "문의", "경로", "등록", "출석", "참석", "할인", "포인트",
        "grade", "team", "sex",
    ]
    private static let ends = [
        "번호", "일자", "일시", "날짜", "여부", "주소", "금액", "명", "코드", "월일", "동의", "시간", "등급", "상태", "횟수", "수량", "아이디", "통신사",
        "예매수", "인원",
    ]
}
