import Foundation
import Testing

@testable import Web

@Suite("Where people's files are read and written")
struct FileThreadsTests {
    @Test("however many files wait, Swift's own threads go on")
    func ownThreads() async throws {
        let gate = DispatchSemaphore(value: 0)
        let count = ProcessInfo.processInfo.activeProcessorCount + 2

        // Each holds its thread until a task on Swift's threads opens the gate.
        async let works = withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<count {
                group.addTask {
                    try await FileThreads.run {
                        gate.wait()
                        return index
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        await Task { for _ in 0..<count { gate.signal() } }.value

        #expect(try await works == (0..<count).reduce(0, +))
    }
}
