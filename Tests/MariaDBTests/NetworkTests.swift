import Foundation
import MariaDB
import TestKit
import Testing

@Suite("A database over the network")
struct NetworkTests {
    @Test("is used by host and port, with a password, and a wrong one is refused")
    func password() async throws {
        let port = try freePort()
        let server = try await MariaDBServer.start(port: port)
        try await Database(server.address, minimum: 0, maximum: 1).read { db in
            try db.execute("CREATE DATABASE shop")
            try db.execute("CREATE USER coupon@'127.0.0.1' IDENTIFIED BY 'p@ss/word'")
            try db.execute("GRANT ALL ON shop.* TO coupon@'127.0.0.1'")
        }

        try await Database(try DatabaseAddress("mysql://coupon:p%40ss%2Fword@127.0.0.1:\(port)/shop")).ping()
        let wrong = await refusal("mysql://coupon:other@127.0.0.1:\(port)/shop")
        let foreign = await refusal("mysql://coupon:p%40ss%2Fword@127.0.0.1:\(port)/mysql")

        #expect(wrong == .accessDenied(user: "coupon", server: "127.0.0.1:\(port)"))
        #expect(foreign == .accessDenied(user: "coupon", server: "127.0.0.1:\(port)"))
    }

    @Test("with an authority is encrypted, and refused when the server has another's certificate or none")
    func encrypted() async throws {
        let (ours, theirs) = (try await Certificates(), try await Certificates())
        let (safePort, plainPort) = (try freePort(), try freePort())
        let safe = try await MariaDBServer.start(
            port: safePort, options: ["--ssl-cert=\(ours.certificate)", "--ssl-key=\(ours.key)"])
        let plain = try await MariaDBServer.start(port: plainPort)
        for server in [safe, plain] {
            try await Database(server.address, minimum: 0, maximum: 1).read { db in
                try db.execute("CREATE USER coupon@'127.0.0.1'")
            }
        }

        let cipher: String = try await Database(
            try DatabaseAddress("mysql://coupon@127.0.0.1:\(safePort)/?ca=\(ours.authority)")
        ).read { db in try #require(try db.row("SHOW STATUS LIKE 'Ssl_cipher'")).value("Value") }
        let wrongAuthority = await refusal("mysql://coupon@127.0.0.1:\(safePort)/?ca=\(theirs.authority)")
        let noEncryption = await refusal("mysql://coupon@127.0.0.1:\(plainPort)/?ca=\(ours.authority)")

        #expect(!cipher.isEmpty)
        #expect(wrongAuthority?.isUnavailable == true)
        #expect(noEncryption?.isUnavailable == true)
    }

    private func refusal(_ url: String) async -> MariaDBError? {
        do {
            try await Database(try DatabaseAddress(url), minimum: 0, maximum: 1).ping()
            return nil
        } catch {
            return error as? MariaDBError
        }
    }
}

/// A port of 127.0.0.1 that was free a moment ago.
private func freePort() throws -> Int {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(listener, $0, length) == 0 ? getsockname(listener, $0, &length) : -1
        }
    }
    try #require(status == 0)
    return Int(UInt16(bigEndian: address.sin_port))
}

/// An authority of its own and a certificate by it for 127.0.0.1, in a directory that goes with it.
private final class Certificates: Sendable {
    private let directory: URL
    var authority: String { directory.appending(path: "ca.pem").path }
    var certificate: String { directory.appending(path: "server.pem").path }
    var key: String { directory.appending(path: "server-key.pem").path }

    init() async throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "certificates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let script = """
            cd "$0"
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '/CN=Test CA' \
                -keyout ca-key.pem -out ca.pem
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=127.0.0.1' \
                -keyout server-key.pem -out server.csr
            printf 'subjectAltName=IP:127.0.0.1' >names
            openssl x509 -req -in server.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile names \
                -out server.pem
            """
        try await run(["/bin/sh", "-ec", script, directory.path])
    }

    deinit { try? FileManager.default.removeItem(at: directory) }
}
