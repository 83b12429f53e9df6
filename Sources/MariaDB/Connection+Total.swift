import Support

extension Connection {
    /// How many rows `select` finds, counted up to the reach of a list. `select` names one column of an index, so that
    /// rows are counted without being read.
    package func total(_ select: SQL) throws(MariaDBError) -> Total {
        let row = try row("SELECT COUNT(*) AS n FROM (\(part: select) LIMIT \(Total.reach + 1)) counted")
        return Total(try row?.value("n") ?? 0)
    }
}
