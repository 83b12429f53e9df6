import CMariaDB
import Foundation

extension MariaDBError {
    /// Sorts an error of a statement. Codes: `mysqld_error.h` (server, 1000–), `errmsg.h` (client, 2000–).
    static func statement(code: UInt32, message: String) -> MariaDBError {
        switch Int32(bitPattern: code) {
        // 1020: innodb_snapshot_isolation and Galera report a row changed since it was read.
        case ER_LOCK_DEADLOCK, ER_CHECKREAD: .deadlock
        case ER_LOCK_WAIT_TIMEOUT: .lockWaitTimeout
        case ER_STATEMENT_TIMEOUT: .statementTimedOut
        case ER_DUP_ENTRY: .duplicateKey(name: keyName(in: message))
        case ER_NO_SUCH_TABLE: .noSuchTable(name: quoted(in: message))
        // 1047: a Galera node that is not synchronised; 4031: MySQL 8 closed an idle session.
        case Int32(CR_SERVER_GONE_ERROR), Int32(CR_SERVER_LOST), Int32(CR_SERVER_LOST_EXTENDED), ER_CONNECTION_KILLED,
            ER_SERVER_SHUTDOWN, ER_NEW_ABORTING_CONNECTION, ER_NET_READ_ERROR, ER_NET_READ_INTERRUPTED,
            ER_NET_ERROR_ON_WRITE, ER_NET_WRITE_INTERRUPTED, ER_UNKNOWN_COM_ERROR, Int32(CR_COMMANDS_OUT_OF_SYNC), 4031:
            .connectionLost(code: Int(code), message: message)
        case ER_TRUNCATED_WRONG_VALUE_FOR_FIELD, ER_TRUNCATED_WRONG_VALUE, ER_WRONG_VALUE:
            .statementFailed(code: Int(code), message: withoutValue(message))
        default: .statementFailed(code: Int(code), message: message)
        }
    }

    /// Sorts an error of opening a connection.
    static func opening(_ address: DatabaseAddress, code: UInt32, message: String) -> MariaDBError {
        let server = address.server
        return switch Int32(bitPattern: code) {
        case Int32(CR_CONNECTION_ERROR), Int32(CR_CONN_HOST_ERROR), Int32(CR_UNKNOWN_HOST), Int32(CR_SERVER_LOST),
            Int32(CR_SERVER_LOST_EXTENDED), Int32(CR_SERVER_GONE_ERROR):
            .unreachable(server: server, reason: message)
        case ER_ACCESS_DENIED_ERROR, ER_DBACCESS_DENIED_ERROR, ER_ACCESS_DENIED_NO_PASSWORD_ERROR:
            .accessDenied(user: address.user, server: server)
        case ER_BAD_DB_ERROR: .unknownSchema(name: address.schema, server: server)
        case ER_CON_COUNT_ERROR, ER_TOO_MANY_USER_CONNECTIONS, ER_USER_LIMIT_REACHED:
            .tooManyConnections(server: server)
        default: .connectFailed(server: server, code: Int(code), message: message)
        }
    }

    /// `Duplicate entry '…' for key 'name'`: the entry may be personal data, so only the name is kept. MySQL 8 writes
    /// `table.name`.
    private static func keyName(in message: String) -> String {
        let parts = message.split(separator: "'")
        guard let last = parts.last else { return "" }
        return String(last.split(separator: ".").last ?? last)
    }

    /// `Table 'schema.name' doesn't exist`.
    private static func quoted(in message: String) -> String {
        let parts = message.split(separator: "'")
        return parts.count > 1 ? String(parts[1]) : message
    }

    /// `Incorrect string value: '…' for column …`: the value may be personal data.
    private static func withoutValue(_ message: String) -> String {
        guard let start = message.firstIndex(of: "'"),
            let end = message.range(of: "' for column")?.lowerBound ?? message.lastIndex(of: "'"), start < end
        else { return message }
        return "\(message[...start])…\(message[end...])"
    }
}
