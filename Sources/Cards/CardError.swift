import Drawing

/// Why a card was not made. Carries nothing of the coupon.
package enum CardError: Error, Sendable, Equatable {
    /// The text is no barcode of this kind.
    case badBarcode(BarcodeError)
    /// At three pixels a module the barcode is wider than its place.
    case barcodeTooWide
    /// The finished JPEG was read back and did not say the barcode.
    case unreadable
    /// Above 300 KB even at the lowest quality.
    case tooLarge
    /// The template has no place for a barcode, or its background cannot be decoded.
    case badTemplate
    case drawing(DrawingError)
}
