import ArgumentParser
import AsyncHTTPClient
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Simulation

/// A COUFUN that issues nothing of value: the vendor's four calls over HTTP or HTTPS, for practice and for tests.
@main
struct CoufunSimulator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coufun-simulator",
        abstract: "Plays the coupon vendor COUFUN: product list, create, status and cancel as form POST → XML.",
        discussion: """
            GET /oracle tells everything it issued, POST /oracle/settings changes latency and faults while it runs, \
            POST /oracle/exchange redeems a barcode and reports it to the webhook.
            """)

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on; 0 takes a free one.")
    var port = 8446

    @Option(help: "File that gets the port once the program answers.")
    var portFile: String?

    @Option(help: "PEM file of the certificate chain; with --tls-key the program speaks HTTPS.")
    var tlsCert: String?

    @Option(help: "PEM file of the private key.")
    var tlsKey: String?

    @Option(help: "File that keeps what was issued over a restart.")
    var state: String?

    @Option(help: "A POC_ID that may call. Repeat for more.")
    var poc: [String] = ["POC0000001"]

    @Option(help: "Time every call takes, such as 200ms.")
    var latency = DurationOption(.zero)

    @Option(help: "What a used TR_ID gets: code12, replay (the first reply again) or ignore (a second coupon).")
    var duplicate = Behaviour.Duplicate.code12

    @Option(help: "Encoding of replies: utf-8 or euc-kr.")
    var charset = Behaviour.Charset.utf8

    @Option(help: "Layout of several barcodes: repeated or blocks.")
    var shape = Behaviour.Shape.repeated

    @Option(help: "Share of calls that go wrong: replyLost=0.05, status.late=0.1; create when no call is named.")
    var chaos: [ChaosOption] = []

    @Option(help: "How late a late reply is.")
    var late = DurationOption(.seconds(35))

    @Option(help: "Where exchanges are reported.")
    var webhookURL: String?

    @OptionGroup var program: SimulatorProgram

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port must lie between 0 and 65535.") }
        guard (tlsCert == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-cert and --tls-key belong together.")
        }
        let problems = behaviour.chaos.problems
        guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
    }

    func run() async throws {
        let logger = program.makeLogger("coufun-simulator")
        var journal: Journal?
        var earlier: [Ledger.Entry] = []
        if let state {
            (journal, earlier) = try Journal.open(state)
            logger.info("State read", metadata: ["entries": "\(earlier.count)"])
        }
        let supplier = Supplier(
            seed: program.seed, knownPOCs: Set(poc), behaviour: behaviour, journal: journal, earlier: earlier)
        let client = HTTPClient()
        do {
            let webhook = ExchangeWebhook(supplier: supplier, client: client, logger: logger)
            let server = try application(supplier, webhook, logger: logger)
            try await program.run([server, webhook], logger: logger)
        } catch {
            try? await client.shutdown()  // the first error is the one to tell
            throw error
        }
        try await client.shutdown()
        logger.info("Ended")
    }
}

extension CoufunSimulator {
    private var behaviour: Behaviour {
        var behaviour = Behaviour()
        behaviour.latencyMilliseconds = latency.duration.inMilliseconds
        behaviour.duplicate = duplicate
        behaviour.charset = charset
        behaviour.shape = shape
        behaviour.lateSeconds = Double(late.duration.inMilliseconds) / 1_000
        behaviour.webhookURL = webhookURL
        for wish in chaos { behaviour.chaos.shares[wish.call, default: [:]][wish.fault] = wish.share }
        return behaviour
    }

    private func application(
        _ supplier: Supplier, _ webhook: ExchangeWebhook, logger: Logger
    ) throws -> some ApplicationProtocol {
        let router = Router(context: CallContext.self)
        SupplierRoutes(supplier: supplier, scheme: tlsCert == nil ? "http" : "https", logger: logger).add(to: router)
        OracleRoutes(supplier: supplier, webhook: webhook).add(to: router)
        try ProductImages().add(to: router)

        let cuts = supplier.cuts
        let http = HTTPServerBuilder.http1(
            configuration: .init(additionalChannelHandlers: [ConnectionCutter(cuts)]))
        let scheme = tlsCert == nil ? "http" : "https"
        return Application(
            router: router,
            server: try tls.map { try .tls(http, tlsConfiguration: $0) } ?? http,
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { [host, portFile] channel in
                let port = channel.localAddress?.port ?? 0
                logger.notice("Listening", metadata: ["address": "\(scheme)://\(host):\(port)"])
                guard let portFile else { return }
                do {
                    try StatusFile.write(String(port), to: portFile)
                } catch {
                    logger.error("Port file not written", metadata: ["error": "\(error)"])
                }
            },
            logger: quiet(logger))
    }

    private var tls: TLSConfiguration? {
        get throws {
            guard let tlsCert, let tlsKey else { return nil }
            let chain = try NIOSSLCertificate.fromPEMFile(tlsCert).map { NIOSSLCertificateSource.certificate($0) }
            let key = try NIOSSLPrivateKey(file: tlsKey, format: .pem)
            return TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        }
    }

    /// The server's own lines tell nothing that ours do not: a port that is taken is thrown, a cut is our own.
    private func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .critical)
        return quiet
    }
}

extension Behaviour.Duplicate: ExpressibleByArgument {}
extension Behaviour.Charset: ExpressibleByArgument {}
extension Behaviour.Shape: ExpressibleByArgument {}

/// `[call.]fault=share`.
struct ChaosOption: Sendable, ExpressibleByArgument {
    let call: SupplierCall
    let fault: String
    let share: Double

    init?(argument: String) {
        let sides = argument.split(separator: "=")
        guard sides.count == 2, let share = Double(sides[1]), (0...1).contains(share) else { return nil }
        let words = sides[0].split(separator: ".")
        guard let call = words.count == 2 ? SupplierCall(rawValue: String(words[0])) : .create else { return nil }
        guard let fault = words.last.map(String.init), words.count <= 2 else { return nil }
        (self.call, self.fault, self.share) = (call, fault, share)
    }
}
