import Drawing

/// What is wrong with a layout, for the page on which it is edited.
package enum TemplateProblem: Sendable, Equatable {
    case size(width: ClosedRange<Int>, height: ClosedRange<Int>)
    case tooManyElements(limit: Int)
    case outside(element: Int)
    case noBarcode
    case severalBarcodes
    /// Not even twelve digits fit with three pixels a module.
    case barcodeTooSmall
    case textStyle(element: Int)
    /// Rounder, wider or blurrier than anything that could be seen.
    case shape(element: Int)
    /// The template's own words are too long.
    case words(element: Int)
    /// Something drawn later may hide a part of the barcode.
    case coversBarcode(element: Int)

    package static func all(in layout: CardLayout) -> [TemplateProblem] {
        var problems: [TemplateProblem] = []
        if !CardLayout.widths.contains(layout.width) || !CardLayout.heights.contains(layout.height) {
            problems.append(.size(width: CardLayout.widths, height: CardLayout.heights))
        }
        // Far more than any design needs; keeps the cost of one card bounded.
        if layout.elements.count > maxElements { problems.append(.tooManyElements(limit: maxElements)) }
        for (index, element) in layout.elements.enumerated() {
            if !element.isPlaced(in: layout.frame) { problems.append(.outside(element: index)) }
            if let style = element.textStyle, !style.isSensible { problems.append(.textStyle(element: index)) }
            if !element.isDrawable { problems.append(.shape(element: index)) }
            if !element.isBrief { problems.append(.words(element: index)) }
        }
        // What follows adds and multiplies the numbers that were found sound.
        guard problems.isEmpty else { return problems }
        return barcodeProblems(in: layout)
    }

    package static let maxElements = 80
    package static let maxWords = 200

    private static func barcodeProblems(in layout: CardLayout) -> [TemplateProblem] {
        let places = layout.elements.indices.filter { layout.elements[$0].isBarcode }
        guard let index = places.first, case .barcode(let place) = layout.elements[index].kind else {
            return [.noBarcode]
        }
        guard places.count == 1 else { return [.severalBarcodes] }
        var problems: [TemplateProblem] = []
        let frame = layout.elements[index].frame
        let drawing = try? BarcodeDrawing(place.symbology.shortestOrdinary, at: place, in: frame)
        // Bars lower than this are hard to hit with a scanner's line.
        if drawing == nil || drawing.map({ $0.bars.height < 60 }) == true { problems.append(.barcodeTooSmall) }
        for later in layout.elements.indices where later > index && layout.elements[later].meets(frame) {
            problems.append(.coversBarcode(element: later))
        }
        return problems
    }
}

extension CardElement {
    /// Shapes may hang over the edge; words, pictures and barcodes may not.
    fileprivate func isPlaced(in card: Frame) -> Bool {
        // Before anything is added: numbers from outside may be as large as an Int.
        guard (-4000...4000).contains(frame.x), (-4000...4000).contains(frame.y), (0...4000).contains(frame.width),
            (0...4000).contains(frame.height)
        else { return false }
        guard case .shape(let shape) = kind else {
            return frame.width >= 8 && frame.height >= 8 && card.contains(frame)
        }
        return shape.outline == .line || (frame.width > 0 && frame.height > 0)
    }

    fileprivate var isDrawable: Bool {
        switch kind {
        case .shape(let shape): shape.isSensible
        case .productImage(let place): (0...1000).contains(place.radius)
        case .barcode(let place): (0...1000).contains(place.radius)
        case .label, .field: true
        }
    }

    fileprivate var isBrief: Bool {
        switch kind {
        case .label(let words, _), .field(_, let words, _): words.unicodeScalars.count <= TemplateProblem.maxWords
        case .shape, .productImage, .barcode: true
        }
    }

    fileprivate func meets(_ area: Frame) -> Bool { frame.intersection(area) != nil }

    fileprivate var textStyle: TextStyle? {
        switch kind {
        case .label(_, let style), .field(_, _, let style): style
        case .barcode(let place): place.number
        case .shape, .productImage: nil
        }
    }
}

extension TextStyle {
    fileprivate var isSensible: Bool {
        (10...160).contains(size) && (6...160).contains(smallest ?? size) && (1...12).contains(lines)
            && (0.8...2.5).contains(leading) && (-10...40).contains(tracking)
    }
}

extension CardShape {
    fileprivate var isSensible: Bool {
        if case .rectangle(let radius) = outline, !(0...1000).contains(radius) { return false }
        if case .gradient(_, _, let angle) = fill, !(-360...360).contains(angle) { return false }
        if let shadow, !(0...100).contains(shadow.blur) || !(-200...200).contains(shadow.drop) { return false }
        guard let stroke else { return true }
        return (0...200).contains(stroke.width) && (stroke.dash ?? []).count <= 8
            && (stroke.dash ?? []).allSatisfy { (0.1...1000).contains($0) }
    }
}
