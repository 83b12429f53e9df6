import Support

/// What all cards of one campaign show alike.
package struct CampaignContent: Sendable, Hashable {
    package var productName: String
    package var companyName: String
    package var notice: String?
    /// The product's picture as it came: JPEG or PNG. What cannot be decoded is replaced by a drawn gift.
    package var productImage: [UInt8]?

    package init(productName: String, companyName: String, notice: String? = nil, productImage: [UInt8]? = nil) {
        (self.productName, self.companyName) = (productName, companyName)
        (self.notice, self.productImage) = (notice, productImage)
    }
}

/// What one card shows besides.
package struct CardContent: Sendable, Hashable {
    package var recipientName: String
    package var validUntil: CalendarDay?
    package var barcode: String
    package var message: String?

    package init(recipientName: String, validUntil: CalendarDay?, barcode: String, message: String? = nil) {
        (self.recipientName, self.validUntil) = (recipientName, validUntil)
        (self.barcode, self.message) = (barcode, message)
    }
}

extension CampaignContent {
    /// The words of a shared field; nil when there are none.
    func words(of field: CardField) -> String? {
        switch field {
        case .productName: productName.words
        case .company: companyName.words
        case .notice: notice?.words
        case .recipient, .validity, .message: nil
        }
    }
}

extension CardContent {
    /// The words of a field of this card's own; nil when there are none.
    func words(of field: CardField) -> String? {
        switch field {
        case .recipient: recipientName.words
        case .validity: validUntil?.withDots
        case .message: message?.words
        case .productName, .company, .notice: nil
        }
    }
}

/// Neither name, nor barcode, nor message leaks into a log line.
extension CardContent: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "CardContent(***)" }
    package var debugDescription: String { description }
}

extension CalendarDay {
    /// `2026.12.31`.
    fileprivate var withDots: String {
        String(decoding: description.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
    }
}

extension String {
    fileprivate var words: String? { contains { !$0.isWhitespace } ? self : nil }
}
