import Cards
import Coupons
import Drawing
import MariaDB
import Sealing
import Support

/// Errors that come again with the same message, whatever else is mended: its campaign is held, and others go on.
///
/// Everything else (the database away, the process stopping) is nobody's fault and is tried again.
enum OwnFault {
    static func isOne(_ error: any Error) -> Bool {
        switch error {
        case let error as MariaDBError: error.isAboutValues
        case let error as DrawingError: error != .closed
        default:
            error is MessagingError || error is CardError || error is SealingError || error is InvalidPhoneNumber
        }
    }
}

package enum MessagingError: Error, Sendable, Equatable {
    /// A message lacks its coupon, barcode, card or time: a fault of the program, kept for a person.
    case incomplete(MessageID)
    /// There is nothing to write: the campaign or its company is gone.
    case noLetter(CampaignID)
}
