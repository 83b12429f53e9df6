import Foundation

/// What `coupon dev` keeps between starts, all below one folder: databases, cards, logs, generated secrets.
struct DevFolder: Sendable {
    let root: URL

    init(_ path: String) throws {
        root = URL(filePath: path, directoryHint: .isDirectory).absoluteURL.standardizedFileURL
        for folder in [root, log, run, cards] {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            } catch {
                throw DevError.cannotWrite(folder.path)
            }
        }
        // Sockets and secrets in here belong to this user alone; the agent reads cards through CARD_DIR.
        chmod(run.path, 0o700)
    }

    var log: URL { root.appending(path: "log", directoryHint: .isDirectory) }
    var cards: URL { root.appending(path: "cards", directoryHint: .isDirectory) }
    var run: URL { root.appending(path: "run", directoryHint: .isDirectory) }
    var mariadbData: URL { root.appending(path: "mariadb", directoryHint: .isDirectory) }
    var redisData: URL { root.appending(path: "redis", directoryHint: .isDirectory) }
    var coufunState: URL { root.appending(path: "coufun-simulator.jsonl") }
    private var secretsFile: URL { run.appending(path: "secrets.json") }

    /// A socket's path must fit into 107 bytes; a deep folder gets its sockets in the system's temporary folder.
    func socket(_ name: String) -> String {
        let path = run.appending(path: "\(name).sock").path
        guard path.utf8.count > 100 else { return path }
        let digest = root.path.utf8.reduce(into: UInt64(14_695_981_039_346_656_037)) { hash, byte in
            hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "coupon-\(String(digest, radix: 36))")
        mkdir(folder.path, 0o700)
        return folder.appending(path: "\(name).sock").path
    }

    /// The simulator's port, the same at every start while it is free: stored products name it in their pictures.
    func coufunPort() throws -> Int {
        let file = run.appending(path: "coufun.port")
        let stored = (try? String(contentsOf: file, encoding: .utf8)).flatMap { Int($0) }  // none yet
        if let stored, FreePort.isFree(stored) { return stored }
        let port = try FreePort.take()
        try "\(port)".write(to: file, atomically: true, encoding: .utf8)
        return port
    }

    /// Secrets made at the first start and used again ever after, or stored data could not be read.
    func secrets() throws -> DevSecrets {
        let stored = try? Data(contentsOf: secretsFile)  // none before the first start
        let secrets = try stored.map { try JSONDecoder().decode(DevSecrets.self, from: $0) } ?? DevSecrets()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let content = try encoder.encode(secrets)
        guard content != stored else { return secrets }
        // Beside it first: a file cut short by a crash would make the stored data unreadable.
        let fresh = secretsFile.appendingPathExtension("new")
        let kept = FileManager.default.createFile(
            atPath: fresh.path, contents: content, attributes: [.posixPermissions: 0o600])
        guard kept, rename(fresh.path, secretsFile.path) == 0 else { throw DevError.cannotWrite(secretsFile.path) }
        return secrets
    }
}

struct DevSecrets: Codable, Sendable {
    var encryptionKey: String
    var jwtSecret: String
    var administratorPassword: String
    var memberPassword: String

    /// Stands in addresses, so it is no part of any other secret.
    var webhookToken: String

    init() {
        webhookToken = Self.token()
        encryptionKey = Data(Self.random(32)).base64EncodedString()
        jwtSecret = Data(Self.random(36)).base64EncodedString()
        administratorPassword = Self.password()
        memberPassword = Self.password()
    }

    /// A folder of an older version has no token of its own: it is given one.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        encryptionKey = try values.decode(String.self, forKey: .encryptionKey)
        jwtSecret = try values.decode(String.self, forKey: .jwtSecret)
        administratorPassword = try values.decode(String.self, forKey: .administratorPassword)
        memberPassword = try values.decode(String.self, forKey: .memberPassword)
        webhookToken = try values.decodeIfPresent(String.self, forKey: .webhookToken) ?? Self.token()
    }

    /// 32 hexadecimal digits: a segment of a path.
    private static func token() -> String {
        random(16).map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
    }

    private static func random(_ count: Int) -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    /// Easy to copy and to say: three groups without letters that look alike.
    private static func password() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        return (0..<3).map { _ in String((0..<5).map { _ in letters.randomElement() ?? "x" }) }.joined(separator: "-")
    }
}

enum DevError: Error, CustomStringConvertible {
    case cannotWrite(String)
    case missingProgram(String)
    case startFailed(String, log: String)
    case portTaken(Int)
    case alreadyRunning(String)

    var description: String {
        switch self {
        case .cannotWrite(let path): "\(path) cannot be written. Choose another folder with --var."
        case .missingProgram(let name): "\(name) is not installed. Run bin/setup."
        case .startFailed(let name, let log): "\(name) did not start. Its log: \(log)"
        case .portTaken(let port): "Port \(port) is in use. Choose another with --port."
        case .alreadyRunning(let path):
            "Another `coupon dev` uses \(path). End it, or choose another folder with --var."
        }
    }
}
