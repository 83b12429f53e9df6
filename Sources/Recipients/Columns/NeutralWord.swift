/// Words before the noun of a heading that leave the number with the person on the row: `신청자`, `실제`, `쿠폰을 받으실`.
enum NeutralWord {
    /// Whether the word is one of them or put together from several: `참가자본인`, `경품수령`.
    static func isOne(_ word: String) -> Bool {
        let letters = Array(word)
        guard letters.count <= 40 else { return false }
        // ends[i]: the first i letters are known words.
        var ends = [true] + Array(repeating: false, count: letters.count)
        for end in letters.indices.map({ $0 + 1 }) {
            ends[end] = (max(0, end - longest)..<end).contains { start in
                // One letter is no word of its own: it ends one.
                ends[start]
                    && (pieces.contains(String(letters[start..<end])) || start > 0 && isEnding(letters[start..<end]))
            }
        }
        return ends[letters.count]
    }

    private static func isEnding(_ letters: ArraySlice<Character>) -> Bool {
        endings.contains(String(letters)) || letters.allSatisfy(\.isNumber)
    }

    private static let longest = 14

    private static let pieces: Set<String> = {
        var pieces = Set(HeadingWords.persons).subtracting(HeadingWords.others)
        pieces.formUnion(HeadingWords.selves + HeadingWords.buyers + HeadingWords.recipients)
        pieces.formUnion(HeadingWords.recipientsAnywhere + Array(HeadingWords.phones.keys) + Array(HeadingWords.tails))
        return pieces.union(people).union(qualities).union(things).union(latin)
    }()

    /// Groups of people that lists are made of, beside those whose word is a heading by itself.
    private static let people: Set = [
        "손님", "교육생", "수강자", "수강생", "연수생", "훈련생", "수험생", "재학생", "신입생", "입학생", "장학생", "인턴", "근로자", "근무자", "종업원", "교직원",
        "임원", "구독자", "관람객", "관람자", "방문객", "내방객", "투숙객", "승객", "입장객", "참여", "주민", "시민", "구민", "어르신", "수급자", "후보자", "지원자",
        "응시자", "면접자", "체험자", "체험단", "단원", "대원", "부원", "조원", "팀원", "선수", "유저", "멤버", "사람", "분", "이", "자", "누구",
    ]

    private static let qualities: Set = [
        "개인", "실제", "연락", "모바일", "현재", "최신", "신규", "기존", "일반", "주", "주요", "기본", "정확한", "가능", "가능한", "되는", "사용중인", "사용",
        "소지한",
        "등록", "가입", "신청", "응모", "참여", "참가", "참석", "접수", "예약", "주문", "구매", "결제", "당첨", "설문", "발송", "전송", "지급", "제공",
        "확인", "인증",
        "하는", "하신", "하실", "하시는", "한", "할", "된", "될", "받기", "위한", "통화", "바로", "직접", "국내", "한국", "성함", "이름", "성명", "번호",
        "및", "또는",
        "아래", "여기", "다음", "귀하", "당신", "우리", "대상", "명단",
    ]

    /// What is sent, and how.
    private static let things: Set = [
        "쿠폰", "상품권", "기프티콘", "모바일쿠폰", "경품", "선물", "사은품", "기념품", "상품", "이벤트", "행사", "문자", "메시지", "알림톡", "카카오톡", "카톡",
        "sms", "mms",
    ]

    private static let latin: Set = [
        "my", "your", "own", "personal", "private", "primary", "main", "the", "of", "for", "and", "or", "user", "users",
        "customer", "cust",
        "client", "member", "guest", "participant", "applicant", "student", "employee", "staff", "person", "people",
        "full", "korea",
        "korean", "kr", "contact", "mobile", "cell", "phone", "number", "no", "num", "name", "hp", "tel", "c", "h", "p",
        "m", "t",
    ]

    private static let endings: Set = [
        "을", "를", "은", "는", "이", "가", "의", "로", "으로", "에", "에게", "님", "분", "분의", "씨", "용", "시", "실", "으실", "으시는", "별",
        "들", "명", "측",
    ]
}
