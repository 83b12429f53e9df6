import Foundation
import MariaDB
import Synchronization

/// Stands between a client and a server on a unix socket and cuts the line at a chosen moment.
package final class CuttingProxy: Sendable {
    package enum Moment: Sendable { case beforeRequest, afterReply }

    package let socket: String
    private let server: String
    private let armed = Mutex<(word: [UInt8], moment: Moment, isLast: Bool)?>(nil)
    private let listener: Int32

    /// `directory` is where the proxy's own socket goes.
    package init(to server: String, in directory: URL) throws {
        self.server = server
        socket = directory.appending(path: "proxy-\(Int.random(in: 0..<1_000_000)).sock").path
        listener = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard withUnixAddress(socket, { bind(listener, $0, $1) }) == 0, listen(listener, 20) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
        Thread { [self] in acceptClients() }.start()
    }

    /// The same schema over a line that can be cut, with one connection.
    package static func before(_ database: Database, options: DatabaseOptions = DatabaseOptions()) throws
        -> (Database, CuttingProxy)
    {
        var address = database.address
        guard let socket = address.socket else { throw CocoaError(.fileNoSuchFile) }
        let proxy = try CuttingProxy(to: socket, in: URL(filePath: socket).deletingLastPathComponent())
        address.socket = proxy.socket
        return (Database(address, minimum: 0, maximum: 1, options: options), proxy)
    }

    deinit { close(listener) }

    /// Cuts the next connection that sends `word`: before the server gets it, or after the server answered and before
    /// the client hears of it. Afterwards it lets nobody through any more if this was the last.
    package func cut(at word: String, _ moment: Moment, isLast: Bool = false) {
        armed.withLock { $0 = (Array(word.utf8), moment, isLast) }
    }

    /// Lets clients through again after the last cut.
    package func letThrough() { rename(away, socket) }

    private var away: String { "\(socket).away" }

    private func acceptClients() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            let upstream = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            guard withUnixAddress(server, { connect(upstream, $0, $1) }) == 0 else {
                close(client)
                close(upstream)
                continue
            }
            Thread { [self] in relay(client, upstream) }.start()
        }
    }

    private func relay(_ client: Int32, _ upstream: Int32) {
        defer {
            close(client)
            close(upstream)
        }
        var dropsReply = false
        while true {
            var watched = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: upstream, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&watched, 2, -1) > 0 else { return }
            if watched[0].revents != 0 {
                guard let request = received(client) else { return }
                switch takeMoment(request) {
                case .beforeRequest: return
                case .afterReply: dropsReply = true
                case nil: break
                }
                guard forward(request, upstream) else { return }
            }
            if watched[1].revents != 0 {
                guard let reply = received(upstream), !dropsReply, forward(reply, client) else { return }
            }
        }
    }

    /// The moment, once, when the request has the word.
    private func takeMoment(_ request: [UInt8]) -> Moment? {
        armed.withLock { armed in
            guard let (word, moment, isLast) = armed, request.firstRange(of: word) != nil else { return nil }
            armed = nil
            if isLast { rename(socket, away) }
            return moment
        }
    }

    private func received(_ socket: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    private func forward(_ bytes: [UInt8], _ socket: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

private func withUnixAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1)) }
    return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
}
