import Accounts
import Cards
import Coupons
import Drawing
import Foundation
import Jobs
import Logging
import MariaDB
import Messaging
import Sealing
import Support
import UMS

/// The steps themselves on drawn messages: the hand-over of 1,000 with everything it checks and records, and the
/// collecting of 10,000 results.
struct CampaignRuns {
    private static let campaigns = 10
    let database: Database
    private let data = PersonalData(
        sealer: FieldSealer(Keyring(current: SealingKey(bytes: Array(1...32)))),
        index: BlindIndex(key: Array(101...132)))
    private let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    init(database: Database) { self.database = database }

    func run() async throws -> [String: Double] {
        let tables = try UMSTables(schemaName: database.schema, trafficType: "normal", successCodes: ["00000"])
        let pool = DrawingPool(threads: 1)
        let letters = try await BenchLetters(pool)
        let handover = HandoverStep(
            database: database, route: .sameServer(tables), data: data, letters: letters,
            worker: WorkerIdentity("bench:1:1"), logger: logger)
        let collect = CollectStep(
            database: database, ums: database, tables: tables, data: data, letters: letters, logger: logger)

        var handovers: [Double] = []
        for _ in 0..<Self.campaigns {
            try await BenchLedger.addDrawnCampaign(database, of: 1000, data)
            handovers.append(try await milliseconds { while try await handover.runOnce() > 0 {} })
        }
        try await database.write { db in try BenchLedger.deliverAll(db) }
        var collected = 0
        let collecting = try await milliseconds {
            while true {
                let count = try await collect.runOnce()
                guard count > 0 else { return }
                collected += count
            }
        }
        try await pool.shutdown()
        guard collected == Self.campaigns * 1000 else { throw BenchFault.incomplete(collected) }
        return [
            "handover_1000_ms": handovers.sorted()[handovers.count / 2], "collect_10000_ms": collecting,
        ]
    }
}

enum BenchFault: Error { case incomplete(Int) }

/// One letter for every campaign.
private struct BenchLetters: CampaignLetters {
    private let card: PreparedCard

    init(_ pool: DrawingPool) async throws {
        card = try await CardRenderer(pool: pool).prepare(
            BuiltInTemplates.plain, for: CampaignContent(productName: "아메리카노 T", companyName: "가나다커피"))
    }

    func letter(of campaign: CampaignID) async throws -> CampaignLetter {
        CampaignLetter(texts: Self.texts(of: campaign), card: card)
    }

    func texts(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignTexts] {
        Dictionary(uniqueKeysWithValues: campaigns.map { ($0, Self.texts(of: $0)) })
    }

    private static func texts(of campaign: CampaignID) -> CampaignTexts {
        CampaignTexts(
            campaignID: campaign, productName: "아메리카노 T", title: "감사 쿠폰", message: "{이름} 님께 {상품명} 쿠폰을 드립니다. {유효기간}",
            callbackNumber: "0215771234", isAdvertisement: false)
    }

    func rules(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignRules] {
        let rules = CampaignRules(
            isAdvertisement: false, scheduledAt: nil, callbackNumber: "0215771234", callbackNumberID: .new(),
            callbackExpiresOn: nil)
        return Dictionary(uniqueKeysWithValues: campaigns.map { ($0, rules) })
    }
}
