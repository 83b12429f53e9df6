import Audit
import Foundation
import MariaDB
import PasswordHashing
import Sealing
import Support

extension User {
    /// Makes the first administrator, and a company to belong to, when there is no administrator yet.
    ///
    /// Two processes that start at once make one: the login id is unique.
    /// `company` is made when no company exists. With `mustChangePassword` the password is only for the first login.
    /// True when one was made.
    package static func ensureFirstAdministrator(
        _ database: Database, loginID: String, password: String, company: NewCompany, mustChangePassword: Bool,
        _ data: PersonalData, _ hasher: PasswordHasher, at now: Date = Date()
    ) async throws -> Bool {
        guard let login = LoginID(loginID) else { throw FieldProblems("ADMIN_LOGIN", User.loginIDRule) }
        guard let password = TypedPassword(password)?.text else {
            throw FieldProblems("ADMIN_PASSWORD", WeakPassword.tooLong.message)
        }
        guard !password.isEmpty else { throw FieldProblems("ADMIN_PASSWORD", WeakPassword.tooShort.message) }
        guard try await !database.read({ db in try hasAdministrator(db) }) else { return false }
        let hash = try await hasher.hash(password)
        let (userID, companyID) = (User.ID.new(at: now), Company.ID.new(at: now))
        do {
            return try await database.write { db in
                let found = try Company.oldestActive(db)
                let home = found ?? companyID
                if found == nil { try Company.insert(db, companyID, company, at: now) }
                let new = try NewUser(
                    companyID: home.description, loginID: login.text, name: "관리자", role: Role.administrator.rawValue)
                try insert(
                    db, NewRow(id: userID, new: new, passwordHash: hash, mustChangePassword: mustChangePassword), data,
                    at: now)
                try AccessRecord.add(
                    db, actor: .local, action: "user.create-first",
                    subject: .init(kind: "user", id: userID.ulid, owner: home.ulid), at: now)
                return true
            }
        } catch AccountsError.loginIDTaken, AccountsError.companyExists {
            return false
        }
    }
}
