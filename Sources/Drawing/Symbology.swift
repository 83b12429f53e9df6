/// The kinds of code that a card may carry.
package enum Symbology: String, Sendable, Codable, CaseIterable {
    case code128
    case ean13
    case qr
}
