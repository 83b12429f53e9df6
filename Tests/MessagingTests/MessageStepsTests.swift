import Accounts
import Cards
import Coupons
import Drawing
import Foundation
import Jobs
import Logging
import MariaDB
import Safeguards
import Support
import TestKit
import Testing
import UMS

@testable import Messaging

@Suite("From an issued coupon to its result", .database)
struct MessageStepsTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let company = Company.ID.new()
    let campaign = CampaignID.new()
    let month = String(SeoulTime.day(of: Date()).monthText)

    @Test("a coupon goes from issued to delivered, once, in both ways of hand-over", arguments: [true, false])
    func wholeWay(sameServer: Bool) async throws {
        let bench = try await bench(coupons: 3, sameServer: sameServer)

        let composed = try await bench.compose.runOnce()
        let handed = try await bench.handover.runOnce()
        let again = try await bench.handover.runOnce()
        try await AgentTables.finish(database, code: "10000", month: month)
        try await makeDue()
        _ = try await bench.collect.runOnce()

        let coupons = try await coupons()
        #expect(composed == 3 && handed == 3 && again == 0)
        #expect(coupons.map(\.delivery) == [.delivered, .delivered, .delivered])
        #expect(coupons.map(\.deliveryNote) == ["SKT", "SKT", "SKT"])
        #expect(try await rows(in: "UMS_LOG_\(month)") == 3)
    }

    @Test("the card of a message is a picture on disk that reads back as its coupon")
    func cardOnDisk() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)

        _ = try await bench.compose.runOnce()

        let coupon = try #require(try await coupons().first)
        let message = try #require(try await messages(of: coupon.id).first)
        let path = try #require(message.cardPath)
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.count == message.cardBytes)
        #expect(bytes.starts(with: [0xFF, 0xD8, 0xFF]))
        #expect(message.state == .composed)
        #expect(message.clientKey == "\(coupon.id)")
        withExtendedLifetime(bench.folder) {}
    }

    @Test("a failure keeps its code and says why in Korean")
    func failure() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)
        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await AgentTables.finish(database, code: "31104", month: month)
        try await makeDue()

        _ = try await bench.collect.runOnce()

        let coupon = try #require(try await coupons().first)
        let message = try #require(try await messages(of: coupon.id).first)
        #expect(coupon.delivery == .failed)
        #expect(coupon.deliveryNote == "MMS를 받을 수 없는 단말")
        #expect(message.resultCode == "31104")
    }

    @Test("a message that stands in neither table for a moment is not given up")
    func betweenTables() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)
        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await database.write { db in _ = try db.execute("DELETE FROM UMS_MSG") }
        try await makeDue()

        _ = try await bench.collect.runOnce()

        #expect(try await coupons().map(\.delivery) == [.queued])
    }

    @Test("a row that the agent has taken makes the delivery pending, not failed")
    func pending() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)
        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await database.write { db in _ = try db.execute("UPDATE UMS_MSG SET MSG_STATUS = 'request'") }
        try await makeDue()

        _ = try await bench.collect.runOnce()

        #expect(try await coupons().map(\.delivery) == [.pending])
    }

    @Test("a hand-over broken off after the insert is found, not inserted again")
    func brokenAfterInsert() async throws {
        let bench = try await bench(coupons: 2, sameServer: false)
        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await breakOff()

        _ = try await bench.rescue.runOnce()
        _ = try await bench.handover.runOnce()

        #expect(try await coupons().map(\.delivery) == [.queued, .queued])
        #expect(try await rows(in: "UMS_MSG") == 2)
    }

    @Test("a hand-over broken off before the insert is done again")
    func brokenBeforeInsert() async throws {
        let bench = try await bench(coupons: 2, sameServer: false)
        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await breakOff()
        try await database.write { db in _ = try db.execute("DELETE FROM UMS_MSG") }

        _ = try await bench.rescue.runOnce()
        _ = try await bench.handover.runOnce()

        #expect(try await rows(in: "UMS_MSG") == 2)
    }

    @Test("a card whose composer died is drawn by another, and its message sent once")
    func brokenComposing() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)
        let dead = WorkerIdentity("elsewhere:9:dead")
        try await database.write { db in
            _ = try Message.claimForComposing(db, worker: dead, limit: 10, at: Date())
        }

        let before = try await bench.compose.runOnce()
        _ = try await bench.rescue.runOnce()
        let after = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()

        #expect(before == 0 && after == 1)
        #expect(try await rows(in: "UMS_MSG") == 1)
    }

    @Test("two workers hand each message over once")
    func twoWorkers() async throws {
        let bench = try await bench(coupons: 20, sameServer: true)
        while try await bench.compose.runOnce() > 0 {}

        async let first = bench.handover.runOnce()
        async let second = bench.handover.runOnce()
        let total = try await first + second

        #expect(total == 20)
        #expect(try await rows(in: "UMS_MSG") == 20)
    }

    @Test(
        "what is held is neither drawn nor handed over, and goes on when it is lifted",
        arguments: [Hold.Scope.system, .company, .callbackNumber, .campaign])
    func held(scope: Hold.Scope) async throws {
        let bench = try await bench(coupons: 3, sameServer: true)
        let subject = try await subject(of: scope)
        try await hold(scope, subject, .sending)
        let drawnWhileHeld = try await bench.compose.runOnce()
        try await lift(scope, subject)
        let drawn = try await bench.compose.runOnce()
        try await hold(scope, subject, .all)

        let handedWhileHeld = try await bench.handover.runOnce()
        try await lift(scope, subject)
        let handed = try await bench.handover.runOnce()

        #expect(drawnWhileHeld == 0 && drawn == 3)
        #expect(handedWhileHeld == 0 && handed == 3)
    }

    @Test("a hold between the look and the lock still counts")
    func heldAfterTheLook() async throws {
        let bench = try await bench(coupons: 2, sameServer: true)
        _ = try await bench.compose.runOnce()
        let looked = try await database.read { db in try Message.composed(db, limit: 10) }
        try await hold(.campaign, campaign.ulid, .sending)

        let locked = try await database.write { db in try Message.lockComposed(db, looked.map(\.id)) }

        #expect(looked.count == 2)
        #expect(locked.isEmpty)
    }

    @Test("a hold of issuing alone lets issued coupons be sent")
    func issuingHeld() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)
        try await hold(.system, Hold.system, .issuing)

        let drawn = try await bench.compose.runOnce()
        let handed = try await bench.handover.runOnce()

        #expect(drawn == 1 && handed == 1)
    }

    private func hold(_ scope: Hold.Scope, _ subject: ULID, _ halts: Hold.Halts) async throws {
        try await database.write { db in
            _ = try Hold(scope, subject, halts: halts, cause: .person, reason: "점검").place(db)
        }
    }

    private func lift(_ scope: Hold.Scope, _ subject: ULID) async throws {
        try await database.write { db in _ = try Hold.lift(db, scope, subject) }
    }

    /// The id of what is held; for a callback number with the rows that lead from the campaign to it.
    private func subject(of scope: Hold.Scope) async throws -> ULID {
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
                try db.execute(
                    """
                    INSERT INTO campaign (id, company_id, created_by, event_name, goods_id, product_name, unit_price,
                        purpose, title, message, callback_number, template_id, template_version, state, total, created_at)
                    VALUES (\(campaign), \(company), \(number), '행사', 'G1', '아메리카노', 4500, 'information', '제목',
                        '내용', '0269569621', \(number), 1, 'released', 3, NOW(3))
                    """)
            }
            return number
        }
    }

    // MARK: The bench

    private struct Bench {
        let compose: ComposeStep
        let handover: HandoverStep
        let collect: CollectStep
        let rescue: MessageRescueStep
        let folder: TemporaryFolder
    }

    private func bench(coupons count: Int, sameServer: Bool) async throws -> Bench {
        try await AgentTables.create(database, logs: [month])
        try await issue(count)
        let tables = try UMSTables(
            schemaName: database.address.schema, trafficType: "normal", successCodes: ["00000", "10000"])
        let route: UMSRoute = sameServer ? .sameServer(tables) : .otherServer(database, tables)
        let folder = try TemporaryFolder()
        let letters = try await FixedLetters(campaign)
        let worker = WorkerIdentity("here:1:test")
        try await database.write { db in try WorkerPresence.beat(db, worker) }
        return Bench(
            compose: ComposeStep(
                database: database, data: data, letters: letters, files: try CardFiles(directory: folder.url),
                worker: worker,
                composed: Bell(), logger: logger),
            handover: HandoverStep(
                database: database, route: route, data: data, letters: letters, worker: worker, logger: logger),
            collect: CollectStep(database: database, ums: database, tables: tables, logger: logger),
            rescue: MessageRescueStep(database: database, route: route, composed: Bell(), logger: logger),
            folder: folder)
    }

    /// Puts `count` issued coupons into the ledger.
    private func issue(_ count: Int) async throws {
        let (data, company, campaign, now) = (data, company, campaign, Date())
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
                    id: $0.id, barcode: "95260000\(String(format: "%08d", $0.position))", supplierOrderID: "OD1",
                    validUntil: CalendarDay(year: 2027, month: 1, day: 21))
            }
            try Coupon.issue(db, issued, at: now, data: data)
        }
    }

    private func coupons() async throws -> [Coupon] {
        let campaign = campaign
        return try await database.read { db in
            try Coupon.page(db, of: campaign, CouponFilter(), offset: 0, limit: 100).coupons
        }
    }

    private func messages(of coupon: Coupon.ID) async throws -> [Message] {
        try await database.read { db in try Message.all(db, of: coupon) }
    }

    private func rows(in table: String) async throws -> Int {
        let name = try SQLName(validating: table)
        return try await database.read { db in
            try db.rows("SELECT COUNT(*) AS n FROM \(name: name)")[0].value("n", as: Int.self)
        }
    }

    private func makeDue() async throws {
        try await database.write { db in _ = try db.execute("UPDATE message SET look_at = NOW(3) - INTERVAL 1 MINUTE") }
    }

    /// As a crash between the insert and our second mark leaves it.
    private func breakOff() async throws {
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

    init(_ campaign: CampaignID) async throws {
        let card = try await CardRenderer(pool: Self.pool).prepare(
            BuiltInTemplates.plain, for: CampaignContent(productName: "아메리카노 T", companyName: "가나다커피"))
        letter = CampaignLetter(
            campaignID: campaign, productName: "아메리카노 T", title: "쿠폰이 도착했어요", message: "{이름}님, 고맙습니다.",
            callbackNumber: "0269569621", scheduledAt: nil, card: card)
    }

    private static let pool = DrawingPool(threads: 2)

    func letter(of campaign: CampaignID) async throws -> CampaignLetter { letter }
}
