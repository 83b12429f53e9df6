import Foundation
import MariaDB
import TestKit
import Testing

@Suite("Not getting a connection", .database)
struct ConnectingTests {
    let address = TestDatabase.current.address

    @Test("a wrong socket says where nothing answers")
    func wrongSocket() async {
        var address = address
        address.socket = "/tmp/no-such-socket"

        let error = await failure(address)

        #expect(error?.description.contains("No database server answers at /tmp/no-such-socket") == true)
    }

    @Test("a wrong port says where nothing answers")
    func wrongPort() async {
        // Port 1 (tcpmux) is not served on any machine that runs tests.
        let error = await failure(DatabaseAddress(user: "coupon", host: "127.0.0.1", port: 1, schema: "coupon"))

        #expect(error?.description.contains("No database server answers at 127.0.0.1:1") == true)
    }

    @Test("a host that does not exist says so")
    func wrongHost() async {
        let error = await failure(DatabaseAddress(user: "coupon", host: "nowhere.invalid", schema: "coupon"))

        guard case .unreachable(let server, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(server == "nowhere.invalid:3306")
    }

    @Test("a wrong password names the user and never the password")
    func wrongPassword() async {
        var address = address
        (address.user, address.password) = ("stranger", "s3cret-word")

        let error = await failure(address)

        #expect(error == .accessDenied(user: "stranger", server: address.server))
        #expect(error.map { "\($0)" }?.contains("s3cret-word") == false)
    }

    @Test("a missing schema is named")
    func wrongSchema() async {
        let error = await failure(address.with(schema: "absent"))

        #expect(error == .unknownSchema(name: "absent", server: address.server))
    }

    @Test("a full server is told from one that is away")
    func fullServer() async throws {
        let server = try await MariaDBServer.start(options: ["--max-connections=10"])
        let admin = Database(server.address, minimum: 0, maximum: 1)
        try await admin.read { db in try db.execute("CREATE USER guest@localhost") }
        // root would get the one connection that is kept for administrators.
        let guest = DatabaseAddress(user: "guest", socket: server.address.socket)

        let error = await failure(guest, attempts: 12)

        #expect(error == .tooManyConnections(server: guest.server))
    }

    private func failure(_ address: DatabaseAddress, attempts: Int = 1) async -> MariaDBError? {
        var held: [Database] = []
        for _ in 0..<attempts {
            let database = Database(address, minimum: 1, maximum: 1)
            held.append(database)
            do { try await database.ping() } catch { return error as? MariaDBError }
        }
        return nil
    }
}

@Suite("The address of a database")
struct DatabaseAddressTests {
    @Test("has all parts, percent-decoded")
    func parts() throws {
        let address = try DatabaseAddress("mysql://co%40upon:p%3Aw%2F%3F%40@db.example:3307/coupon_mgmt")

        #expect(address.user == "co@upon")
        #expect(address.password == "p:w/?@")
        #expect(address.host == "db.example")
        #expect(address.port == 3307)
        #expect(address.schema == "coupon_mgmt")
        #expect(address.socket == nil)
    }

    @Test("may be a socket")
    func socket() throws {
        let address = try DatabaseAddress("mysql://root@localhost/coupon?socket=/run/my%20sql.sock")

        #expect(address.socket == "/run/my sql.sock")
        #expect(address.server == "/run/my sql.sock")
        #expect(address.password == "")
    }

    @Test("may be IPv6 and may name an authority")
    func ipv6() throws {
        let address = try DatabaseAddress("mysql://u:p@[::1]:3306/x?ca=/etc/ca.pem")

        #expect(address.host == "::1")
        #expect(address.port == 3306)
        #expect(address.certificateAuthority == "/etc/ca.pem")
    }

    @Test(
        "is refused with its reason",
        arguments: [
            ("postgres://u@h/x", InvalidDatabaseAddress.wrongScheme), ("mysql://host/x", .missingUser),
            ("mysql://:p@host/x", .missingUser), ("mysql://u:p@/x", .missingHost),
            ("mysql://u:p@h:70000/x", .badPort("70000")), ("mysql://u:a:b@h:3o6/x", .badPort("3o6")),
            ("mysql://u:50%@h/x", .badEscape(part: "password")), ("mysql://u:p@h/x?tls=1", .unknownOption("tls")),
            ("mysql://u:p@h/x?socket=run", .badSocket("it is no absolute path")),
            (
                "mysql://u@/x?socket=/\(String(repeating: "s", count: 107))",
                .badSocket("its path is longer than 107 bytes")
            ),
        ])
    func refusals(url: String, expected: InvalidDatabaseAddress) {
        #expect(throws: expected) { try DatabaseAddress(url) }
    }

    @Test("never shows its password")
    func masked() throws {
        let address = try DatabaseAddress("mysql://u:hunter2@h/x")

        #expect(!"\(address) \(String(reflecting: address)) \(String(describing: [address]))".contains("hunter2"))
    }
}
