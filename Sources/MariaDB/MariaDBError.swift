/// What the server or the client library reported. Codes are MariaDB's own (`mysqld_error.h`, `errmsg.h`).
package enum MariaDBError: Error, Sendable, Equatable {
    case connectFailed(code: UInt32, message: String)
    case connectionLost(code: UInt32, message: String)
    case deadlock
    case lockWaitTimeout
    case duplicateKey(message: String)
    case statementFailed(code: UInt32, message: String)
    case noSuchColumn(String)
    case unexpectedNull(column: String)
    case undecodable(column: String, as: String)
    case shutDown

    /// The whole transaction may be run again from its start.
    package var isTransient: Bool {
        switch self {
        case .deadlock, .lockWaitTimeout: true
        default: false
        }
    }
}
