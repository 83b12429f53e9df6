/// What the server or the client library reported, as far as a caller can act on it.
///
/// Descriptions say what happened, why, and what to do; none carries a password or a bound value.
package enum MariaDBError: Error, Sendable, Equatable {
    /// Nothing answers at that host and port or socket.
    case unreachable(server: String, reason: String)
    /// The server is there and refuses the user or the password, or the user may not use the schema.
    case accessDenied(user: String, server: String)
    case unknownSchema(name: String, server: String)
    case tooManyConnections(server: String)
    /// Any other reason not to get a connection: TLS, protocol, a blocked host.
    case connectFailed(server: String, code: Int, message: String)
    /// The session is gone: server restarted, connection killed, time-out. What was not committed is undone.
    case connectionLost(code: Int, message: String)
    /// The connection was lost while COMMIT was under way and the transaction could not be run again:
    /// nobody knows yet whether it took effect.
    case commitOutcomeUnknown(reason: String)
    case deadlock
    case lockWaitTimeout
    case statementTimedOut
    /// A unique key refused the row. `name` is the key's, `PRIMARY` for the primary one.
    case duplicateKey(name: String)
    case noSuchTable(name: String)
    case statementFailed(code: Int, message: String)
    case noSuchColumn(String)
    case unexpectedNull(column: String)
    case undecodable(column: String, as: String)
    /// Too many units of work wait for a connection, or one waited too long.
    case busy(waiting: Int)
    case shutDown

    /// The whole transaction may be run again from its start.
    package var isTransient: Bool {
        switch self {
        case .deadlock, .lockWaitTimeout, .connectionLost: true
        default: false
        }
    }

    /// The server refuses a value that is to be written: too long for its column, or no such character in it.
    package var isAboutValues: Bool {
        guard case .statementFailed(let code, _) = self else { return false }
        return [1048, 1264, 1292, 1366, 1406].contains(code)
    }

    /// The server could not be used at all; the same call may succeed later.
    package var isUnavailable: Bool {
        switch self {
        case .unreachable, .tooManyConnections, .connectFailed, .connectionLost, .busy, .shutDown: true
        default: false
        }
    }
}

extension MariaDBError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreachable(let server, let reason):
            "No database server answers at \(server) (\(reason)). Start it, or correct host, port or socket in the URL."
        case .accessDenied(let user, let server):
            "The database server at \(server) refused user \"\(user)\". Correct user and password in the URL, or GRANT the user access to the schema."
        case .unknownSchema(let name, let server):
            "The database server at \(server) has no schema \"\(name)\". Create it (CREATE DATABASE) or correct the URL."
        case .tooManyConnections(let server):
            "The database server at \(server) has no free connection. Lower DB_POOL_MAX of the processes or raise max_connections."
        case .connectFailed(let server, let code, let message):
            "No connection to the database server at \(server): \(message) (\(code))."
        case .connectionLost(let code, let message):
            "The connection to the database was lost: \(message) (\(code)). The next call opens a new one."
        case .commitOutcomeUnknown(let reason):
            "The connection was lost during COMMIT, so it is open whether the transaction took effect; then: \(reason) Look at the rows before doing it again."
        case .deadlock: "The transaction was chosen as a deadlock's victim and undone. It may be run again."
        case .lockWaitTimeout: "Another transaction held a lock for too long. The transaction may be run again."
        case .statementTimedOut: "The statement took longer than allowed and was stopped by the server."
        case .duplicateKey(let name): "A row with the same value of the unique key \"\(name)\" exists."
        case .noSuchTable(let name): "Table \"\(name)\" does not exist. Run the migrations, or check the schema's name."
        case .statementFailed(let code, let message): "The statement failed: \(message) (\(code))."
        case .noSuchColumn(let name): "The result has no column \"\(name)\"."
        case .unexpectedNull(let column): "Column \"\(column)\" is NULL where a value is needed."
        case .undecodable(let column, let type): "Column \"\(column)\" does not hold a \(type)."
        case .busy(let waiting):
            "All database connections are in use and \(waiting) units of work wait. Try again shortly."
        case .shutDown: "The connection pool is shut down."
        }
    }
}
