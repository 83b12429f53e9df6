import Drawing

/// One thing placed on a card.
package struct CardElement: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case shape(CardShape)
        /// Words of the template's own.
        case label(String, TextStyle)
        /// Words of a field inside a pattern: `{} 님께 드립니다`.
        case field(CardField, pattern: String, TextStyle)
        case productImage(PicturePlace)
        case barcode(BarcodePlace)
    }

    package var frame: Frame
    package var kind: Kind
    /// Left out when this field has no words: the bubble around a message, the label before a date.
    package var with: CardField?

    package init(_ frame: Frame, _ kind: Kind, with field: CardField? = nil) {
        (self.frame, self.kind, self.with) = (frame, kind, field)
    }
}

/// Where the product's picture stands.
package struct PicturePlace: Sendable, Hashable, Codable {
    package var radius: Int
    /// Fills the frame and cuts what is over; otherwise the whole picture is visible.
    package var covers: Bool
    /// Below pictures with transparent parts, and for the drawn gift when a product has no picture.
    package var back: Color
    package var gift: Color

    package init(radius: Int = 0, covers: Bool = true, back: Color = .white, gift: Color = Color(0xB8C2CC)) {
        (self.radius, self.covers, self.back, self.gift) = (radius, covers, back, gift)
    }
}

/// Where the barcode stands: white, with quiet zones, its number below.
package struct BarcodePlace: Sendable, Hashable, Codable {
    package var symbology: Symbology
    package var radius: Int
    /// Nil leaves the number out.
    package var number: TextStyle?

    package init(
        symbology: Symbology = .code128, radius: Int = 0,
        number: TextStyle? = TextStyle(
            size: 30, smallest: 18, weight: .bold, color: .black, alignment: .center, position: .middle, tracking: 1.5)
    ) {
        (self.symbology, self.radius, self.number) = (symbology, radius, number)
    }
}
