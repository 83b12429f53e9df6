import MariaDB

extension DataKey {
    func stored(_ db: Connection) throws -> [UInt8]? {
        try db.row("SELECT wrapped FROM data_key WHERE id = \(id)")?.value("wrapped")
    }

    /// Fails with a duplicate key when there is one already.
    func store(_ wrapped: [UInt8], _ db: Connection) throws {
        try db.execute("INSERT INTO data_key (id, wrapped, created_at) VALUES (\(id), \(wrapped), NOW(3))")
    }

    /// - Returns: false when another process was quicker.
    func replace(_ old: [UInt8], with new: [UInt8], _ db: Connection) throws -> Bool {
        try db.execute("UPDATE data_key SET wrapped = \(new) WHERE id = \(id) AND wrapped = \(old)") == 1
    }
}
