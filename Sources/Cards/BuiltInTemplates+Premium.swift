import Drawing

extension BuiltInTemplates {
    /// Night blue and thin gold lines.
    static var premiumLayout: CardLayout {
        let gold: UInt32 = 0xD9B978
        return CardLayout(
            background: .paint(.gradient(from: Color(0x10141F), to: Color(0x232B40), angle: 60)),
            elements: [
                box(20, 20, 600, 920, radius: 26, stroke: Stroke(color: Color(gold, alpha: 150), width: 1.5)),
                label("GIFT CARD", 60, 48, 520, 36, size: 19, bold: true, color: gold, align: .center, tracking: 9),
                line(290, 94, 60, 0, gold, thickness: 2),
                words(
                    .company, "{}", 60, 106, 520, 40, size: 25, smallest: 16, color: 0xE9E4D8, align: .center,
                    position: .middle),
                box(203, 163, 234, 234, radius: 30, stroke: Stroke(color: Color(gold, alpha: 190), width: 2)),
                picture(212, 172, 216, 216, PicturePlace(radius: 24, back: Color(0x2B344B), gift: Color(gold))),
                words(
                    .productName, "{}", 52, 412, 536, 96, size: 33, smallest: 24, bold: true, color: 0xFFFFFF,
                    align: .center,
                    position: .middle, lines: 2, leading: 0.95, balanced: true),
                words(
                    .recipient, "{} 님께 드립니다", 60, 512, 520, 40, size: 24, smallest: 16, color: gold, align: .center,
                    position: .middle),
                words(
                    .message, "{}", 60, 552, 520, 34, size: 20, smallest: 16, color: 0xB9BFCC, align: .center,
                    position: .middle),
                box(16, 602, 608, 238, radius: 20, fill: .solid(.white)),
                words(
                    .validity, "유효기간 {}까지", 40, 608, 560, 40, size: 23, bold: true, color: 0x1A2030, align: .center,
                    position: .middle),
                barcode(642, 198, radius: 20, number: 29),
                words(
                    .notice, "{}", 52, 848, 536, 80, size: 17, color: 0x9AA3B5, align: .center, position: .middle,
                    lines: 3,
                    leading: 0.92, balanced: true),
            ])
    }
}
