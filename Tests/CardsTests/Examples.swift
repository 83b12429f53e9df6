import Cards
import Support

extension CampaignContent {
    static let example = CampaignContent(
        productName: "아이스 카페 아메리카노 Tall", companyName: "한빛전자 주식회사",
        notice: "유효기간 안에 전국 매장에서 쓸 수 있습니다. 일부 매장 제외. 문의 1588-0000")
}

extension CardContent {
    /// An ordinary one, one with everything too long, and one with as little as can be.
    static let examples = [
        CardContent(
            recipientName: "홍길동", validUntil: CalendarDay(year: 2026, month: 12, day: 31), barcode: "123456789012",
            message: "한 해 동안 함께해 주셔서 고맙습니다.\n따뜻한 커피 한 잔 하세요!"),
        CardContent(
            recipientName: "남궁빛나라사랑해요외국이름AlexanderTheGreat", validUntil: CalendarDay(year: 2027, month: 1, day: 3),
            barcode: "9988776655443322",
            message: String(repeating: "고객님의 생일을 진심으로 축하드립니다 🎂 늘 건강하세요. ", count: 20)),
        CardContent(recipientName: "", validUntil: nil, barcode: "AB12CD34EF56"),
    ]
}
