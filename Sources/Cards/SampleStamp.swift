import Drawing

/// What makes a sample worthless at the till: a void barcode, and words that nobody overlooks.
struct SampleStamp {
    static let words = "견본 · 사용 불가"

    /// A red band over the barcode's number and the foot of its bars: what is above still reads, and all that the
    /// preview is looked at for stays visible.
    func paint(on canvas: Canvas, over barcode: Frame, with typesetter: Typesetter) {
        let height = canvas.width / 9
        let band = Frame(x: 0, y: barcode.maxY - height, width: canvas.width, height: height)
        canvas.fill(.rectangle(radius: 0), in: band, with: .solid(Color(0xD92D20)))
        let style = TextStyle(
            size: height * 5 / 9, weight: .bold, color: .white, alignment: .center, position: .middle, tracking: 2)
        canvas.draw(Self.words, style: style, in: band, with: typesetter)
    }
}
