import Cards
import Drawing
import Support

/// The card that all sides draw: four lines of its own, a barcode, over a picture of the product.
enum BenchContent {
    static func campaign() throws -> CampaignContent {
        let canvas = try Canvas(width: 600, height: 600)
        canvas.fill(
            .rectangle(radius: 0), in: canvas.frame,
            with: .gradient(from: Color(0xFFE8CC), to: Color(0xD9B08C), angle: 60))
        canvas.fill(.ellipse, in: Frame(x: 150, y: 150, width: 300, height: 300), with: .solid(Color(0x5B3A29)))
        return CampaignContent(
            productName: "아이스 카페 아메리카노 Tall", companyName: "한빛전자 주식회사",
            notice: "유효기간 안에 전국 매장에서 쓸 수 있습니다.", productImage: try JPEGEncoder().encode(canvas, quality: 90))
    }

    static func card(_ number: Int) -> CardContent {
        CardContent(
            recipientName: ["홍길동", "김철수", "이영희", "남궁민수"][number % 4],
            validUntil: CalendarDay(year: 2026, month: 12, day: 31),
            barcode: String(100_000_000_000 + number * 7919 % 899_999_999_999),
            message: "한 해 동안 함께해 주셔서 고맙습니다.")
    }
}
