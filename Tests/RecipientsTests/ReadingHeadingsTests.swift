import Testing

@testable import Recipients

@Suite("What a heading says")
struct ReadingHeadingsTests {
    private func owner(_ text: String) -> String {
        switch ColumnHeading(text)?.owner {
        case .recipient: "recipient"
        case .plain: "plain"
        case .buyer: "buyer"
        case .unknown(let word): "? \(word)"
        case .other(let word): word
        case nil: "none"
        }
    }

    @Test(
        "the number of the person on the row, however long or short it is asked for",
        arguments: [
            "휴대폰번호", "휴대폰 번호(필수)", "* 핸드폰번호", "H.P", "HP 번호", "연락처", "연 락 처", "연락처2", "전화번호", "Mobile No.",
            "Phone Number",
            "customerPhone", "휴대폰번호(예: 010-1234-5678)", "휴대폰번호 예) 010-1234-5678", "휴대전화 ('-' 없이 숫자만 입력)",
            "핸드폰 번호를 적어 주세요", "전화번호는 무엇인가요?", "3. 연락 가능한 휴대전화 번호를 남겨 주세요.", "고객 연락처", "본인 휴대폰",
            "(휴대폰번호)", "고객(휴대폰)", "담당자가 확인할 수 있도록 본인 휴대전화 번호를 입력해 주세요",
        ])
    func phones(text: String) {
        #expect(ColumnHeading(text)?.isPhone == true)
        #expect(owner(text) == "plain")
    }

    @Test(
        "the number of who gets it",
        arguments: [
            "받는 사람 연락처", "받는 사람 번호", "당첨자번호", "받는분핸드폰", "수취인전화번호", "수령인 휴대폰", "수신번호", "당첨자 연락처", "연락처(받는분)",
            "쿠폰을 받으실 휴대전화 번호를 정확하게 입력해 주세요 (- 없이)", "쿠폰 발송용 번호: 휴대폰", "recipient phone",
        ])
    func recipients(text: String) {
        #expect(ColumnHeading(text)?.isPhone == true)
        #expect(owner(text) == "recipient")
    }

    @Test(
        "the number of somebody else, or of no person",
        arguments: [
            ("추천인 휴대폰번호", "추천인"), ("추천인번호", "추천인"), ("보내는 사람 번호", "보내는"), ("추천인휴대폰", "추천인"), ("담당자 휴대폰", "담당자"),
            ("행사담당자 연락처", "담당자"),
            ("보호자 연락처", "보호자"), ("연락처(보호자)", "보호자"), ("비상연락처", "비상"), ("비상시 연락처", "비상"),
            ("비상 연락 가능한 번호를 적어 주세요", "비상"), ("대리인 전화번호", "대리인"), ("배우자 휴대폰", "배우자"), ("부모님 연락처", "부모님"),
            ("자녀 휴대폰번호", "자녀"), ("강사 연락처", "강사"), ("담당 매니저 휴대폰", "담당"), ("영업사원 HP", "영업사원"), ("지점 전화번호", "지점"),
            ("회사전화", "회사"), ("회사 휴대폰", "회사"), ("보내는 분 연락처", "보내는"), ("법정대리인의 휴대전화", "법정대리인"), ("모 연락처", "모"),
            ("Emergency Contact", "emergency"), ("집전화번호", "집"), ("직장 연락처", "직장"), ("추가 연락처", "추가"),
        ])
    func others(text: String, word: String) {
        #expect(ColumnHeading(text)?.isPhone == true)
        #expect(owner(text) == word)
    }

    @Test(
        "words that say nothing of anybody else leave the number with the person on the row",
        arguments: [
            "회원 휴대폰", "고객 전화번호", "학생 연락처", "직원 HP", "사원 휴대폰번호", "신청자 연락처", "참가자 휴대폰", "개인 휴대폰", "연락처(휴대폰)", "실제 연락처",
            "Mobile phone number", "Phone", "참가자본인 연락처", "카카오톡 가입 휴대폰번호",
        ])
    func neutral(text: String) {
        #expect(owner(text) == "plain")
    }

    @Test(
        "an unknown word before the number may be anybody",
        arguments: [
            ("운전원 휴대폰", "운전원"), ("변호사 휴대폰", "변호사"), ("쿠폰 사용처 전화번호", "사용처"), ("상품권 구매처 연락처", "구매처"), ("수령점 연락처", "수령점"),
            ("연락처(운전원)", "운전원"),
        ])
    func unknown(text: String, word: String) {
        #expect(ColumnHeading(text)?.isPhone == true)
        #expect(owner(text) == "? \(word)")
    }

    @Test(
        "words of which a part names a number name none",
        arguments: [
            "휴대폰 통신사", "휴대폰 인증여부", "휴대폰번호 수신동의", "휴대폰 기종", "쿠폰", "쿠폰번호", "모바일쿠폰", "주문번호", "우편번호", "사업자등록번호",
            "휴대폰번호 뒷자리",
            "전화 상담 여부", "전화번호 유형", "카드번호", "계좌번호", "회원번호", "사원번호", "신청자번호", "hotel", "motel name tel aviv", "연락처 변경일",
            "발신번호", "팩스번호",
            "휴대폰 번호로 가입하셨나요?",
        ])
    func noPhones(text: String) {
        #expect(ColumnHeading(text)?.isPhone != true)
    }

    @Test("a buyer's number is told from a receiver's", arguments: ["주문자 연락처", "구매자 휴대폰번호", "buyerPhone"])
    func buyers(text: String) {
        #expect(owner(text) == "buyer")
    }

    @Test(
        "names of people",
        arguments: [
            ("이름", "plain"), ("성 명", "plain"), ("성함", "plain"), ("고객명", "plain"), ("회원(성함)", "plain"),
            ("신청자 이름", "plain"),
            ("학생", "plain"), ("성함을 적어 주세요", "plain"), ("받는 사람", "recipient"), ("받으실 분 성함", "recipient"),
            ("수취인명", "recipient"),
            ("추천인 이름", "추천인"), ("담당자명", "담당자"), ("보내는 분", "보내는분"), ("자녀 이름", "자녀"), ("주문자명", "buyer"),
            ("name", "plain"),
        ])
    func names(text: String, whose: String) {
        #expect(ColumnHeading(text)?.nameClass != nil)
        #expect(owner(text) == whose)
    }

    @Test(
        "names of things",
        arguments: [
            "상품명", "상품 이름", "회사명", "회사 이름", "매장명", "이벤트명", "시트 이름", "Numbers 표 이름", "파일명", "도서명", "productName", "지점명",
            "부서", "이름표 색",
            "아파트명", "은행 이름",
        ])
    func things(text: String) {
        #expect(ColumnHeading(text)?.nameClass == nil)
    }

    @Test(
        "coupons for this person",
        arguments: ["수량", "매수", "쿠폰 수량", "발송수량", "신청 매수", "수량(매)", "Qty", "지급 개수", "쿠폰수", "수 량"])
    func quantities(text: String) {
        let found = ColumnHeading(text)?.quantity
        #expect(found == .plain || found == .titled)
    }

    @Test(
        "perhaps coupons, perhaps something else", arguments: ["주문수량", "구매 수량", "총수량", "상품 개수", "수량(박스)", "order qty"])
    func unclear(text: String) {
        #expect(ColumnHeading(text)?.quantity == .unclear)
    }

    @Test(
        "counts of something else",
        arguments: [
            "예매수", "재고수량", "구매 횟수", "구매횟수", "인원수", "누적 수량", "판매수량", "구매수", "접수량", "매장수", "방문횟수", "총 인원", "건수", "수량(재고)",
            "횟수", "티켓 매수",
        ])
    func noQuantities(text: String) {
        #expect(ColumnHeading(text)?.quantity == nil)
    }
}
