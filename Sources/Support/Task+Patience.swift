extension Task where Failure == any Error {
    /// The task's value, nil when it is not there after `limit`. The task itself goes on.
    package func value(within limit: Duration) async throws -> Success? {
        try await withThrowingTaskGroup(of: Success?.self) { group in
            // Waiting for a task's value cannot be given up, waiting for a stream can.
            let (values, value) = AsyncThrowingStream<Success, any Error>.makeStream()
            Task<Void, Never> {
                do {
                    value.yield(try await self.value)
                    value.finish()
                } catch {
                    value.finish(throwing: error)
                }
            }
            group.addTask {
                for try await value in values { return value }
                return nil
            }
            group.addTask {
                try? await Task<Never, Never>.sleep(for: limit)  // cancelled when the value came first
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}
