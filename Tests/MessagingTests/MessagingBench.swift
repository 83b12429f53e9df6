import Accounts
import Cards
import Coupons
import Drawing
import Foundation
import Jobs
import Logging
import MariaDB
import Safeguards
import Sealing
import Support
import TestKit
import Testing
import UMS

@testable import Messaging

/// One company, one campaign and a database for a test of messages.
struct MessagingPlace: Sendable {
    let database = TestDatabase.current
    let data = TestDatabase.personalData
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let company = Company.ID.new()
    let campaign = CampaignID.new()
    let month = String(SeoulTime.day(of: Date()).monthText)
}

/// The steps of messages over one database.
struct Bench {
    let compose: ComposeStep
    let handover: HandoverStep
    let collect: CollectStep
    let rescue: MessageRescueStep
    let folder: TemporaryFolder
}

/// Suites that take coupons through the steps of messages.
protocol MessagingBenchTests {
    var place: MessagingPlace { get }
}

extension MessagingBenchTests {
    var database: Database { place.database }
    var data: PersonalData { place.data }
    var logger: Logger { place.logger }
    var company: Company.ID { place.company }
    var campaign: CampaignID { place.campaign }
    var month: String { place.month }

    func hold(_ scope: Hold.Scope, _ subject: ULID, _ halts: Hold.Halts) async throws {
        try await database.write { db in
            _ = try Hold(scope, subject, halts: halts, cause: .person, reason: "점검").place(db)
        }
    }

    func lift(_ scope: Hold.Scope, _ subject: ULID) async throws {
        try await database.write { db in _ = try Hold.lift(db, scope, subject) }
    }

    /// The id of what is held; for a callback number with the rows that lead from the campaign to it.
    func subject(of scope: Hold.Scope) async throws -> ULID {
        switch scope {
        case .system: return Hold.system
        case .company: return company.ulid
        case .campaign: return campaign.ulid
        case .callbackNumber:
            let (number, company, campaign) = (CallbackNumber.ID.new().ulid, company, campaign)
            try await database.write { db in
                try db.execute(
                    """
                    INSERT INTO callback_number (id, company_id, number, label, created_at, updated_at)
                    VALUES (\(number), \(company), '0269569621', '대표번호', NOW(3), NOW(3))
                    """)
                try addCampaign(db, campaign.ulid, of: company.ulid)
            }
            return number
        }
    }
    func bench(
        coupons count: Int, sameServer: Bool = true, isAdvertisement: Bool = false,
        callbackNumber: CallbackNumber.ID? = .new(), callbackExpiresOn: CalendarDay? = nil,
        policy: RetryPolicy = RetryPolicy(), betweenLooks: @escaping @Sendable () async throws -> Void = {},
        now: @escaping @Sendable () -> Date = { Date() }
    ) async throws -> Bench {
        try await AgentTables.create(database, logs: [month])
        try await issue(count)
        let tables = try UMSTables(
            schemaName: database.address.schema, trafficType: "normal", successCodes: ["00000", "10000"])
        let route: UMSRoute = sameServer ? .sameServer(tables) : .otherServer(database, tables)
        let folder = try TemporaryFolder()
        let letters = try await FixedLetters(
            campaign, isAdvertisement: isAdvertisement, callbackNumber: callbackNumber,
            callbackExpiresOn: callbackExpiresOn)
        let worker = WorkerIdentity("here:1:test")
        try await database.write { db in try WorkerPresence.beat(db, worker) }
        return Bench(
            compose: ComposeStep(
                database: database, data: data, letters: letters, files: try CardFiles(directory: folder.url),
                worker: worker,
                composed: Bell(), logger: logger, now: now),
            handover: HandoverStep(
                database: database, route: route, data: data, letters: letters, worker: worker, logger: logger,
                now: now),
            collect: CollectStep(
                database: database, ums: database, tables: tables, data: data, letters: letters, policy: policy,
                logger: logger, now: now),
            rescue: MessageRescueStep(
                database: database, look: CertainLook(database, tables, betweenLooks: betweenLooks), composed: Bell(),
                logger: logger, now: now),
            folder: folder)
    }

    /// Draws and hands over whatever is due.
    func handOver(_ bench: Bench) async throws {
        while try await bench.compose.runOnce() > 0 {}
        while try await bench.handover.runOnce() > 0 {}
    }

    func holds() async throws -> [Hold] {
        try await database.read { db in try Holds.current(db).all }
    }

    func alerts(_ kind: Alert.Kind) async throws -> [Alert] {
        try await database.read { db in try Alert.open(db, in: .all).filter { $0.kind == kind } }
    }

    /// Puts `count` issued coupons into the ledger.
    func issue(_ count: Int) async throws { try await issue(count, of: company, campaign) }

    /// `series`: a digit that tells the numbers of one call from those of another.
    func issue(_ count: Int, of company: Company.ID, _ campaign: CampaignID, series: Int = 0) async throws {
        try await database.write { db in try addCampaign(db, campaign.ulid, of: company.ulid) }
        guard count > 0 else { return }
        let (data, now) = (data, Date())
        let coupons = try (1...count).map { position in
            NewCoupon(
                id: .new(at: now), issueOrderID: .new(at: now), position: position, name: "최민지",
                phone: try PhoneNumber("0102222\(String(format: "%04d", position))"))
        }
        let rows = try coupons.map { try $0.row(company: company, campaign: campaign, at: now, data: data) }
        try await database.write { db in
            try NewCoupon.insert(db, rows)
            let issued = coupons.map {
                IssuedCoupon(
                    id: $0.id, barcode: "9526000\(series)\(String(format: "%08d", $0.position))",
                    supplierOrderID: "OD1", validUntil: CalendarDay(year: 2027, month: 1, day: 21))
            }
            try Coupon.issue(db, issued, at: now, data: data)
        }
    }

    func coupons() async throws -> [Coupon] {
        let campaign = campaign
        return try await database.read { db in
            try Coupon.page(db, of: campaign, CouponFilter(), in: .all, offset: 0, limit: 100).coupons
        }
    }

    func messages(of coupon: Coupon.ID) async throws -> [Message] {
        try await database.read { db in try Message.all(db, of: coupon, in: .all) }
    }

    /// Of all messages, in the order in which they were begun.
    func states() async throws -> [String] {
        try await database.read { db in
            try db.rows("SELECT state FROM message ORDER BY id").map { try $0.value("state") }
        }
    }

    func rows(in table: String) async throws -> Int {
        let name = try SQLName(validating: table)
        return try await database.read { db in
            try db.rows("SELECT COUNT(*) AS n FROM \(name: name)")[0].value("n", as: Int.self)
        }
    }

    func makeDue() async throws {
        try await database.write { db in _ = try db.execute("UPDATE message SET look_at = NOW(3) - INTERVAL 1 MINUTE") }
    }

    /// As a crash between the insert and our second mark leaves it.
    func breakOff() async throws {
        try await database.write { db in
            try db.execute(
                """
                UPDATE message SET state = 'handing_over', owner = 'elsewhere:9:dead', claimed_at = NOW(3),
                    handed_over_at = NULL
                """)
            try db.execute("UPDATE coupon SET delivery_state = 'waiting'")
        }
    }
}

/// One campaign's letter with a real card.
struct FixedLetters: CampaignLetters {
    private let letter: CampaignLetter
    private let rules: CampaignRules

    init(
        _ campaign: CampaignID, template: CardTemplate = BuiltInTemplates.plain, isAdvertisement: Bool = false,
        callbackNumber: CallbackNumber.ID? = .new(), callbackExpiresOn: CalendarDay? = nil
    ) async throws {
        rules = CampaignRules(
            isAdvertisement: isAdvertisement, scheduledAt: nil, callbackNumber: "0269569621",
            callbackNumberID: callbackNumber,
            callbackExpiresOn: callbackExpiresOn)
        let card = try await CardRenderer(pool: Self.pool).prepare(
            template, for: CampaignContent(productName: "아메리카노 T", companyName: "가나다커피"))
        letter = CampaignLetter(
            texts: CampaignTexts(
                campaignID: campaign, productName: "아메리카노 T", title: "쿠폰이 도착했어요", message: "{이름}님, 고맙습니다.",
                callbackNumber: "0269569621", isAdvertisement: isAdvertisement), card: card)
    }

    private static let pool = DrawingPool(threads: 2)

    func letter(of campaign: CampaignID) async throws -> CampaignLetter { letter }

    func texts(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignTexts] {
        Dictionary(uniqueKeysWithValues: campaigns.map { ($0, letter.texts) })
    }

    func rules(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignRules] {
        Dictionary(uniqueKeysWithValues: campaigns.map { ($0, rules) })
    }
}
