import Foundation
import Redis
import TestKit
import Testing

@Suite("Redis", .redis)
struct RedisClientTests {
    let redis = TestRedis.current
    let server = TestRedis.server

    @Test("keeps text and bytes exactly", arguments: ["", "홍길동 🎁", "a\0b\r\n$3"])
    func values(text: String) async throws {
        try await redis.set("text", text, for: .seconds(60))
        try await redis.set("bytes", (0...255).map { UInt8($0) }, for: .seconds(60))

        let back = try await (redis.get("text"), redis.getBytes("bytes"), redis.get("nothing"))

        #expect(back.0 == text)
        #expect(back.1 == (0...255).map { UInt8($0) })
        #expect(back.2 == nil)
    }

    @Test("gives every value an end")
    func lifetime() async throws {
        try await redis.set("short", "x", for: .seconds(60))

        let remaining = try #require(try await redis.remaining("short"))

        #expect(remaining > .seconds(50))
        #expect(remaining <= .seconds(60))
    }

    @Test("sets a key only once when asked to, and again after it was deleted")
    func onlyIfAbsent() async throws {
        let first = try await redis.set("lock", "a", for: .seconds(60), onlyIfAbsent: true)
        let second = try await redis.set("lock", "b", for: .seconds(60), onlyIfAbsent: true)
        let kept = try await redis.get("lock")
        let deleted = try await redis.delete("lock", "other")
        let third = try await redis.set("lock", "c", for: .seconds(60), onlyIfAbsent: true)

        #expect((first, second, third) == (true, false, true))
        #expect(kept == "a")
        #expect(deleted == 1)
    }

    @Test("counts calls that come at once, in a window that ends")
    func counting() async throws {
        let counts = try await withThrowingTaskGroup(of: Int.self) { [redis] group in
            for _ in 0..<50 { group.addTask { try await redis.increment("failures", for: .seconds(60)) } }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        let remaining = try await redis.remaining("failures")

        #expect(counts == Set(1...50))
        #expect(remaining != nil)
    }

    @Test("tells a command it refuses from being away")
    func refused() async throws {
        try await redis.set("text", "not a number", for: .seconds(60))

        let error = await #expect(throws: RedisError.self) { try await redis.command("INCR", "text") }

        guard case .refused? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("restarted, it is used again at the first call")
    func restart() async throws {
        try await redis.set("key", "before", for: .seconds(60))
        try await server.process.kill()
        try await server.start()

        let value = try await redis.get("key")

        #expect(value == nil)
    }

    @Test("gone, it fails at once and is left alone for a while")
    func gone() async throws {
        let patient = RedisClient(server.address, rest: .seconds(3_600))
        try await patient.ping()
        try await server.process.kill()

        let first = await failure(patient)
        try await server.start()
        let second = await failure(patient)

        #expect(first?.contains("cannot be used") == true)
        #expect(second?.contains("failed a moment ago") == true)
    }

    @Test("stopped in the middle, it costs a call the time-out and not more")
    func stuck() async throws {
        let hasty = RedisClient(server.address, timeout: .milliseconds(50), rest: .zero)
        try await hasty.ping()
        try server.process.send(SIGSTOP)

        let start = ContinuousClock.now
        let reason = await failure(hasty)
        let took = start.duration(to: .now)
        try server.process.send(SIGCONT)

        #expect(reason != nil)
        #expect(took < .seconds(5))
    }

    @Test("after shutDown refuses instead of waiting")
    func shutDown() async throws {
        redis.shutDown()

        await #expect(throws: RedisError.shutDown) { try await redis.ping() }
    }

    private func failure(_ redis: RedisClient) async -> String? {
        do {
            try await redis.ping()
            return nil
        } catch {
            return "\(error)"
        }
    }
}

@Suite("The address of a Redis")
struct RedisAddressTests {
    @Test("has all parts")
    func parts() throws {
        let full = try RedisAddress("redis://:p%40ss@cache.example:6380/2")

        #expect(full == RedisAddress(.tcp(host: "cache.example", port: 6380), password: "p@ss", index: 2))
        #expect(try RedisAddress("redis://localhost") == RedisAddress(.tcp(host: "localhost", port: 6379)))
        #expect(try RedisAddress("unix:///run/redis.sock") == RedisAddress(.unix(path: "/run/redis.sock")))
    }

    @Test(
        "is refused with its reason",
        arguments: [
            ("http://x", InvalidRedisAddress.wrongScheme), ("redis://", .missingHost), ("redis://:p@:1", .missingHost),
            ("redis://h:99999", .badPort("99999")), ("redis://h/x", .badIndex("x")), ("unix://run", .missingPath),
            ("redis://:%@h", .badEscape),
        ])
    func refusals(url: String, expected: InvalidRedisAddress) {
        #expect(throws: expected) { try RedisAddress(url) }
    }

    @Test("never shows its password")
    func masked() throws {
        let address = try RedisAddress("redis://:hunter2@h")

        #expect(!"\(address) \(String(reflecting: address))".contains("hunter2"))
    }
}
