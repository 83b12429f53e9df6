import Accounts
import Hummingbird
import MariaDB

/// `/api/v1/auth` and the accounts' part of `/api/v1/admin`.
package struct AccountsAPI: Sendable {
    let desk: AccountDesk
    let database: Database
    let once: Once
    let cookie: SessionCookie

    package init(desk: AccountDesk, database: Database, once: Once, cookie: SessionCookie) {
        (self.desk, self.database, self.once, self.cookie) = (desk, database, once, cookie)
    }

    package func add(to api: RouterGroup<WebContext>) {
        AuthRoutes(
            login: desk.login, passwordChange: desk.passwordChange, sessions: desk.sessions, cookie: cookie
        ).add(to: api)
        let admin = Doors(api).administration
        CompanyRoutes(companies: desk.companies, once: once).add(to: admin)
        CallbackNumberRoutes(numbers: desk.callbackNumbers, once: once).add(to: admin)
        UserRoutes(users: desk.users, once: once).add(to: admin)
        RecordRoutes(database: database).add(to: admin)
    }
}
