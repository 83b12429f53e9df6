extension Connection {
    /// Inserts all rows, in one round trip on MariaDB. At most 1,000: what a transaction may hold.
    ///
    /// Row by row on the server: inside `write` it is all or nothing.
    /// - Returns: the number of rows inserted.
    @discardableResult
    package func insertMany(into table: SQLName, columns: [SQLName], rows: [[SQL.Value]]) throws(MariaDBError) -> Int {
        guard !rows.isEmpty else { return 0 }
        precondition(rows.count <= 1_000, "more than 1,000 rows in one insert")
        precondition(rows.allSatisfy { $0.count == columns.count }, "rows and columns differ in number")
        let into = "INSERT INTO \(table.quoted) (\(columns.map(\.quoted).joined(separator: ", "))) VALUES "
        let places = "(" + repeatElement("?", count: columns.count).joined(separator: ", ") + ")"
        guard !usesArrays else { return try executeMany(text: into + places, rows: rows) }

        // A statement holds at most 65,535 places.
        let chunk = max(1, 65_535 / columns.count)
        var inserted = 0
        for start in stride(from: 0, to: rows.count, by: chunk) {
            let part = rows[start..<min(start + chunk, rows.count)]
            let text = into + repeatElement(places, count: part.count).joined(separator: ", ")
            inserted += try noted(
                withStatement(text) { statement throws(MariaDBError) in
                    try statement.execute(part.flatMap { $0 })
                    return statement.affectedRows
                })
        }
        return inserted
    }

    /// Runs one statement once for each row of values, in one round trip on MariaDB: bulk UPDATEs by id.
    ///
    /// `template` is a literal with a `?` a value: `"UPDATE coupon SET state = ? WHERE id = ?"`. At most 1,000 rows.
    /// - Returns: the rows matched, all together.
    @discardableResult
    package func executeMany(_ template: StaticString, rows: [[SQL.Value]]) throws(MariaDBError) -> Int {
        guard !rows.isEmpty else { return 0 }
        precondition(rows.count <= 1_000, "more than 1,000 rows in one call")
        guard !usesArrays else { return try executeMany(text: "\(template)", rows: rows) }
        return try noted(
            withStatement("\(template)") { statement throws(MariaDBError) in
                var affected = 0
                for row in rows {
                    try statement.execute(row)
                    affected += statement.affectedRows
                }
                return affected
            })
    }

    /// Runs `body` with array binding switched off: for a server that announces it and has trouble with it.
    package func withArrays<T>(_ usesArrays: Bool, _ body: (Connection) throws -> T) rethrows -> T {
        let before = self.usesArrays
        defer { self.usesArrays = before }
        self.usesArrays = usesArrays
        return try body(self)
    }

    private func executeMany(text: String, rows: [[SQL.Value]]) throws(MariaDBError) -> Int {
        try noted(
            withStatement(text) { statement throws(MariaDBError) in
                try statement.execute(rows: rows)
                return statement.affectedRows
            })
    }
}
