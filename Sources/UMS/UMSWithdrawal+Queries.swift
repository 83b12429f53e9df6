import MariaDB

extension UMSTables {
    /// Takes rows back that the agent has not begun, one by one: one deleted row is the only proof (docs/sources.md
    /// §1.3).
    ///
    /// - Returns: the keys that were taken back; the others are the agent's.
    package func withdraw(_ db: Connection, _ keys: [String]) throws -> Set<String> {
        let table = SQLName("UMS_MSG").in(schema: schema)
        var withdrawn: Set<String> = []
        for key in keys {
            let deleted = try db.execute(
                "DELETE FROM \(name: table) WHERE CLIENT_KEY = \(key) AND MSG_STATUS = 'ready'")
            if deleted == 1 { withdrawn.insert(key) }
        }
        return withdrawn
    }
}
