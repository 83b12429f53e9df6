import CMariaDB

/// One server session, confined to the thread that opened it.
///
/// Deliberately not `Sendable`: the compiler keeps the C handle on its thread.
package final class Connection {
    private let handle: UnsafeMutablePointer<MYSQL>

    init(_ options: Options) throws(MariaDBError) {
        guard let handle = mysql_init(nil) else { throw .connectFailed(code: 0, message: "out of memory") }
        var timeout: UInt32 = options.timeoutSeconds
        mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &timeout)
        mysql_options(handle, MYSQL_OPT_READ_TIMEOUT, &timeout)
        mysql_options(handle, MYSQL_OPT_WRITE_TIMEOUT, &timeout)
        mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
        guard
            mysql_real_connect(handle, nil, options.user, options.password, options.database, 0, options.socket, 0)
                != nil
        else {
            let error = MariaDBError.connectFailed(
                code: mysql_errno(handle), message: String(cString: mysql_error(handle)))
            mysql_close(handle)
            throw error
        }
        self.handle = handle
        try execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        try execute("SET SESSION time_zone = '+09:00'")
    }

    deinit { mysql_close(handle) }

    package struct Options: Sendable {
        package var socket: String, user: String, password: String, database: String?
        package var timeoutSeconds: UInt32 = 10
        package init(socket: String, user: String, password: String, database: String?) {
            (self.socket, self.user, self.password, self.database) = (socket, user, password, database)
        }
    }

    @discardableResult
    package func execute(_ sql: SQL) throws(MariaDBError) -> Int {
        let statement = try run(sql)
        defer { mysql_stmt_close(statement) }
        return Int(mysql_stmt_affected_rows(statement))
    }

    package func insert(_ sql: SQL) throws(MariaDBError) -> Int64 {
        let statement = try run(sql)
        defer { mysql_stmt_close(statement) }
        return Int64(mysql_stmt_insert_id(statement))
    }

    package func rows(_ sql: SQL) throws(MariaDBError) -> [Row] {
        let statement = try run(sql)
        defer { mysql_stmt_close(statement) }
        guard let meta = mysql_stmt_result_metadata(statement) else { return [] }
        defer { mysql_free_result(meta) }
        var updateMaxLength: my_bool = 1
        mysql_stmt_attr_set(statement, STMT_ATTR_UPDATE_MAX_LENGTH, &updateMaxLength)
        guard mysql_stmt_store_result(statement) == 0 else { throw failure(statement) }
        let count = Int(mysql_num_fields(meta))
        let fields = mysql_fetch_fields(meta)!
        var columns: [String: Int] = [:]
        for i in 0..<count { columns[String(cString: fields[i].name)] = i }

        let binds = UnsafeMutablePointer<MYSQL_BIND>.allocate(capacity: count)
        binds.initialize(repeating: MYSQL_BIND(), count: count)
        let lengths = UnsafeMutablePointer<CUnsignedLong>.allocate(capacity: count)
        lengths.initialize(repeating: 0, count: count)
        let nulls = UnsafeMutablePointer<my_bool>.allocate(capacity: count)
        nulls.initialize(repeating: 0, count: count)
        defer {
            for i in 0..<count { binds[i].buffer?.deallocate() }
            binds.deallocate()
            lengths.deallocate()
            nulls.deallocate()
        }
        for i in 0..<count {
            let size = max(Int(fields[i].max_length), 64) + 1
            binds[i].buffer_type = MYSQL_TYPE_STRING
            binds[i].buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 1)
            binds[i].buffer_length = CUnsignedLong(size)
            binds[i].length = lengths + i
            binds[i].is_null = nulls + i
        }
        guard mysql_stmt_bind_result(statement, binds) == 0 else { throw failure(statement) }
        var result: [Row] = []
        while true {
            let status = mysql_stmt_fetch(statement)
            if status == MYSQL_NO_DATA { return result }
            guard status == 0 else { throw failure(statement) }
            let cells = (0..<count).map { i -> String? in
                nulls[i] != 0
                    ? nil
                    : String(
                        decoding: UnsafeRawBufferPointer(start: binds[i].buffer, count: Int(lengths[i])), as: UTF8.self)
            }
            result.append(Row(columns: columns, cells: cells))
        }
    }

    /// Runs `body` in a transaction: commits when it returns, rolls back when it throws.
    ///
    /// The rollback is explicit because a lock wait timeout undoes only one statement (`innodb_rollback_on_timeout=OFF`).
    func transaction<T>(_ body: (Connection) throws -> T) throws -> T {
        try execute("START TRANSACTION")
        do {
            let value = try body(self)
            try execute("COMMIT")
            return value
        } catch {
            _ = try? execute("ROLLBACK")
            throw error
        }
    }

    private func run(_ sql: SQL) throws(MariaDBError) -> UnsafeMutablePointer<MYSQL_STMT> {
        guard let statement = mysql_stmt_init(handle) else { throw failure(nil) }
        func fail() -> MariaDBError {
            let error = failure(statement)
            mysql_stmt_close(statement)
            return error
        }
        guard mysql_stmt_prepare(statement, sql.text, CUnsignedLong(sql.text.utf8.count)) == 0 else { throw fail() }
        let count = sql.values.count
        let binds = UnsafeMutablePointer<MYSQL_BIND>.allocate(capacity: max(count, 1))
        binds.initialize(repeating: MYSQL_BIND(), count: max(count, 1))
        var owned: [UnsafeMutableRawPointer] = []
        defer {
            for pointer in owned { pointer.deallocate() }
            binds.deallocate()
        }
        for (i, value) in sql.values.enumerated() {
            switch value {
            case .null:
                binds[i].buffer_type = MYSQL_TYPE_NULL
            case .int(let number):
                let p = UnsafeMutableRawPointer.allocate(byteCount: 8, alignment: 8)
                p.storeBytes(of: number, as: Int64.self)
                owned.append(p)
                binds[i].buffer_type = MYSQL_TYPE_LONGLONG
                binds[i].buffer = p
            case .text(let text):
                let utf8 = Array(text.utf8)
                let p = UnsafeMutableRawPointer.allocate(byteCount: max(utf8.count, 1), alignment: 1)
                p.copyMemory(from: utf8, byteCount: utf8.count)
                owned.append(p)
                binds[i].buffer_type = MYSQL_TYPE_STRING
                binds[i].buffer = p
                binds[i].buffer_length = CUnsignedLong(utf8.count)
            }
        }
        if count > 0, mysql_stmt_bind_param(statement, binds) != 0 { throw fail() }
        guard mysql_stmt_execute(statement) == 0 else { throw fail() }
        return statement
    }

    private func failure(_ statement: UnsafeMutablePointer<MYSQL_STMT>?) -> MariaDBError {
        let code = statement.map { mysql_stmt_errno($0) } ?? mysql_errno(handle)
        let message = String(cString: statement.map { mysql_stmt_error($0) } ?? mysql_error(handle))
        switch Int32(bitPattern: code) {
        case ER_LOCK_DEADLOCK: return .deadlock
        case ER_LOCK_WAIT_TIMEOUT: return .lockWaitTimeout
        case ER_DUP_ENTRY: return .duplicateKey(message: message)
        case Int32(CR_SERVER_GONE_ERROR), Int32(CR_SERVER_LOST): return .connectionLost(code: code, message: message)
        default: return .statementFailed(code: code, message: message)
        }
    }
}
