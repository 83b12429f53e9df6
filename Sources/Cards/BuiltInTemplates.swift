import Drawing
import Support

/// The templates that come with the program: data like every other, drawn by the same code.
package enum BuiltInTemplates {
    /// Used when a chosen template cannot be drawn. Needs nothing but a font.
    package static let plain = make(1, "기본 (글자만)", plainLayout(width: 640))
    /// The same, as wide as old handsets take, for barcodes of up to 25 letters.
    static let plainWide = make(2, "기본 (넓은 바코드)", plainLayout(width: 1000))

    /// What a page offers to choose from; the first is the default.
    package static let all: [CardTemplate] = [
        plain
    ]

    /// The built-in template with this id.
    package static func template(_ id: CardTemplate.ID) -> CardTemplate? { all.first { $0.id == id } }

    /// Ids that never change: the time part of the ULID is zero, so no id made at run time can meet them.
    static func make(_ number: UInt64, _ name: String, _ layout: CardLayout) -> CardTemplate {
        CardTemplate(id: CardTemplate.ID(ULID(high: 0, low: number)), version: 1, name: name, layout: layout)
    }

    private static func plainLayout(width: Int) -> CardLayout {
        let inner = width - 80
        func frame(_ y: Int, _ height: Int) -> Frame { Frame(x: 40, y: y, width: inner, height: height) }
        return CardLayout(
            width: width, background: .paint(.solid(.white)),
            elements: [
                CardElement(
                    frame(48, 36),
                    .field(.company, pattern: "{}", TextStyle(size: 24, smallest: 16, color: Color(0x495057)))),
                CardElement(
                    frame(96, 130),
                    .field(
                        .productName, pattern: "{}",
                        TextStyle(size: 42, smallest: 28, weight: .bold, color: Color(0x111111), lines: 2))),
                CardElement(
                    frame(242, 48),
                    .field(
                        .recipient, pattern: "{} 님", TextStyle(size: 30, smallest: 18, color: Color(0x212529)))),
                CardElement(
                    frame(296, 120),
                    .field(.message, pattern: "{}", TextStyle(size: 24, color: Color(0x343A40), lines: 3))),
                CardElement(
                    frame(430, 44),
                    .field(
                        .validity, pattern: "유효기간  {}까지",
                        TextStyle(size: 28, weight: .bold, color: Color(0x212529)))),
                CardElement(
                    Frame(x: 0, y: 490, width: width, height: 320), .barcode(BarcodePlace())),
                CardElement(
                    frame(830, 100),
                    .field(.notice, pattern: "{}", TextStyle(size: 20, color: Color(0x6C757D), lines: 3))),
            ])
    }
}
