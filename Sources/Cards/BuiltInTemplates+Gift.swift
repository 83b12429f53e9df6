import Drawing

extension BuiltInTemplates {
    /// The default: a white ticket with the product on top and the barcode below a perforation.
    static var giftLayout: CardLayout {
        let page: UInt32 = 0xE9EDF4
        return CardLayout(
            background: .paint(.solid(Color(page))),
            elements: [
                box(
                    16, 16, 608, 928, radius: 32, fill: .solid(.white),
                    shadow: Shadow(color: Color(0x0B1F3A, alpha: 50), blur: 14, drop: 4)),
                // Product
                box(
                    16, 16, 608, 400, radius: 32, fill: .gradient(from: Color(0xDCEBFF), to: Color(0xF1E9FF), angle: 25)
                ),
                disc(44, 196, 130, 0xFFFFFF, alpha: 110), disc(118, 128, 44, 0xFFFFFF, alpha: 130),
                disc(486, 44, 112, 0xFFFFFF, alpha: 120), disc(540, 178, 56, 0xFFFFFF, alpha: 110),
                disc(492, 270, 30, 0xFFFFFF, alpha: 130), disc(64, 64, 34, 0xFFFFFF, alpha: 120),
                box(16, 348, 608, 70, fill: .solid(.white)),
                box(
                    176, 38, 288, 288, radius: 30, fill: .solid(.white),
                    shadow: Shadow(color: Color(0x24426E, alpha: 60), blur: 12, drop: 5)),
                picture(176, 38, 288, 288, PicturePlace(radius: 30, back: .white, gift: Color(0x8FB4EA))),
                words(
                    .company, "{}", 48, 362, 544, 34, size: 23, smallest: 16, bold: true, color: 0x1F6FEB,
                    position: .middle),
                words(
                    .productName, "{}", 48, 396, 544, 104, size: 37, smallest: 26, bold: true, color: 0x14181F,
                    position: .middle, lines: 2, leading: 0.92, balanced: true),
                // For whom
                words(
                    .recipient, "{} 님께 드립니다", 48, 502, 544, 40, size: 26, smallest: 17, color: 0x343C48,
                    position: .middle),
                words(
                    .message, "{}", 48, 542, 544, 34, size: 21, smallest: 17, color: 0x6B7684, position: .middle),
                // Perforation
                line(56, 592, 528, 0, 0xC9D1DC, thickness: 2.5, dash: [3, 9]),
                disc(-4, 572, 40, page), disc(604, 572, 40, page),
                // At the till
                words(
                    .validity, "유효기간 {}까지", 48, 608, 544, 40, size: 25, bold: true, color: 0x14181F, align: .center,
                    position: .middle),
                barcode(642, 200, number: 30),
                line(56, 848, 528, 0, 0xE8ECF1, thickness: 1.5),
                words(
                    .notice, "{}", 48, 856, 544, 78, size: 18, color: 0x7D8794, align: .center, position: .middle,
                    lines: 3, leading: 0.92, balanced: true),
            ])
    }
}
