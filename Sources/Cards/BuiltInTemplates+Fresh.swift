import Drawing

extension BuiltInTemplates {
    /// A company's blue: name on top, picture across the whole card.
    static var freshLayout: CardLayout {
        CardLayout(
            background: .paint(.solid(.white)),
            elements: [
                box(0, 0, 640, 392, fill: .gradient(from: Color(0x0A6CFF), to: Color(0x39B8FF), angle: 35)),
                disc(470, -90, 260, 0xFFFFFF, alpha: 28), disc(-70, 210, 220, 0xFFFFFF, alpha: 24),
                disc(560, 210, 150, 0xFFFFFF, alpha: 22),
                words(
                    .company, "{}", 40, 34, 560, 42, size: 26, smallest: 17, bold: true, color: 0xFFFFFF,
                    position: .middle),
                words(
                    .recipient, "{} 님께 드리는 선물", 40, 78, 560, 38, size: 23, smallest: 16, color: 0xE4F1FF,
                    position: .middle),
                box(
                    40, 136, 560, 300, radius: 28, fill: .solid(.white),
                    shadow: Shadow(color: Color(0x0A2B66, alpha: 60), blur: 14, drop: 6)),
                picture(52, 148, 276, 276, PicturePlace(radius: 20, back: Color(0xF3F8FF), gift: Color(0x8DBBF5))),
                words(
                    .productName, "{}", 350, 160, 230, 170, size: 31, smallest: 22, bold: true, color: 0x0E1B33,
                    position: .middle,
                    lines: 4, leading: 0.93, balanced: true),
                box(350, 344, 230, 72, radius: 16, fill: .solid(Color(0xEEF5FF)), with: .validity),
                label("유효기간", 350, 348, 230, 28, size: 17, color: 0x5B7BA8, align: .center, with: .validity),
                words(
                    .validity, "{}까지", 350, 374, 230, 38, size: 23, smallest: 18, bold: true, color: 0x0A5AD6,
                    align: .center,
                    position: .middle),
                words(
                    .message, "{}", 48, 456, 544, 70, size: 23, smallest: 18, color: 0x3A4657, align: .center,
                    position: .middle,
                    lines: 2, leading: 0.95),
                line(40, 540, 560, 0, 0xDCE5F0, thickness: 1.5),
                barcode(552, 290, number: 32),
                line(40, 846, 560, 0, 0xDCE5F0, thickness: 1.5),
                words(
                    .notice, "{}", 48, 856, 544, 88, size: 18, color: 0x7A8594, align: .center, position: .middle,
                    lines: 3,
                    leading: 0.92, balanced: true),
            ])
    }
}
