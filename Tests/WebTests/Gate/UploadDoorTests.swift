import HTTPTypes
import Support
import Testing

@testable import Web

@Suite("The door for uploads")
struct UploadDoorTests {
    @Test("whoever finds no room waits until somebody leaves, in the order of coming")
    func waits() async throws {
        let door = UploadDoor(room: 10)
        let order = Order()
        let (holding, gate) = try await filled(door)
        let first = Task { try await door.pass(10) { await order.add(0) } }
        while door.waitingCount < 1 { await Task.yield() }
        let second = Task { try await door.pass(4) { await order.add(1) } }
        while door.waitingCount < 2 { await Task.yield() }

        gate.open()
        try await holding.value
        try await first.value
        try await second.value

        #expect(await order.seen == [0, 1])
        #expect(door.waitingCount == 0)
    }

    @Test("more than may wait are refused with words in Korean, and the others still get in")
    func refused() async throws {
        let door = UploadDoor(room: 10, mostWaiting: 1)
        let (holding, gate) = try await filled(door)
        let waiting = Task { try await door.pass(1) { true } }
        while door.waitingCount < 1 { await Task.yield() }

        await #expect(throws: Problem.tooManyUploads) { try await door.pass(1) {} }

        gate.open()
        try await holding.value
        #expect(try await waiting.value)
        #expect(Problem.tooManyUploads.status.code == 503 && Problem.tooManyUploads.retryAfterSeconds != nil)
    }

    @Test("whoever waits too long, or gives up, is refused and leaves no trace", arguments: [true, false])
    func givesUp(byCancelling: Bool) async throws {
        let door = UploadDoor(room: 10, patience: byCancelling ? .seconds(600) : .milliseconds(1))
        let (holding, gate) = try await filled(door)
        let waiting = Task { try await door.pass(10) {} }
        if byCancelling { waiting.cancel() }

        await #expect(throws: Problem.tooManyUploads) { try await waiting.value }

        gate.open()
        try await holding.value
        #expect(try await door.pass(10) { true })
    }

    /// Somebody who takes all the room until the gate is opened.
    private func filled(_ door: UploadDoor) async throws -> (Task<Void, any Error>, Gate) {
        let (gate, inside) = (Gate(), Gate())
        let holding = Task {
            try await door.pass(10) {
                inside.open()
                await gate.passed()
            }
        }
        await inside.passed()
        return (holding, gate)
    }
}

private actor Order {
    private(set) var seen: [Int] = []

    func add(_ number: Int) { seen.append(number) }
}

/// Closed until somebody opens it.
private final class Gate: Sendable {
    private let (stream, continuation) = AsyncStream<Void>.makeStream()

    func open() { continuation.finish() }

    func passed() async { for await _ in stream {} }
}
