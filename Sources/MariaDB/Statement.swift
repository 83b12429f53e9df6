import CMariaDB

/// One prepared statement of one connection.
final class Statement {
    let handle: UnsafeMutablePointer<MYSQL_STMT>
    private var columns: Columns?

    init(_ connection: UnsafeMutablePointer<MYSQL>, _ text: String) throws(MariaDBError) {
        guard let handle = mysql_stmt_init(connection) else {
            throw .statement(code: mysql_errno(connection), message: String(cString: mysql_error(connection)))
        }
        self.handle = handle
        guard mysql_stmt_prepare(handle, text, CUnsignedLong(text.utf8.count)) == 0 else { throw failure }
    }

    deinit { mysql_stmt_close(handle) }

    var affectedRows: Int { Int(truncatingIfNeeded: mysql_stmt_affected_rows(handle)) }

    func execute(_ values: [SQL.Value]) throws(MariaDBError) {
        let expected = Int(mysql_stmt_param_count(handle))
        // A `?` in a literal would shift every value after it.
        precondition(expected == values.count, "the statement has \(expected) places for \(values.count) values")
        try setArraySize(0)
        let parameters = Parameters(values)
        guard values.isEmpty || mysql_stmt_bind_param(handle, parameters.binds.baseAddress) == 0 else { throw failure }
        guard mysql_stmt_execute(handle) == 0 else { throw failure }
    }

    /// Runs the statement once for each row, in one round trip (MariaDB's array binding).
    func execute(rows: [[SQL.Value]]) throws(MariaDBError) {
        try setArraySize(UInt32(rows.count))
        let parameters = ArrayParameters(rows)
        guard mysql_stmt_bind_param(handle, parameters.binds.baseAddress) == 0 else { throw failure }
        guard mysql_stmt_execute(handle) == 0 else { throw failure }
    }

    func fetchAll() throws(MariaDBError) -> ResultRows {
        let count = Int(mysql_stmt_field_count(handle))
        guard count > 0, let fields = mariadb_stmt_fetch_fields(handle) else {
            return ResultRows(columns: Columns(names: []), count: 0, bytes: [], bounds: [])
        }
        var wantsMaxLength: my_bool = 1
        mysql_stmt_attr_set(handle, STMT_ATTR_UPDATE_MAX_LENGTH, &wantsMaxLength)
        guard mysql_stmt_store_result(handle) == 0 else { throw failure }
        let buffer = FetchBuffer((0..<count).map { Int(fields[$0].max_length) })
        guard mysql_stmt_bind_result(handle, buffer.binds.baseAddress) == 0 else { throw failure }

        let rowCount = Int(mysql_stmt_num_rows(handle))
        var bytes: [UInt8] = []
        var bounds: [Int] = []
        bounds.reserveCapacity(rowCount * count * 2)
        while true {
            let status = mysql_stmt_fetch(handle)
            if status == MYSQL_NO_DATA { break }
            guard status == 0 else { throw failure }
            buffer.append(to: &bytes, &bounds)
        }
        return ResultRows(columns: columns(fields, count), count: rowCount, bytes: bytes, bounds: bounds)
    }

    /// Frees what the server sent, so that the statement can be kept for the next call.
    func reset() { mysql_stmt_free_result(handle) }

    private func columns(_ fields: UnsafeMutablePointer<MYSQL_FIELD>, _ count: Int) -> Columns {
        // Compared, because a column may have been renamed since the statement was prepared.
        if let columns, columns.match(fields, count) { return columns }
        let made = Columns(names: (0..<count).map { String(cString: fields[$0].name) })
        columns = made
        return made
    }

    private func setArraySize(_ rows: UInt32) throws(MariaDBError) {
        var rows = rows
        guard mysql_stmt_attr_set(handle, STMT_ATTR_ARRAY_SIZE, &rows) == 0 else { throw failure }
    }

    private var failure: MariaDBError {
        .statement(code: mysql_stmt_errno(handle), message: String(cString: mysql_stmt_error(handle)))
    }
}
