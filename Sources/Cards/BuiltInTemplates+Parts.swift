import Drawing

/// Short forms for the built-in layouts, which are long lists of places.
extension BuiltInTemplates {
    static func words(
        _ field: CardField, _ pattern: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int, size: Int,
        smallest: Int? = nil, bold: Bool = false, color: UInt32, align: TextStyle.Alignment = .left,
        position: TextStyle.Position = .top, lines: Int = 1, leading: Double = 1, balanced: Bool = false
    ) -> CardElement {
        CardElement(
            Frame(x: x, y: y, width: width, height: height),
            .field(
                field, pattern: pattern,
                TextStyle(
                    size: size, smallest: smallest, weight: bold ? .bold : .regular, color: Color(color),
                    alignment: align,
                    position: position, lines: lines, leading: leading,
                    balanced: balanced)))
    }

    static func label(
        _ text: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int, size: Int, bold: Bool = false, color: UInt32,
        align: TextStyle.Alignment = .left, tracking: Double = 0, with field: CardField? = nil
    ) -> CardElement {
        CardElement(
            Frame(x: x, y: y, width: width, height: height),
            .label(
                text,
                TextStyle(
                    size: size, weight: bold ? .bold : .regular, color: Color(color), alignment: align,
                    position: .middle, tracking: tracking)),
            with: field)
    }

    static func box(
        _ x: Int, _ y: Int, _ width: Int, _ height: Int, radius: Int = 0, fill: Paint? = nil, stroke: Stroke? = nil,
        shadow: Shadow? = nil, with field: CardField? = nil
    ) -> CardElement {
        CardElement(
            Frame(x: x, y: y, width: width, height: height),
            .shape(CardShape(.rectangle(radius: radius), fill: fill, stroke: stroke, shadow: shadow)), with: field)
    }

    static func disc(_ x: Int, _ y: Int, _ diameter: Int, _ color: UInt32, alpha: UInt8 = 255) -> CardElement {
        CardElement(
            Frame(x: x, y: y, width: diameter, height: diameter),
            .shape(CardShape(.ellipse, fill: .solid(Color(color, alpha: alpha)))))
    }

    static func line(
        _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ color: UInt32, thickness: Double = 2,
        dash: [Double]? = nil
    ) -> CardElement {
        CardElement(
            Frame(x: x, y: y, width: width, height: height),
            .shape(CardShape(.line, stroke: Stroke(color: Color(color), width: thickness, dash: dash))))
    }

    static func place(_ shapes: [CardShape], _ x: Int, _ y: Int, _ width: Int, _ height: Int) -> [CardElement] {
        shapes.map { CardElement(Frame(x: x, y: y, width: width, height: height), .shape($0)) }
    }

    static func picture(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ place: PicturePlace) -> CardElement {
        CardElement(Frame(x: x, y: y, width: width, height: height), .productImage(place))
    }

    /// Wide enough for sixteen digits at four pixels a module, twelve at five.
    static func barcode(_ y: Int, _ height: Int, x: Int = 16, width: Int = 608, radius: Int = 0, number: Int = 30)
        -> CardElement
    {
        CardElement(
            Frame(x: x, y: y, width: width, height: height),
            .barcode(
                BarcodePlace(
                    radius: radius,
                    number: TextStyle(
                        size: number, smallest: 18, weight: .bold, color: Color(0x111111), alignment: .center,
                        position: .middle, tracking: 1.5))))
    }
}
