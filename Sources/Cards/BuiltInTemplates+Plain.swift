import Drawing

extension BuiltInTemplates {
    /// Black on white, letters and bars only.
    static func plainLayout(width: Int) -> CardLayout {
        let inner = width - 80
        return CardLayout(
            width: width, background: .paint(.solid(.white)),
            elements: [
                words(.company, "{}", 40, 48, inner, 36, size: 24, smallest: 16, color: 0x495057),
                words(
                    .productName, "{}", 40, 96, inner, 130, size: 42, smallest: 28, bold: true, color: 0x111111,
                    lines: 2),
                words(.recipient, "{} 님", 40, 242, inner, 48, size: 30, smallest: 18, color: 0x212529),
                words(.message, "{}", 40, 300, inner, 116, size: 24, color: 0x343A40, lines: 3),
                words(.validity, "유효기간  {}까지", 40, 430, inner, 44, size: 28, bold: true, color: 0x212529),
                CardElement(Frame(x: 0, y: 490, width: width, height: 320), .barcode(BarcodePlace())),
                words(.notice, "{}", 40, 830, inner, 100, size: 20, color: 0x6C757D, lines: 3),
            ])
    }
}
