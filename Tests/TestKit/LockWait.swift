import MariaDB

/// Tells a test, in the middle of a transaction, that another one has come to wait for a lock.
package enum LockWait {
    /// - Returns: false when none does within five seconds.
    package static func begins(_ db: Connection) throws -> Bool {
        // The server renews this table only when nobody has read it for a tenth of a second.
        for _ in 0..<30 {
            _ = try db.rows("SELECT SLEEP(0.15)")
            let waiting = try db.rows("SELECT trx_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
            if !waiting.isEmpty { return true }
        }
        return false
    }
}
