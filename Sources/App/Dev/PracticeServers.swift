import Foundation
import MariaDB

/// The private MariaDB and Redis of practice mode, on sockets below the folder: nobody else on the machine sees them.
struct PracticeServers: Sendable {
    let folder: DevFolder

    var databaseURL: String { "mysql://root@localhost/coupon_mgmt?socket=\(Self.escaped(folder.socket("mariadb")))" }
    var redisURL: String { "unix://\(folder.socket("redis"))" }

    private static func escaped(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    }

    /// The data directory, made at the first start.
    func installDatabase() throws {
        guard !FileManager.default.fileExists(atPath: folder.mariadbData.appending(path: "mysql").path) else { return }
        let install = try Self.find(["mariadb-install-db"])
        let process = Process()
        process.executableURL = URL(filePath: install)
        process.arguments =
            [
                "--no-defaults", "--datadir=\(folder.mariadbData.path)", "--auth-root-authentication-method=normal",
                "--skip-test-db",
            ]
            + Self.asRoot
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw DevError.startFailed("mariadb-install-db", log: folder.mariadbData.path)
        }
    }

    func mariadb() throws -> (program: String, arguments: [String]) {
        (
            try Self.find(["mariadbd", "mysqld"]),
            [
                "--no-defaults", "--datadir=\(folder.mariadbData.path)", "--socket=\(folder.socket("mariadb"))",
                "--skip-networking",
                "--character-set-server=utf8mb4", "--collation-server=utf8mb4_general_ci", "--default-time-zone=+09:00",
                "--innodb-buffer-pool-size=128M", "--innodb-log-file-size=64M", "--max-connections=100",
                "--performance-schema=OFF",
            ] + Self.asRoot
        )
    }

    func redis() throws -> (program: String, arguments: [String]) {
        try FileManager.default.createDirectory(at: folder.redisData, withIntermediateDirectories: true)
        return (
            try Self.find(["redis-server"]),
            [
                "--port", "0", "--unixsocket", folder.socket("redis"), "--unixsocketperm", "700", "--dir",
                folder.redisData.path, "--save", "", "--appendonly", "no", "--daemonize", "no",
            ]
        )
    }

    /// Waits until MariaDB answers and makes the schema.
    func waitForDatabase(_ isRunning: () -> Bool) async throws {
        let address = try DatabaseAddress(databaseURL).with(schema: "")
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline, isRunning() {
            let database = Database(address, minimum: 1, maximum: 1)
            do {
                try await database.read { db in
                    try db.execute("CREATE DATABASE IF NOT EXISTS coupon_mgmt CHARACTER SET utf8mb4")
                }
                database.shutDown()
                return
            } catch {
                database.shutDown()
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        throw DevError.startFailed("MariaDB", log: folder.log.appending(path: "mariadb.log").path)
    }

    /// mariadbd refuses to run as root unless told so.
    private static var asRoot: [String] { getuid() == 0 ? ["--user=root"] : [] }

    private static func find(_ names: [String]) throws -> String {
        for name in names {
            for folder in ["/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/local/sbin"] {
                let path = "\(folder)/\(name)"
                if FileManager.default.isExecutableFile(atPath: path) { return path }
            }
        }
        throw DevError.missingProgram(names[0])
    }
}
