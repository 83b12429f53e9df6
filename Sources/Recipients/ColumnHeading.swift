import Support

/// What the heading of a column says it holds, in the words Korean offices use.
enum ColumnHeading {
    case name, phone, quantity

    /// How sure a phone heading is: a column 휴대폰번호 is preferred to one called 연락처, a receiver's to a buyer's.
    struct Match: Equatable {
        let heading: ColumnHeading
        let weight: Int
    }

    static func match(_ text: String) -> Match? {
        let word = plain(text)
        guard !word.isEmpty, word.count <= 20 else { return nil }
        if let weight = phoneWeight(word) { return Match(heading: .phone, weight: weight) }
        if let weight = weight(word, exact: quantityWords, stems: ["수량", "매수", "quantity"], strangers: []) {
            return Match(heading: .quantity, weight: weight)
        }
        if let weight = weight(word, exact: nameWords, stems: nameStems, strangers: notNames) {
            return Match(heading: .name, weight: weight)
        }
        return nil
    }

    /// The column that our own problem file adds.
    static func isProblemColumn(_ text: String) -> Bool { plain(text) == "오류내용" }

    private static func phoneWeight(_ word: String) -> Int? {
        guard !notPhones.contains(where: word.contains) else { return nil }
        let strong = ["휴대폰", "핸드폰", "휴대전화", "헨드폰", "mobile", "cellphone"]
        let weak = ["연락처", "전화", "수신번호", "phone"]
        let receiver = ["받는", "받으", "수취", "수령", "수신"].contains(where: word.contains) ? 1 : 0
        if strong.contains(where: word.contains) || ["hp", "cell", "폰번호", "폰", "모바일"].contains(word) {
            return 4 + receiver
        }
        if weak.contains(where: word.contains) || ["tel", "수신자번호", "받는번호"].contains(word) { return 2 + receiver }
        return nil
    }

    private static func weight(_ word: String, exact: Set<String>, stems: [String], strangers: [String]) -> Int? {
        if exact.contains(word) { return 2 }
        guard !strangers.contains(where: word.contains) else { return nil }
        return stems.contains(where: word.contains) ? 1 : nil
    }

    private static let notPhones = [
        "발신", "보내는", "보낸", "회신", "팩스", "fax", "사업자", "주문번호", "우편", "주민", "인증", "동의", "거부", "여부", "일시", "날짜",
    ]
    private static let quantityWords: Set<String> = ["수량", "개수", "갯수", "매수", "장수", "쿠폰수", "qty", "count", "quantity"]
    private static let nameWords: Set<String> = [
        "이름", "성명", "성함", "고객", "회원", "고객명", "회원명", "사원명", "직원명", "받는사람", "받는분", "받으실분", "수신자", "수신인", "수취인", "수령인",
        "대상자", "당첨자", "신청자", "참여자", "담당자", "닉네임", "name", "customer", "recipient",
    ]
    private static let nameStems = [
        "이름", "성명", "성함", "고객명", "회원명", "사원명", "직원명", "받는사람", "받는분", "수신자", "수신인", "수취인", "수령인", "대상자", "당첨자", "신청자",
        "name",
    ]
    private static let notNames = [
        "번호", "주소", "아이디", "id", "등급", "코드", "일자", "메일", "mail", "회사", "상품", "이벤트", "보내는", "부서", "file", "company",
        "product", "user",
    ]

    /// Small letters without spaces, marks and what stands in brackets: `* 휴대폰 번호(필수)` → `휴대폰번호`.
    private static func plain(_ text: String) -> String {
        var word = ""
        var depth = 0
        for character in text.tidied.lowercased() {
            if "([{<".contains(character) { depth += 1 }
            if depth == 0, character.isLetter || character.isNumber { word.append(character) }
            if ")]}>".contains(character) { depth = max(0, depth - 1) }
        }
        return word
    }
}
