import Drawing

/// What makes a sample worthless at the till: a void barcode, and words that nobody overlooks.
struct SampleStamp {
    static let words = "견본 · 사용 불가"

    /// A red band across the card, clear of the bars, which the preview reads back as on every card.
    func paint(on canvas: Canvas, avoiding barcode: Frame, with typesetter: Typesetter) {
        let height = canvas.width / 8
        let top = max(0, min(barcode.y - height - canvas.height / 20, canvas.height * 2 / 5))
        let band = Frame(x: 0, y: top, width: canvas.width, height: height)
        canvas.fill(.rectangle(radius: 0), in: band, with: .solid(Color(0xD92D20).opacity(0.9)))
        let style = TextStyle(
            size: height * 5 / 9, weight: .bold, color: .white, alignment: .center, position: .middle, tracking: 2)
        canvas.draw(Self.words, style: style, in: band, with: typesetter)
    }
}
