import Configuration
import Foundation
import Issuing
import MariaDB
import Messaging
import Sealing
import Support
import SystemPackage
import Web

/// Everything the environment (and a `.env` file) says, read once and checked as a whole. docs/configuration.md has the
/// table; nothing else reads the environment.
struct Settings: Sendable {
    var environment: AppEnvironment
    var http: HTTP
    var database: DatabaseAddress
    var umsDatabase: DatabaseAddress
    var poolMinimum: Int
    var poolMaximum: Int
    var redisURL: String?
    var keyring: Keyring
    var jwtSecret: String
    var coufun: Coufun
    var ums: UMS
    var cardDirectory: URL
    /// Bytes that must stay free where the cards are.
    var cardMinimumFree: Int
    var log: Log
    /// The first administrator, made when there is none.
    var firstAdministrator: (loginID: String, password: String)?
    /// Where alerts are posted as JSON with a `text`; nil: nowhere.
    var alertURL: String?
    var failpoint: String?
    /// Set by `coupon dev`: every page says 연습 모드.
    var practice: Bool

    enum AppEnvironment: String, Sendable, CaseIterable { case development, production }

    struct HTTP: Sendable {
        var host: String
        var port: Int
        var publicURL: String
        var trustedProxies: [String]
        /// PEM paths; nil: plain HTTP, behind a proxy that speaks TLS.
        var tls: (certificate: String, key: String)?
    }

    struct Coufun: Sendable {
        var baseURL: String
        var timeout: Duration
        var concurrency: Int
        var createBatch: Int
        var policy: IssuePolicy
        /// Secrets of the webhook's path; two while one replaces the other. None: there is no webhook.
        var webhookTokens: [String]
        var webhookAllow: [String]
        /// Ask COUFUN about each redemption event.
        var verifiesExchanges: Bool
    }

    struct UMS: Sendable {
        var trafficType: String
        var successCodes: Set<String>
        var retries: RetryPolicy
        /// How often a person may send one coupon again.
        var resendLimit: Int
    }

    struct Log: Sendable {
        var directory: URL
        var level: String
        var retentionDays: Int
    }
}

/// Every problem of the settings at once, each with its name, what is wrong and what to write.
struct SettingsProblems: Error, CustomStringConvertible {
    let problems: [String]

    var description: String {
        (["The configuration cannot be used:"] + problems.map { "  - \($0)" }).joined(separator: "\n")
    }
}

extension Settings {
    /// Reads the environment first, then `.env` in the working directory.
    static func read() async throws -> Settings {
        let environment = EnvironmentVariablesProvider()
        let file = try await EnvironmentVariablesProvider(environmentFilePath: FilePath(".env"), allowMissing: true)
        return try Settings(ConfigReader(providers: [environment, file]))
    }

    /// As ``read()``, with values that win over both: how `coupon dev` sees the settings it gives to its children.
    static func read(overridden: [String: String]) async throws -> Settings {
        try Settings(
            ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: inherited(adding: overridden))))
    }

    /// The environment for a child process.
    static func inherited(adding values: [String: String]) -> [String: String] {
        ProcessInfo.processInfo.environment.merging(values) { $1 }
    }

    init(_ reader: ConfigReader) throws(SettingsProblems) {
        var values = SettingsReader(reader)
        let appEnvironment = values.choice("APP_ENV", AppEnvironment.self, default: .development)
        let production = appEnvironment == .production
        environment = appEnvironment

        let host = values.text("HTTP_HOST", default: "127.0.0.1")
        let port = values.number("HTTP_PORT", in: 0...65535, default: 8080)
        let certificate = values.text("TLS_CERT")
        let key = values.text("TLS_KEY")
        if (certificate == nil) != (key == nil) {
            values.problem("TLS_CERT and TLS_KEY belong together: set both to PEM paths, or neither.")
        }
        let scheme = certificate == nil ? "http" : "https"
        let publicURL = values.text("PUBLIC_URL", default: "\(scheme)://\(host):\(port)")
        if URL(string: publicURL)?.host() == nil || !(publicURL.hasPrefix("http://") || publicURL.hasPrefix("https://"))
        {
            values.problem("PUBLIC_URL must be an http(s) URL such as https://coupon.example.kr.")
        }
        http = HTTP(
            host: host, port: port, publicURL: publicURL, trustedProxies: values.list("TRUSTED_PROXIES"),
            tls: certificate.flatMap { certificate in key.map { (certificate, $0) } })

        database = values.database("DATABASE_URL") ?? DatabaseAddress(user: "")
        umsDatabase = values.database("UMS_DATABASE_URL", orElse: database) ?? database
        poolMinimum = values.number("DB_POOL_MIN", in: 1...100, default: 5)
        poolMaximum = values.number("DB_POOL_MAX", in: 1...100, default: 20)
        if poolMinimum > poolMaximum { values.problem("DB_POOL_MIN must not be larger than DB_POOL_MAX.") }
        redisURL = values.text("REDIS_URL", secret: true)

        keyring = values.keyring()
        jwtSecret = values.required("JWT_SECRET", "a random text of at least 32 bytes", secret: true)
        if !jwtSecret.isEmpty, jwtSecret.utf8.count < 32 { values.problem("JWT_SECRET must have at least 32 bytes.") }

        let coufunHosts = ["test": "https://tcorp.coufun.kr:446", "production": "https://corp.coufun.kr:446"]
        let coufunHost = values.text("COUFUN_ENV", default: production ? "production" : "test")
        if coufunHosts[coufunHost] == nil { values.problem("COUFUN_ENV must be test or production.") }
        let baseURL = values.text("COUFUN_BASE_URL", default: coufunHosts[coufunHost] ?? "")
        coufun = Coufun(
            baseURL: baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL,
            timeout: values.duration("COUFUN_TIMEOUT", default: .seconds(30)),
            concurrency: values.number("COUFUN_CONCURRENCY", in: 1...64, default: 8),
            createBatch: values.number("COUFUN_CREATE_BATCH", in: 1...10, default: 1),
            policy: IssuePolicy(
                ambiguous: values.choice("COUFUN_AMBIGUOUS", IssuePolicy.Ambiguous.self, default: .retry),
                attempts: values.number("COUFUN_ATTEMPTS", in: 1...10, default: 3)),
            webhookTokens: values.list("COUFUN_WEBHOOK_TOKEN"), webhookAllow: values.list("COUFUN_WEBHOOK_ALLOW"),
            verifiesExchanges: values.flag("COUFUN_WEBHOOK_VERIFY"))
        for token in coufun.webhookTokens
        where token.utf8.count < 16
            || !token.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
        {
            values.problem(
                "COUFUN_WEBHOOK_TOKEN must be at least 16 letters, digits, - or _: it is a segment of a path.")
        }
        for range in coufun.webhookAllow where AddressRange(range) == nil {
            values.problem("COUFUN_WEBHOOK_ALLOW=\(range) is no IP address or block such as 203.0.113.0/24.")
        }

        ums = UMS(
            trafficType: values.text("UMS_TRAFFIC_TYPE", default: "normal"),
            successCodes: Set(values.list("UMS_SUCCESS_CODES", default: ["00000", "10000"])),
            retries: RetryPolicy(
                delays: values.durations("MESSAGE_RETRY_DELAYS", default: ["5m", "1h", "4h"], most: 3)),
            resendLimit: values.number("RESEND_LIMIT", in: 0...100, default: 5))
        cardDirectory =
            URL(filePath: values.text("CARD_DIR", default: "var/cards"), directoryHint: .isDirectory)
            .absoluteURL
        cardMinimumFree = values.number("CARD_MIN_FREE_MB", in: 0...1_000_000, default: 500) * 1_048_576
        log = Log(
            directory: URL(filePath: values.text("LOG_DIR", default: "var/log"), directoryHint: .isDirectory),
            level: values.text("LOG_LEVEL", default: "info"),
            retentionDays: values.number("LOG_RETENTION_DAYS", in: 1...3650, default: 30))
        if let login = values.text("ADMIN_LOGIN"), let password = values.text("ADMIN_PASSWORD", secret: true) {
            firstAdministrator = (login, password)
        }
        alertURL = values.text("ALERT_WEBHOOK_URL", secret: true)
        if let alertURL, !["http", "https"].contains(URL(string: alertURL)?.scheme) {
            values.problem("ALERT_WEBHOOK_URL must be an http(s) URL.")
        }
        failpoint = values.text("COUPON_FAILPOINT")
        practice = values.flag("PRACTICE_MODE")

        if production { values.requireProduction(self) }
        guard values.problems.isEmpty else { throw SettingsProblems(problems: values.problems) }
    }
}

extension SettingsReader {
    /// What must not reach production: practice settings, plain HTTP cookies, secrets that others know.
    fileprivate mutating func requireProduction(_ settings: Settings) {
        if settings.practice { problem("PRACTICE_MODE must not be set in production.") }
        if settings.failpoint != nil { problem("COUPON_FAILPOINT must not be set in production.") }
        if !settings.http.publicURL.hasPrefix("https://") {
            problem("PUBLIC_URL must be https:// in production: session cookies must not travel in clear.")
        }
        if !settings.coufun.baseURL.hasPrefix("https://") { problem("COUFUN_BASE_URL must be https:// in production.") }
        if ["coupon", ""].contains(settings.database.password) {
            problem("DATABASE_URL must carry a password of your own in production, not the documented one.")
        }
        if Set(settings.jwtSecret.utf8).count < 10 { problem("JWT_SECRET is too regular: use random bytes.") }
    }
}
