import Foundation
import MariaDB
import PasswordHashing
import Redis
import Sealing
import Support

/// Everything that is asked of the accounts, put together once at start.
package struct AccountDesk: Sendable {
    package let sessions: Sessions
    package let login: Login
    package let passwordChange: PasswordChange
    package let companies: CompanyAdministration
    package let users: UserAdministration
    package let callbackNumbers: CallbackNumberAdministration

    /// `givenPasswordsMustChange`: whether a password that an administrator chose has to be changed at the
    ///   first login (in production); a temporary one always has to.
    package init(
        database: Database, redis: RedisClient?, data: PersonalData, hasher: PasswordHasher, tokens: SessionTokens,
        givenPasswordsMustChange: Bool, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        sessions = Sessions(database: database, redis: redis, data: data, tokens: tokens, now: now)
        login = Login(
            database: database, redis: redis, data: data, hasher: hasher, sessions: sessions,
            browsers: tokens.browsers, now: now)
        passwordChange = PasswordChange(
            database: database, data: data, hasher: hasher, sessions: sessions, now: now)
        companies = CompanyAdministration(database: database, now: now)
        users = UserAdministration(
            database: database, data: data, hasher: hasher, sessions: sessions,
            givenPasswordsMustChange: givenPasswordsMustChange, now: now)
        callbackNumbers = CallbackNumberAdministration(database: database, now: now)
    }
}
