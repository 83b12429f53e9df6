import Foundation
import MariaDB
import Sealing
import Support

/// What the database says about a session's account at this moment. Kept in Redis for a few seconds, names sealed.
struct SessionState: Sendable, Equatable, Codable {
    let isEnded: Bool
    let tokenVersion: Int
    let userState: String
    let companyState: String
    let companyID: Company.ID
    let companyName: String
    let loginID: String
    let sealedName: [UInt8]
    let role: Role
    let permissions: [Permission]
    let mustChangePassword: Bool

    /// Whether a token with these claims still opens anything.
    func accepts(_ claims: SessionClaims) -> Bool { accepts(version: claims.ver) }

    /// Whether a session still opens what it did when it was looked at first.
    func accepts(_ session: Session) -> Bool {
        let principal = session.principal
        return accepts(version: session.tokenVersion) && role == principal.role && companyID == principal.companyID
            && Set(permissions) == principal.permissions && mustChangePassword == principal.mustChangePassword
    }

    private func accepts(version: Int) -> Bool {
        !isEnded && userState == User.State.active.rawValue && tokenVersion == version
            && (role == .administrator || companyState == Company.State.active.rawValue)
    }

    func principal(_ user: User.ID, address: String, _ data: PersonalData) throws -> Principal {
        Principal(
            userID: user, companyID: companyID, companyName: companyName, loginID: loginID,
            name: try data.sealer.open(sealedName, in: User.place("name", user)), role: role,
            permissions: Set(permissions), mustChangePassword: mustChangePassword, address: address)
    }
}
