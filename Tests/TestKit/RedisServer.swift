import Foundation
import Redis
import Testing

/// A private, empty Redis on a socket.
package struct RedisServer: Sendable {
    package let process: TestServer
    package let address: RedisAddress

    package static func start() async throws -> RedisServer {
        let process = try TestServer { directory in
            [
                "/usr/bin/redis-server", "--port", "0", "--unixsocket", directory.appending(path: "redis.sock").path,
                "--save", "", "--appendonly", "no", "--dir", directory.path, "--daemonize", "no",
            ]
        }
        let socket = process.directory.appending(path: "redis.sock").path
        let server = RedisServer(process: process, address: RedisAddress(.unix(path: socket)))
        try await server.start()
        return server
    }

    /// Starts it, again after `process.kill()`, and waits until it answers.
    package func start() async throws {
        try process.start()
        let client = RedisClient(address, rest: .zero)
        try await process.waitUntilReady { (try? await client.ping()) != nil }
    }
}

/// A Redis of its own for each test: `@Test(.redis)`, then `TestRedis.current`. Empty, and the test may kill it.
package struct RedisTrait: TestTrait, SuiteTrait, TestScoping {
    package let isRecursive = true

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let server = try await RedisServer.start()
        try await TestRedis.$bound.withValue(server) { try await function() }
        try await server.process.kill()
    }
}

extension Trait where Self == RedisTrait {
    package static var redis: Self { Self() }
}

package enum TestRedis {
    @TaskLocal static var bound: RedisServer?

    package static var server: RedisServer {
        guard let bound else { preconditionFailure("add .redis to the test or its suite") }
        return bound
    }

    /// A new connection to it. `rest` is zero, so that a test need not wait after a failure.
    package static var current: RedisClient { RedisClient(server.address, rest: .zero) }
}
