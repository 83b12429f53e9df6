import Drawing

extension BuiltInTemplates {
    /// Balloons and confetti over a soft violet sky.
    static var birthdayLayout: CardLayout {
        CardLayout(
            background: .paint(.gradient(from: Color(0x7C6CF2), to: Color(0xF7A6C4), angle: 70)),
            elements: confetti
                + place(Ornament.balloon(Color(0xFFD166)), 36, 46, 84, 168)
                + place(Ornament.balloon(Color(0xFF7B9C)), 104, 96, 70, 140)
                + place(Ornament.balloon(Color(0x7BE0D6)), 522, 56, 80, 160)
                + [
                    label(
                        "HAPPY BIRTHDAY", 120, 46, 400, 36, size: 20, bold: true, color: 0xFFFFFF, align: .center,
                        tracking: 5),
                    words(
                        .recipient, "{} 님,", 170, 84, 340, 52, size: 34, smallest: 16, bold: true, color: 0xFFFFFF,
                        align: .center,
                        position: .middle),
                    label("생일 축하합니다!", 170, 134, 340, 60, size: 40, bold: true, color: 0xFFFFFF, align: .center),
                    words(
                        .message, "{}", 100, 204, 440, 62, size: 22, smallest: 18, color: 0xFFFFFF, align: .center,
                        position: .middle,
                        lines: 2, leading: 0.95),
                    box(
                        24, 284, 592, 652, radius: 34, fill: .solid(.white),
                        shadow: Shadow(color: Color(0x3A1E6B, alpha: 70), blur: 16, drop: 6)),
                    picture(56, 314, 180, 180, PicturePlace(radius: 26, back: Color(0xF6F2FF), gift: Color(0xB7A6F5))),
                    words(
                        .company, "{}", 260, 316, 324, 32, size: 21, smallest: 15, bold: true, color: 0x7C5CE0,
                        position: .middle),
                    words(
                        .productName, "{}", 260, 350, 324, 94, size: 30, smallest: 22, bold: true, color: 0x221A3A,
                        position: .middle,
                        lines: 2, leading: 0.92, balanced: true),
                    words(.validity, "{}까지", 260, 452, 324, 40, size: 23, color: 0x5D5478, position: .middle),
                    line(60, 520, 520, 0, 0xD9D0F5, thickness: 2.5, dash: [2, 9]),
                    barcode(536, 280, x: 24, width: 592, number: 31),
                    words(
                        .notice, "{}", 56, 826, 528, 92, size: 18, color: 0x8A84A0, align: .center, position: .middle,
                        lines: 3,
                        leading: 0.92, balanced: true),
                ])
    }

    private static var confetti: [CardElement] {
        let colors: [UInt32] = [0xFFD166, 0x7BE0D6, 0xFFFFFF, 0xFF7B9C]
        // x, y, size: scattered by hand, away from the words.
        let spots = [
            (18, 20, 16), (210, 16, 12), (300, 22, 9), (440, 18, 14), (610, 30, 12), (14, 232, 14), (40, 262, 10),
            (588, 254, 12), (606, 222, 14), (560, 20, 9), (130, 30, 10), (22, 150, 9), (618, 140, 10), (250, 8, 7),
            (380, 10, 8), (84, 20, 8),
        ]
        return spots.enumerated().flatMap { index, spot in
            place(
                Ornament.confetti(Color(colors[index % 4], alpha: 230), turn: index % 3), spot.0, spot.1, spot.2, spot.2
            )
        }
    }
}
