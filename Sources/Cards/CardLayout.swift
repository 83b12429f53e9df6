import Drawing

/// Size, background and everything placed on a card; drawn in this order.
package struct CardLayout: Sendable, Hashable, Codable {
    /// Old handsets show no more than 1000 pixels across; the carriers take 1440 down (docs/sources.md §1.6).
    package static let widths = 320...1000
    package static let heights = 320...1440

    package var width: Int
    package var height: Int
    package var background: CardBackground
    package var elements: [CardElement]

    package init(width: Int = 640, height: Int = 960, background: CardBackground, elements: [CardElement]) {
        (self.width, self.height, self.background, self.elements) = (width, height, background, elements)
    }

    package var frame: Frame { Frame(x: 0, y: 0, width: width, height: height) }

    package var barcode: BarcodePlace? {
        for case .barcode(let place) in elements.map(\.kind) { return place }
        return nil
    }
}
