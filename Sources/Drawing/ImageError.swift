/// Why a picture from outside is not taken.
package enum ImageError: Error, Sendable, Equatable {
    /// Neither JPEG nor PNG, whatever its name says.
    case unknownFormat
    case tooManyBytes(limit: Int)
    /// More pixels than may be decoded.
    case tooManyPixels(width: Int, height: Int)
    /// A JPEG for printing (four inks): its colours cannot be shown as meant.
    case printingColors
    /// Cut off or damaged.
    case damaged
}
