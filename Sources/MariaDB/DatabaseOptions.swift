/// Time-outs of a session and the life of pooled connections.
package struct DatabaseOptions: Sendable {
    package var connectSeconds = 5
    /// Longer than `statementSeconds`, so that the server ends a slow statement and the session survives.
    package var readSeconds = 35
    package var writeSeconds = 35
    package var statementSeconds = 30
    /// The server's default of 50 s would hold a connection of the pool for as long.
    package var lockWaitSeconds = 5
    /// A connection unused for longer is asked whether it still lives before it is used.
    package var checkAfterIdle: Duration = .seconds(10)
    /// A connection above the minimum is closed after this time without work.
    package var closeAfterIdle: Duration = .seconds(60)
    /// A connection is replaced after this time, so that load spreads again after a failover behind a proxy.
    package var maximumAge: Duration = .seconds(30 * 60)
    /// Units of work that may wait for a connection before new ones are refused.
    package var maximumWaiting = 2_000
    /// How long one may wait.
    package var maximumWait: Duration = .seconds(20)
    /// Nil but in tests.
    package var witness: StatementWitness?

    /// Whether the schema is our own, with the table `commit_mark`: then an interrupted COMMIT is told for what it was.
    package var leavesCommitMarks = true

    package init() {}

    /// For a schema that is somebody else's.
    package static var foreign: DatabaseOptions {
        var options = DatabaseOptions()
        options.leavesCommitMarks = false
        return options
    }

    /// For DDL, which may take as long as it takes.
    package static var migration: DatabaseOptions {
        var options = DatabaseOptions()
        (options.readSeconds, options.writeSeconds, options.statementSeconds) = (86_400, 86_400, 0)
        options.lockWaitSeconds = 60
        options.leavesCommitMarks = false
        return options
    }
}
