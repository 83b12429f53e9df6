import MariaDB

/// Which worker processes are alive, by the database's clock.
///
/// Claims of a process that has not been seen for ``deadAfterSeconds`` are settled by others. A process that was only
/// paused finds its fence outdated when it wakes and changes nothing.
package enum WorkerPresence {
    /// Several missed heartbeats (one every ``beatSeconds``), so that a slow moment is not taken for a death.
    package static let deadAfterSeconds = 15
    package static let beatSeconds = 3

    package static func beat(_ db: Connection, _ worker: WorkerIdentity) throws {
        let changed = try db.execute("UPDATE worker SET seen_at = NOW(3) WHERE id = \(worker.text)")
        guard changed == 0 else { return }
        do throws(any Error) {
            try db.execute("INSERT INTO worker (id, seen_at) VALUES (\(worker.text), NOW(3))")
        } catch MariaDBError.duplicateKey {
            return  // two beats within one millisecond: the row is there and fresh
        }
    }

    /// Forgets processes of this host that are gone, so that their claims are settled without waiting for the clock.
    package static func forgetDeadNeighbours(_ db: Connection) throws {
        let workers = try db.rows("SELECT id FROM worker WHERE id LIKE \("\(WorkerIdentity.place):%")")
        for row in workers {
            let worker = WorkerIdentity(try row.value("id"))
            if worker.isDeadNeighbour { try leave(db, worker) }
        }
        // Those of other hosts that died long ago.
        try db.execute("DELETE FROM worker WHERE seen_at < NOW(3) - INTERVAL 1 DAY LIMIT 1000")
    }

    /// Says goodbye, so that whatever is still claimed is settled at once.
    package static func leave(_ db: Connection, _ worker: WorkerIdentity) throws {
        try db.execute("DELETE FROM worker WHERE id = \(worker.text)")
    }

    /// A condition on a table with `owner` and `claimed_at`: the claim's holder is dead, or has held on for too long.
    ///
    /// `longestSeconds` is more than any live step takes; it catches claims that a live process lost track of.
    package static func abandoned(longestSeconds: Int) -> SQL {
        """
        (claimed_at < NOW(3) - INTERVAL \(longestSeconds) SECOND OR NOT EXISTS (
            SELECT 1 FROM worker
            WHERE worker.id = owner AND worker.seen_at > NOW(3) - INTERVAL \(deadAfterSeconds) SECOND))
        """
    }

}
