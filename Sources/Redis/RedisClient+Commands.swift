extension RedisClient {
    package func get(_ key: String) async throws(RedisError) -> String? {
        let reply = try await command("GET", key)
        guard reply != .none else { return nil }
        guard let text = reply.text else { throw .unexpectedReply }
        return text
    }

    package func getBytes(_ key: String) async throws(RedisError) -> [UInt8]? {
        switch try await command("GET", key) {
        case .none: return nil
        case .bytes(let bytes): return bytes
        default: throw .unexpectedReply
        }
    }

    /// Nothing is kept for ever: every value has an end.
    ///
    /// - Returns: false when `onlyIfAbsent` and the key was there; then nothing is changed.
    @discardableResult
    package func set(
        _ key: String, _ value: String, for lifetime: Duration, onlyIfAbsent: Bool = false
    ) async throws(RedisError) -> Bool {
        try await set(key, Array(value.utf8), for: lifetime, onlyIfAbsent: onlyIfAbsent)
    }

    @discardableResult
    package func set(
        _ key: String, _ value: [UInt8], for lifetime: Duration, onlyIfAbsent: Bool = false
    ) async throws(RedisError) -> Bool {
        var arguments = [Array("SET".utf8), Array(key.utf8), value, Array("PX".utf8), lifetime.argument]
        if onlyIfAbsent { arguments.append(Array("NX".utf8)) }
        return try await command(arguments) != .none
    }

    /// - Returns: how many of the keys there were.
    @discardableResult
    package func delete(_ keys: String...) async throws(RedisError) -> Int {
        guard !keys.isEmpty else { return 0 }
        return try await integer(["DEL"] + keys)
    }

    package func exists(_ key: String) async throws(RedisError) -> Bool { try await integer(["EXISTS", key]) == 1 }

    /// Counts within a window that begins with the first count.
    ///
    /// - Returns: the count with this one.
    package func increment(_ key: String, for window: Duration) async throws(RedisError) -> Int {
        // The key gets its end first: INCR keeps it, and nobody can be left with a counter that never ends.
        try await set(key, "0", for: window, onlyIfAbsent: true)
        return try await integer(["INCR", key])
    }

    /// How long the key will last; nil when there is no such key or it has no end.
    package func remaining(_ key: String) async throws(RedisError) -> Duration? {
        let milliseconds = try await integer(["PTTL", key])
        return milliseconds < 0 ? nil : .milliseconds(milliseconds)
    }

    /// - Returns: how many subscribers got it.
    @discardableResult
    package func publish(_ channel: String, _ message: String) async throws(RedisError) -> Int {
        try await integer(["PUBLISH", channel, message])
    }

    package func ping() async throws(RedisError) { _ = try await command("PING") }

    private func integer(_ words: [String]) async throws(RedisError) -> Int {
        guard case .integer(let number) = try await command(words.map { Array($0.utf8) }) else {
            throw .unexpectedReply
        }
        return number
    }
}

extension Duration {
    /// Milliseconds as text, at least one: Redis refuses zero.
    fileprivate var argument: [UInt8] { Array("\(max(1, milliseconds))".utf8) }
}
