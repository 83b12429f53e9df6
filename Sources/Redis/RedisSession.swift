import CHiredis
import Foundation

/// One connection to Redis, confined to the thread that opened it. Deliberately not `Sendable`.
///
/// After any error it is of no use (hiredis, `redisContext.err`) and its owner drops it.
final class RedisSession {
    private let context: UnsafeMutablePointer<redisContext>

    /// Connects, and gives the password and chooses the database where the address has them.
    init(_ address: RedisAddress, timeout: Duration) throws(RedisError) {
        let limit = timeout.timeval
        let opened =
            switch address.place {
            case .tcp(let host, let port): redisConnectWithTimeout(host, Int32(port), limit)
            case .unix(let path): redisConnectUnixWithTimeout(path, limit)
            }
        guard let opened else { throw .unavailable(reason: "out of memory") }
        context = opened
        guard opened.pointee.err == 0 else { throw failure(address) }
        redisSetTimeout(opened, limit)
        if let password = address.password { try accept(["AUTH", password]) }
        if address.index > 0 { try accept(["SELECT", "\(address.index)"]) }
    }

    deinit { redisFree(context) }

    /// Puts a command into the output buffer; it leaves with the next `reply`.
    func append(_ arguments: [[UInt8]]) throws(RedisError) {
        let lengths = arguments.map(\.count)
        let status = arguments.withPointers { redisAppendCommandArgv(context, Int32(arguments.count), $0, lengths) }
        guard status == REDIS_OK else { throw failure() }
    }

    /// Sends what was appended and waits for the next answer.
    func reply() throws(RedisError) -> RedisReply {
        var raw: UnsafeMutableRawPointer?
        guard redisGetReply(context, &raw) == REDIS_OK, let raw else { throw failure() }
        return Self.take(raw)
    }

    /// Sends what was appended without waiting for an answer.
    func flush() throws(RedisError) {
        var done: Int32 = 0
        while done == 0 { guard redisBufferWrite(context, &done) == REDIS_OK else { throw failure() } }
    }

    /// The next message of a subscription; nil when none came within `limit`.
    func message(within limit: Duration) throws(RedisError) -> RedisReply? {
        if let buffered = try parsed() { return buffered }
        var watched = pollfd(fd: context.pointee.fd, events: Int16(POLLIN), revents: 0)
        guard poll(&watched, 1, Int32(limit.milliseconds)) > 0 else { return nil }
        guard redisBufferRead(context) == REDIS_OK else { throw failure() }
        return try parsed()
    }

    private func accept(_ command: [String]) throws(RedisError) {
        try append(command.map { Array($0.utf8) })
        if case .error(let message) = try reply() { throw .refused(message) }
    }

    private func parsed() throws(RedisError) -> RedisReply? {
        var raw: UnsafeMutableRawPointer?
        guard redisGetReplyFromReader(context, &raw) == REDIS_OK else { throw failure() }
        return raw.map(Self.take)
    }

    private static func take(_ raw: UnsafeMutableRawPointer) -> RedisReply {
        defer { freeReplyObject(raw) }
        return RedisReply(raw.assumingMemoryBound(to: redisReply.self))
    }

    private func failure(_ address: RedisAddress? = nil) -> RedisError {
        let text = withUnsafeBytes(of: context.pointee.errstr) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return .unavailable(reason: address.map { "no connection to \($0): \(text)" } ?? text)
    }
}

extension [[UInt8]] {
    /// The arguments as C wants them, valid inside `body`.
    fileprivate func withPointers<T>(_ body: (UnsafeMutablePointer<UnsafePointer<CChar>?>) -> T) -> T {
        let content = UnsafeMutableRawBufferPointer.allocate(byteCount: reduce(1) { $0 + $1.count }, alignment: 1)
        defer { content.deallocate() }
        var pointers: [UnsafePointer<CChar>?] = []
        var used = 0
        for argument in self {
            let place = UnsafeMutableRawBufferPointer(rebasing: content[used...])
            place.copyBytes(from: argument)
            pointers.append(UnsafePointer(place.baseAddress?.assumingMemoryBound(to: CChar.self)))
            used += argument.count
        }
        return pointers.withUnsafeMutableBufferPointer { $0.baseAddress.map(body) } ?? body(&pointers)
    }
}

extension Duration {
    var milliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }

    fileprivate var timeval: Glibc.timeval {
        Glibc.timeval(tv_sec: Int(components.seconds), tv_usec: Int(components.attoseconds / 1_000_000_000_000))
    }
}
