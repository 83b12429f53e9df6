import Foundation
import MariaDB

/// A private MariaDB: fresh, empty, without a password for `root`.
package struct MariaDBServer: Sendable {
    package let process: TestServer
    /// Of the server; no schema. By socket.
    package let address: DatabaseAddress

    /// With a `port` it also listens on 127.0.0.1. Only when `isDurable` commits survive `kill -9` of the server;
    /// otherwise nothing is synced, which is faster. `options` are added to the command line.
    package static func start(port: Int? = nil, isDurable: Bool = false, options: [String] = []) async throws
        -> MariaDBServer
    {
        let template = try await template.value
        let process = try TestServer { directory in
            arguments(data: directory.appending(path: "data"), port: port, isDurable: isDurable) + options
        }
        try await run([
            "/bin/cp", "-a", "--reflink=auto", template.path, process.directory.appending(path: "data").path,
        ])
        let socket = process.directory.appending(path: "mariadb.sock").path
        let server = MariaDBServer(process: process, address: DatabaseAddress(user: "root", socket: socket))
        try await server.start()
        return server
    }

    /// Starts it, again after `process.kill()`, and waits until it answers.
    package func start() async throws {
        try process.start()
        let database = Database(address, minimum: 0, maximum: 1)
        defer { database.shutDown() }
        try await process.waitUntilReady { (try? await database.ping()) != nil }
    }

    private static func arguments(data: URL, port: Int?, isDurable: Bool) -> [String] {
        let socket = data.deletingLastPathComponent().appending(path: "mariadb.sock").path
        var arguments = [
            mariadbd, "--no-defaults", "--datadir=\(data.path)", "--socket=\(socket)", "--tmpdir=\(data.path)",
            "--max-connections=500", "--innodb-buffer-pool-size=64M", "--innodb-log-file-size=8M",
            "--performance-schema=OFF", "--skip-log-bin", "--skip-name-resolve",
            isDurable ? "--innodb-flush-log-at-trx-commit=1" : "--innodb-flush-log-at-trx-commit=0",
        ]
        arguments += port.map { ["--bind-address=127.0.0.1", "--port=\($0)"] } ?? ["--skip-networking"]
        if !isDurable { arguments += ["--innodb-doublewrite=0", "--innodb-flush-method=nosync"] }
        if geteuid() == 0 { arguments.append("--user=root") }
        return arguments
    }

    /// An empty data directory, made once and copied for each server: making one takes seconds, copying it none.
    /// A task, so that servers which start at once wait for the same one.
    private static let template = Task { try await makeTemplate() }

    private static func makeTemplate() async throws -> URL {
        let build = packageRoot.appending(path: ".build")
        let template = build.appending(path: "test-mariadb-template-\(geteuid())")
        guard !FileManager.default.fileExists(atPath: template.path) else { return template }
        try FileManager.default.createDirectory(at: build, withIntermediateDirectories: true)
        let making = build.appending(path: "test-mariadb-\(UUID().uuidString)")
        var arguments = [
            "/usr/bin/mariadb-install-db", "--no-defaults", "--datadir=\(making.path)", "--skip-test-db",
            "--auth-root-authentication-method=normal", "--innodb-log-file-size=8M",
        ]
        if geteuid() == 0 { arguments.append("--user=root") }
        try await run(arguments)
        // A rename never leaves half a template. When it fails, another test process was quicker, and ours is litter.
        if rename(making.path, template.path) != 0 { try? FileManager.default.removeItem(at: making) }
        return template
    }

    private static let mariadbd =
        ["/usr/sbin/mariadbd", "/usr/bin/mariadbd", "/usr/libexec/mariadbd"]
        .first(where: FileManager.default.isExecutableFile) ?? "/usr/sbin/mariadbd"
}

/// Where Package.swift lies, also when the sources are reached through a link.
package let packageRoot = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
