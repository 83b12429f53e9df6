/// Whether a text looks like a Korean person's name: a family name and one to three syllables.
enum KoreanName {
    /// Only a likeness: it ranks what could be a name, and refuses nothing.
    static func isLike(_ text: some StringProtocol) -> Bool {
        var syllables = 0
        for scalar in text.unicodeScalars {
            guard (0xAC00...0xD7A3).contains(scalar.value) else { return false }
            syllables += 1
            if syllables > 5 { return false }
        }
        guard (2...5).contains(syllables), let first = text.first, let last = text.last else { return false }
        let isLong = syllables > 2 && longFamilyNames.contains(String(text.prefix(2)))
        guard isLong || (syllables <= 4 && familyNames.contains(first)) else { return false }
        // 강남점, 서초구, 이사님: three syllables that begin like a family name and are none.
        return !(syllables > 2 && "점팀구군님".contains(last)) && !others.contains(String(text))
    }

    /// Family names of more than about 3,000 people (census of 2015).
    private static let familyNames = Set(
        "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진류나지엄원채천방공현함변염여추도소석선설마길위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형계피두감음빈동온호범좌팽승간견당화시"
    )
    private static let longFamilyNames: Set = ["남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방", "어금", "망절"]

    private static let others: Set = [
        "서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종", "경기", "강원", "충북", "충남", "전북", "전남", "경북", "경남", "제주", "강남",
        "강북", "서초", "송파",
        "남자", "여자", "남성", "여성", "남", "여", "신규", "기존", "정상", "성공", "완료", "기타", "이벤트", "주문", "고객", "고객님", "회원", "회원님",
        "우수", "일반회원",
        "정회원", "준회원", "미정", "없음", "사용", "미사용", "동의", "미동의", "전체", "이상", "이하", "주소", "안내", "문의", "명단", "이름", "성명", "성함",
        "연락처", "전화",
        "전화번호", "현장", "오전", "오후", "사원", "주임", "대리", "과장", "차장", "부장", "이사", "상무", "전무", "사장", "대표", "팀장", "실장", "본부장",
        "원장", "점장",
        "선생님", "강사", "교수", "매니저", "인턴", "조장", "반장", "소장", "지점장", "부사장", "부팀장", "주임님", "선임", "책임", "수석", "전임", "조교",
        "간호사", "기사",
        "추천", "추천인", "보호자", "담당자", "지인", "친구", "가족", "부모", "부모님", "어머니", "아버지", "남편", "아내", "배우자", "자녀", "엄마", "아빠",
        "사무실", "회사",
        "집", "핸드폰", "휴대폰", "모바일", "신청", "예약", "방문", "구매", "당첨", "당첨자", "감사", "감사합니다", "수량", "쿠폰", "소속", "부서", "번호",
        "비고", "기본",
    ]
}
