/// Why something asked of the accounts was refused. Field problems are `FieldProblems`.
package enum AccountsError: Error, Sendable, Equatable {
    case noSuchCompany
    case noSuchUser
    case noSuchCallbackNumber
    /// A company of that name with that POC_ID exists.
    case companyExists
    case loginIDTaken
    /// The company has that number already.
    case callbackNumberExists
    /// An administrator may not take away the own rights or close the own account.
    case ownRights
    /// Somebody has to be left who can administer.
    case lastAdministrator
    /// Only an account that waits for approval can be approved.
    case notPending
    case wrongPassword
    /// Too many passwords wait to be checked; nothing was counted.
    case busy
}
