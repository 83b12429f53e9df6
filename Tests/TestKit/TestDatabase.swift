import MariaDB
import Testing

/// A private, migrated, empty schema for each test: `@Test(.database)`, then `TestDatabase.current`.
///
/// Schemas are made once and handed on; a returned one is emptied before its next use.
package struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    package let isRecursive = true

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let database = try await SchemaPool.shared.checkOut()
        do {
            try await TestDatabase.$bound.withValue(database) { try await function() }
        } catch {
            await SchemaPool.shared.checkIn(database)
            throw error
        }
        await SchemaPool.shared.checkIn(database)
    }
}

extension Trait where Self == DatabaseTrait {
    package static var database: Self { Self() }
}

package enum TestDatabase {
    @TaskLocal static var bound: Database?

    package static var current: Database {
        guard let bound else { preconditionFailure("add .database to the test or its suite") }
        return bound
    }
}
