import Drawing

extension BuiltInTemplates {
    /// A warm letter: the words first, the product as a small round picture.
    static var thanksLayout: CardLayout {
        CardLayout(
            background: .paint(.gradient(from: Color(0xFFF4E6), to: Color(0xFBDCC4), angle: 90)),
            elements: place(Ornament.leaf(Color(0xE8A87C, alpha: 90)), -40, -30, 230, 230)
                + place(Ornament.leaf(Color(0xD9825B, alpha: 70)), 500, 380, 190, 190)
                + [
                    label(
                        "THANK YOU", 120, 46, 400, 40, size: 22, bold: true, color: 0xC0673C, align: .center,
                        tracking: 7),
                    words(
                        .recipient, "{} 님", 60, 92, 520, 62, size: 40, smallest: 24, bold: true, color: 0x4A2C1D,
                        align: .center, position: .middle),
                    words(
                        .message, "{}", 76, 162, 488, 112, size: 25, smallest: 20, color: 0x6A4430, align: .center,
                        position: .middle, lines: 3, leading: 0.98),
                    box(
                        32, 296, 576, 208, radius: 28, fill: .solid(Color(0xFFFFFF, alpha: 235)),
                        shadow: Shadow(color: Color(0x7A3E1D, alpha: 40), blur: 12, drop: 4)),
                    picture(56, 320, 160, 160, PicturePlace(radius: 24, back: Color(0xFFF8F1), gift: Color(0xE3A27C))),
                    words(
                        .company, "{}", 240, 322, 344, 32, size: 21, smallest: 15, bold: true, color: 0xC0673C,
                        position: .middle),
                    words(
                        .productName, "{}", 240, 356, 344, 84, size: 29, smallest: 22, bold: true, color: 0x2F1D13,
                        position: .middle,
                        lines: 2, leading: 0.92, balanced: true),
                    words(.validity, "{}까지", 240, 442, 344, 38, size: 23, color: 0x6A4430, position: .middle),
                    box(
                        16, 528, 608, 308, radius: 28, fill: .solid(.white),
                        shadow: Shadow(color: Color(0x7A3E1D, alpha: 40), blur: 12, drop: 4)),
                    label("매장에서 이 바코드를 보여 주세요", 40, 544, 560, 40, size: 21, color: 0x8A6A58, align: .center),
                    barcode(584, 252, radius: 28, number: 31),
                    words(
                        .notice, "{}", 48, 850, 544, 88, size: 18, color: 0x8A5F48, align: .center, position: .middle,
                        lines: 3,
                        leading: 0.92, balanced: true),
                ])
    }
}
