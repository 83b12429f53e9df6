extension HeadingWords {
    /// How well a heading says "name": `이름` best, `닉네임` least.
    enum NameClass: Int, Comparable {
        case nick, foreign, person, titled, plain

        static func < (a: NameClass, b: NameClass) -> Bool { a.rawValue < b.rawValue }
    }

    /// Ends of a heading that say "name of a person".
    static let names: [String: NameClass] = {
        var words: [String: NameClass] = [
            "이름": .plain, "성명": .plain, "성함": .plain, "name": .plain, "fullname": .plain, "닉네임": .nick, "별명": .nick,
            "대화명": .nick, "nickname": .nick, "username": .nick,
        ]
        for person in persons { words[person] = .person }
        for person in persons { words[person + "명"] = .titled }
        return words
    }()

    /// Words for people that stand as a heading over their names.
    static let persons = [
        "고객", "고객님", "회원", "회원님", "수신자", "수신인", "수신처", "수취인", "수취자", "수령인", "수령자", "받는사람", "받는분", "받는이", "받을사람", "받을분",
        "받으실분",
        "받으시는분", "당첨자", "신청자", "신청인", "참여자", "참가자", "참석자", "응모자", "가입자", "대상자", "주문자", "주문인", "구매자", "구입자", "예약자",
        "결제자", "학생",
        "수강생", "원생", "졸업생", "직원", "사원", "임직원", "조합원", "교인", "성도", "입주민", "입주자", "환자", "계약자", "피보험자", "수상자", "우승자",
        "합격자", "후원자",
        "기부자", "봉사자", "방문자", "이용자", "사용자", "응답자", "본인", "추천인", "추천자", "담당자", "담당", "실무자", "관리자", "보호자", "대리인", "대표",
        "대표자", "배우자",
        "부모", "학부모", "아버지", "어머니", "자녀", "아이", "가족", "지인", "친구", "동반자", "동행인", "강사", "선생님", "교사", "담임", "매니저", "영업사원",
        "설계사",
        "상담원", "팀장", "점장", "점주", "원장", "작성자", "예금주", "입금자", "보내는사람", "보내는분", "발신자", "발송인", "customer", "recipient",
        "receiver", "buyer",
        "member", "guest", "winner", "participant",
    ]

    /// Things that have names too: `상품명`, `회사 이름`.
    static let things: Set = [
        "상품", "제품", "품목", "물품", "회사", "업체", "상호", "법인", "기업", "매장", "지점", "지사", "점포", "가맹점", "이벤트", "행사", "쿠폰", "파일",
        "시트", "표", "문서",
        "부서", "팀", "은행", "과정", "강의", "강좌", "수업", "과목", "프로그램", "브랜드", "학교", "학원", "병원", "기관", "단체", "거래처", "건물", "아파트",
        "단지", "도로",
        "옵션", "서비스", "캠페인", "그룹", "도서", "책", "공연", "영화", "작품", "계정", "보험", "카드", "차량", "차", "시술", "메뉴", "필드", "열",
        "product", "item",
        "company", "file", "event", "brand", "store", "shop", "sheet", "group", "team", "course", "bank", "campaign",
        "column", "field",
    ]

    static let foreign = ["영문", "영어", "한자", "중문", "로마자", "일문", "english"]
}
