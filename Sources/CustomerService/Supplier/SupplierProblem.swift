import Foundation

/// Why something that needs COUFUN was not done. Korean, for the person with a caller on the line.
package enum SupplierProblem: Error, Sendable, Equatable {
    /// There is no such coupon or order for these eyes.
    case notFound
    /// The coupon's state forbids it.
    case notAllowed(String)
    /// COUFUN did not answer in time, cannot be reached or does not know. Nothing has changed.
    case noAnswer(String)
    /// COUFUN said no.
    case refused(code: String, message: String)
    /// What was given as evidence is not what COUFUN says, by field.
    case evidence(field: String, message: String)
}
