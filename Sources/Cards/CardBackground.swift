import Drawing
import Foundation

/// What lies below everything on a card.
package enum CardBackground: Sendable, Hashable {
    case paint(Paint)
    /// A JPEG that `UploadedImage` has made: checked, re-encoded, without metadata. It fills the card.
    case picture([UInt8])
}

/// `{"paint": "#FFFFFF"}` or `{"picture": "<base64>"}`.
extension CardBackground: Codable {
    private enum Key: String, CodingKey { case paint, picture }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        if let picture = try values.decodeIfPresent(Data.self, forKey: .picture) {
            self = .picture([UInt8](picture))
        } else {
            self = .paint(try values.decode(Paint.self, forKey: .paint))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .paint(let paint): try values.encode(paint, forKey: .paint)
        case .picture(let bytes): try values.encode(Data(bytes), forKey: .picture)
        }
    }
}
