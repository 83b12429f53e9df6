extension HeadingWords {
    /// Alone these mean coupons; with another word before them that word decides.
    static let quantities: Set = ["수량", "개수", "갯수", "매수", "장수", "쿠폰수", "qty", "quantity"]

    /// Coupons for the person on the row.
    static let ofCoupons: Set = [
        "쿠폰", "모바일쿠폰", "발송", "지급", "발급", "발행", "증정", "제공", "배포", "배부", "전송", "신청", "요청", "당첨", "교환권", "상품권", "모바일상품권",
        "기프티콘",
        "기프트콘", "선물", "경품", "받을", "받는", "보낼", "보내는", "필요", "1인당", "인당", "개인별", "coupon", "gift", "send",
    ]

    /// Counts of something else, never taken for coupons: `예매수`, `재고수량`.
    static let ofOther: Set = [
        "재고", "누적", "잔여", "남은", "보유", "방문", "예매", "예약", "판매", "전체", "최대", "한정", "사용", "이용", "조회", "클릭", "참여", "참석",
        "응모", "근무", "티켓",
        "좌석", "입장", "부품", "반품", "취소", "입고", "출고", "불량", "생산", "배송", "포인트", "stock", "visit", "total", "max",
    ]

    /// In brackets behind: `수량(매)`.
    static let units: Set = ["매", "장", "개", "필수", "선택", "숫자", "숫자만", "쿠폰", "ea"]
}
