import Campaigns
import Cards
import CustomerService
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import MariaDB
import NIOSSL
import Operations
import OptOuts
import Recipients
import Redis
import ServiceLifecycle
import Support
import UMS
import Web

/// Puts the web together and listens.
enum WebServer {
    /// The server, and what tells pages of news: both are told of a stop at once, because open pages hold the server.
    static func services(_ parts: Parts) async throws -> [any Service] {
        let settings = parts.settings
        let web = try await parts.web()
        let router = buildRouter(web)
        let configuration = ApplicationConfiguration(
            address: .hostname(settings.http.host, port: settings.http.port), serverName: nil)
        // Somebody who opens a connection and says nothing, or says it a byte at a time, does not keep it.
        let connections = HTTP1Channel.Configuration(
            additionalChannelHandlers: [EndAtStop()], idleTimeout: .seconds(60))
        guard let tls = settings.http.tls else {
            let server = Application(
                router: router, server: .http1(configuration: connections), configuration: configuration,
                logger: parts.logger)
            return [web.news, server]
        }
        let chain = try NIOSSLCertificate.fromPEMFile(tls.certificate).map { NIOSSLCertificateSource.certificate($0) }
        var tlsConfiguration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain, privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.key, format: .pem)))
        tlsConfiguration.shutdownTimeout = .seconds(2)  // whoever is gone answers no goodbye
        let server = Application(
            router: router, server: try .tls(.http1(configuration: connections), tlsConfiguration: tlsConfiguration),
            configuration: configuration,
            logger: parts.logger)
        return [web.news, server]
    }
}

extension Parts {
    /// What the web needs of the program.
    func web() async throws -> WebParts {
        let http = settings.http
        let openAPI = try String(contentsOf: resources.openAPI, encoding: .utf8)
        guard let publicURL = URL(string: http.publicURL) else { throw SettingsProblems(problems: ["PUBLIC_URL"]) }
        let webSettings = WebSettings(
            publicURL: publicURL, endsTLS: http.tls != nil, isPractice: settings.practice,
            trustedProxies: http.trustedProxies.compactMap(AddressRange.init),
            webhookDoor: WebhookDoor(
                tokens: settings.coufun.webhookTokens,
                allowed: settings.coufun.webhookAllow.compactMap(AddressRange.init)),
            verifiesExchanges: settings.coufun.verifiesExchanges, openAPI: openAPI)
        let (tables, ums, database, wakeUps) = (umsTables, umsDatabase, database, wakeUps)
        let agentIsUsable: @Sendable () async throws -> Void = {
            let problems = try await ums.read { db in try tables.problems(db, on: SeoulTime.day(of: Date())) }
            if let first = problems.first { throw NotReady(reason: first) }
        }
        var readiness = [
            ReadinessCheck("database", isRequired: true) { try await database.ping() },
            ReadinessCheck("ums", isRequired: false, check: agentIsUsable),
        ]
        if let redis {
            readiness.append(ReadinessCheck("redis", isRequired: false) { try await redis.ping() })
        }
        let preview = CardPreview(database: database, shelf: shelf, pictures: pictures, renderer: renderer)
        return try await WebParts(
            database: database, personalData: data, accounts: accounts, settings: webSettings,
            assets: Assets(directory: resources.publicFiles), readiness: readiness,
            campaigns: CampaignParts(
                registration: Registration(
                    database: database, shelf: shelf, data: data, createBatch: settings.coufun.createBatch,
                    planned: { await wakeUps.signal(WakeUpRelay.planned) }),
                overview: CampaignOverview(database: database),
                control: CampaignControl(
                    database: database, resumed: { await wakeUps.signal(WakeUpRelay.planned) }),
                preview: preview,
                desk: CouponDesk(database: database, data: data),
                imports: RecipientImports(database, data),
                resending: Resending(database: database, data: data, limit: settings.ums.resendLimit),
                rescheduling: Rescheduling(
                    database: database, planned: { await wakeUps.signal(WakeUpRelay.planned) }),
                past: PastRecipients(database: database, data: data),
                drafts: SavedDrafts(database: database),
                preflight: Preflight(
                    database: database, shelf: shelf,
                    agent: agentIsUsable,
                    cardSpace: { [cards] in try await cards.freeBytes(on: SeoulTime.day(of: Date())) }),
                testing: TestSending(database: database, preview: preview, files: cards, data: data)),
            supplier: SupplierParts(
                database: database, data: data, authority: coufun,
                planned: { await wakeUps.signal(WakeUpRelay.planned) },
                cancelWished: { await wakeUps.signal(WakeUpRelay.cancelWished) }),
            templates: TemplateDesk(database: database, renderer: renderer), shelf: shelf, pictures: pictures,
            optOuts: OptOutAdministration(database: database, data: data),
            system: SystemDesk(
                database: database, ums: ums, tables: tables, isSameServer: ums === database, data: data),
            pageTemplates: resources.templates)
    }
}

private struct NotReady: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
}
