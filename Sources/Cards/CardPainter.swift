import Drawing

/// Draws a layout in two steps: what all cards of a campaign share, then what one card adds.
///
/// Works on a drawing thread; holds only values.
struct CardPainter: Sendable {
    let layout: CardLayout
    let campaign: CampaignContent
    /// Elements that differ from card to card.
    let ownElements: [CardElement]

    init(layout: CardLayout, campaign: CampaignContent) {
        (self.layout, self.campaign) = (layout, campaign)
        ownElements = layout.elements.filter { !$0.isShared }
    }

    /// Background, shapes, shared words and the product's picture.
    func paintShared(on canvas: Canvas, with bench: Workbench) throws(CardError) {
        switch layout.background {
        case .paint(let paint):
            canvas.fill(.rectangle(radius: 0), in: canvas.frame, with: .solid(.white))
            canvas.fill(.rectangle(radius: 0), in: canvas.frame, with: paint)
        case .picture(let bytes):
            guard let picture = try? bench.decoder.decode(bytes, atLeast: layout.width, by: layout.height)
            else { throw CardError.badTemplate }
            canvas.fill(.rectangle(radius: 0), in: canvas.frame, with: .solid(.white))
            canvas.draw(picture, in: canvas.frame, covering: true)
        }
        for element in layout.elements where element.isShared {
            if let field = element.with, campaign.words(of: field) == nil { continue }
            switch element.kind {
            case .shape(let shape): canvas.draw(shape, in: element.frame)
            case .label(let text, let style): canvas.draw(text, style: style, in: element.frame, with: bench.typesetter)
            case .field(let field, let pattern, let style):
                guard let words = campaign.words(of: field) else { continue }
                canvas.draw(pattern.filled(with: words), style: style, in: element.frame, with: bench.typesetter)
            case .productImage(let place): paintProduct(place, in: element.frame, on: canvas, with: bench)
            case .barcode: preconditionFailure("a barcode is a card's own")
            }
        }
    }

    /// One card's own words and barcode, over what is shared.
    func paintOwn(_ content: CardContent, on canvas: Canvas, with bench: Workbench) throws(CardError) {
        for element in ownElements {
            if let field = element.with, words(of: field, content) == nil { continue }
            switch element.kind {
            case .shape(let shape): canvas.draw(shape, in: element.frame)
            case .label(let text, let style): canvas.draw(text, style: style, in: element.frame, with: bench.typesetter)
            case .field(let field, let pattern, let style):
                guard let words = words(of: field, content) else { continue }
                canvas.draw(pattern.filled(with: words), style: style, in: element.frame, with: bench.typesetter)
            case .barcode(let place):
                let drawing = try BarcodeDrawing(content.barcode, at: place, in: element.frame)
                drawing.paint(on: canvas, with: bench.typesetter)
            case .productImage: preconditionFailure("the product's picture is shared")
            }
        }
    }

    private func words(of field: CardField, _ content: CardContent) -> String? {
        field.isShared ? campaign.words(of: field) : content.words(of: field)
    }

    private func paintProduct(_ place: PicturePlace, in frame: Frame, on canvas: Canvas, with bench: Workbench) {
        canvas.fill(.rectangle(radius: place.radius), in: frame, with: .solid(place.back))
        // A picture that came from outside and cannot be decoded must not hold up a coupon: the gift stands for it.
        guard let bytes = campaign.productImage,
            let picture = try? bench.decoder.decode(bytes, atLeast: frame.width, by: frame.height)
        else {
            let side = min(frame.width, frame.height) * 2 / 5
            let middle = Frame(
                x: frame.x + (frame.width - side) / 2, y: frame.y + (frame.height - side) / 2, width: side, height: side
            )
            for shape in Ornament.gift(place.gift) { canvas.draw(shape, in: middle) }
            return
        }
        canvas.draw(picture, in: frame, covering: place.covers, outline: .rectangle(radius: place.radius))
    }
}

extension Canvas {
    func draw(_ shape: CardShape, in frame: Frame) {
        if let shadow = shape.shadow { drop(shadow, below: shape.outline, in: frame) }
        if let fill = shape.fill { self.fill(shape.outline, in: frame, with: fill) }
        if let stroke = shape.stroke { self.stroke(shape.outline, in: frame, with: stroke) }
    }
}

extension CardElement {
    /// Whether it is the same on every card of a campaign.
    fileprivate var isShared: Bool {
        if let field = with, !field.isShared { return false }
        switch kind {
        case .shape, .label, .productImage: return true
        case .field(let field, _, _): return field.isShared
        case .barcode: return false
        }
    }
}

extension String {
    /// The words in the place of the first `{}`.
    func filled(with words: String) -> String {
        guard self != "{}" else { return words }
        guard let brace = utf8.firstIndex(of: UInt8(ascii: "{")) else { return self }
        let rest = self[brace...].dropFirst()
        guard rest.utf8.first == UInt8(ascii: "}") else { return self }
        return self[..<brace] + words + rest.dropFirst()
    }
}
