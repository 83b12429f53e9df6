/// The words of headings in the lists of Korean offices, shops, schools and surveys.
///
/// What is missing here is never guessed: a column of numbers under an unknown heading is asked about.
enum HeadingWords {
    /// Ends of a heading that say "telephone number". true: a mobile one.
    static let phones: [String: Bool] = {
        let mobiles = [
            "휴대폰", "휴대전화", "휴대전화기", "핸드폰", "헨드폰", "핸폰", "휴대", "이동전화", "스마트폰", "모바일", "폰", "hp", "cellphone",
            "mobilephone",
            "mobile", "cell", "handphone",
        ]
        let others = [
            "연락처", "전화", "연락", "전번", "tel", "telephone", "phone", "contact", "수신", "받는", "받을", "받으실", "연락가능한", "수신자",
        ]
        // Alone these say something else: 수신, 받는 …
        let onlyWithNumber: Set = ["휴대", "연락", "수신", "받는", "받을", "받으실", "연락가능한", "수신자"]
        var words: [String: Bool] = [:]
        for (bases, isMobile) in [(mobiles, true), (others, false)] {
            for base in bases {
                if !onlyWithNumber.contains(base) { words[base] = isMobile }
                for tail in ["번호", "전화번호", "폰번호", "넘버", "number", "no", "num"] { words[base + tail] = isMobile }
            }
        }
        return words
    }()

    /// What may follow the noun of a heading without changing what it says: `휴대폰번호 입력`, `연락처 예) 010-1234-5678`.
    static let tails: Set = [
        "입력", "입력해", "입력해주세요", "기재", "기재해", "기재해주세요", "작성", "작성해", "작성해주세요", "기입", "적어", "적어주세요", "남겨", "남겨주세요", "알려",
        "알려주세요", "써", "써주세요", "주세요", "주십시오", "해주세요", "부탁", "드립니다", "부탁드립니다", "바랍니다", "필수", "선택", "필수입력", "필수항목", "필수사항",
        "예",
        "예시", "ex", "eg", "e", "g", "없이", "제외", "포함", "하이픈", "숫자", "숫자만", "정확히", "정확하게", "꼭", "무엇인가요", "입니다", "란", "항목",
        "정보", "형식", "형태", "양식", "참고", "숫자로",
        "required", "only", "please", "님",
    ]

    /// Somebody else than the person on the row, or a number that is nobody's own.
    static let others: Set = [
        "추천", "추천인", "추천자", "소개자", "소개인", "담당", "담당자", "실무자", "책임자", "관리자", "관리인", "보호자", "후견인", "법정대리인", "대리인", "대리점",
        "대표",
        "대표자", "비상", "긴급", "보조", "추가", "예비", "기타", "발신", "발신자", "발신인", "보내는", "보내는분", "보내는사람", "보낸", "보낸분", "보낸사람",
        "보내신분", "송신",
        "송신자", "회신", "발송인", "발송자", "송하인", "의뢰인", "의뢰자", "회사", "직장", "사무실", "사무소", "업체", "업소", "거래처", "매장", "점포", "지점",
        "지사",
        "영업점", "가맹점", "본사", "본부", "센터", "고객센터", "콜센터", "기관", "학교", "학원", "병원", "부서", "팀", "팀장", "점장", "점주", "원장", "사장",
        "배우자",
        "남편", "아내", "신랑", "신부", "부모", "부모님", "학부모", "아버지", "어머니", "부친", "모친", "부", "모", "아빠", "엄마", "자녀", "자제", "아들",
        "딸", "아이",
        "가족", "형제", "자매", "지인", "친구", "동반자", "동반인", "동행", "동행인", "동행자", "강사", "선생님", "교사", "담임", "교수", "트레이너", "코치",
        "매니저",
        "영업", "영업사원", "영업자", "설계사", "상담사", "상담원", "상담자", "기사", "기사님", "배송기사", "택배", "모집인", "모집자", "판매자", "판매원", "판매사원",
        "중개사",
        "중개인", "인솔자", "간병인", "세대주", "피보험자", "임대인", "집주인", "예금주", "입금자", "입금인", "주최", "주관", "문의", "문의처", "자택", "집", "유선",
        "팩스", "fax", "인사담당자", "총무", "멘토", "튜터", "코디", "코디네이터", "플래너", "에이전트", "딜러", "바이어", "통역", "가이드", "작성자", "등록자",
        "접수자",
        "승인자", "처리자", "결재자", "referrer", "referral", "recommender", "emergency", "guardian", "parent", "parents",
        "sender", "company", "office", "home",
        "manager", "agent", "spouse", "sales", "work", "teacher",
    ]

    /// What may stand behind such a word within one: `회사측`, `비상시`. `회사원` is another word.
    static let connectors: Set = [
        "시", "용", "측", "님", "개인", "의", "정보", "쪽", "연락", "직통", "대표", "본인", "명", "이름", "성명", "성함", "휴대", "공용", "업무",
        "업무용",
    ]

    /// The person who gets what is sent.
    static let recipients = [
        "받는", "받을", "받으", "받아", "대상자", "지급대상", "발송대상", "발송할", "발송용", "전송용", "쿠폰", "문자", "알림톡", "기프티콘", "상품권",
        "recipient", "receiver",
        "winner",
    ]
    /// Wherever in a word.
    static let recipientsAnywhere = ["수령", "수취", "수신", "당첨", "받는사람", "받는분", "받을분", "받으실"]

    /// The person meant, said by another word than "who gets it": beside one of ``others`` in a long question it decides.
    static let selves = ["본인", "자신", "귀하", "응답자", "self"]

    static let buyers = [
        "구매자", "구매인", "구매고객", "구입자", "주문자", "주문인", "주문고객", "결제자", "예약자", "선물하는", "선물한", "buyer", "orderer", "purchaser",
    ]
}
