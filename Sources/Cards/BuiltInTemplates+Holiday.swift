import Drawing

extension BuiltInTemplates {
    /// For 설날 and 추석: a moon, mountains and clouds on jade.
    static var holidayLayout: CardLayout {
        CardLayout(
            background: .paint(.gradient(from: Color(0x0F4C5C), to: Color(0x1B7F79), angle: 90)),
            elements: [disc(404, 36, 168, 0xFCE9B2, alpha: 60), disc(420, 52, 136, 0xFDF0C8)]
                + place(Ornament.mountains(Color(0x0C3F4D, alpha: 150)), 0, 190, 640, 150)
                + [box(0, 340, 640, 620, fill: .solid(Color(0x0C3F4D, alpha: 150)))]
                + place(Ornament.cloud(Color(0xF2C879)), 40, 52, 120, 60)
                + place(Ornament.cloud(Color(0xF2C879, alpha: 190)), 516, 184, 100, 50)
                + [
                    words(.company, "{}", 48, 128, 340, 36, size: 23, smallest: 15, color: 0xCFE8E2, position: .middle),
                    words(
                        .recipient, "{} 님께", 48, 164, 360, 52, size: 34, smallest: 20, bold: true, color: 0xFFFFFF,
                        position: .middle),
                    words(
                        .message, "{}", 48, 220, 470, 74, size: 23, smallest: 18, color: 0xE6F3EF, position: .middle,
                        lines: 2, leading: 0.95),
                    box(
                        16, 316, 608, 628, radius: 30, fill: .solid(.white),
                        shadow: Shadow(color: Color(0x06262E, alpha: 90), blur: 14, drop: 5)),
                    box(26, 326, 588, 204, radius: 22, stroke: Stroke(color: Color(0xE3D3AC), width: 1.5)),
                    picture(48, 346, 164, 164, PicturePlace(radius: 18, back: Color(0xF6EFDD), gift: Color(0xC9A861))),
                    words(
                        .productName, "{}", 236, 350, 352, 112, size: 30, smallest: 22, bold: true, color: 0x22312F,
                        position: .middle,
                        lines: 3, leading: 0.92, balanced: true),
                    words(
                        .validity, "{}까지", 236, 468, 352, 42, size: 23, bold: true, color: 0xB0472E, position: .middle),
                    barcode(546, 290, number: 31),
                    words(
                        .notice, "{}", 48, 846, 544, 84, size: 18, color: 0x7B7F76, align: .center, position: .middle,
                        lines: 3,
                        leading: 0.92, balanced: true),
                ])
    }
}
