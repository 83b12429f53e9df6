import Accounts
import AsyncHTTPClient
import Campaigns
import Cards
import Coufun
import Coupons
import CustomerService
import Foundation
import Jobs
import Logging
import MariaDB
import Operations
import Redemption
import Safeguards
import Sealing
import Support
import TestKit
import Testing
import Web

@testable import Issuing
@testable import Messaging

/// A kind of alert that fires and never ends, or never fires, is worse than none: a new kind has to say here how it does both.
@Suite("Every kind of alert", .database)
struct AlertKindsTests {
    @Test("fires when it should, and ends when it is over", arguments: Alert.Kind.allCases)
    func firesAndEnds(kind: Alert.Kind) async throws {
        let trouble = try await Trouble()

        try await trouble.begin(kind)
        let (begun, sentence) = try await trouble.open(kind)
        try await trouble.end(kind)

        #expect(begun == 1)
        #expect(sentence.count > 20)
        #expect(try await trouble.open(kind).count == 0)
    }
}

/// A company with a campaign of two coupons, to which each kind of trouble may happen.
private struct Trouble {
    let store: Storefront
    let order: IssueOrder
    let message: Message
    let boss: Principal
    /// What the watches take for now.
    let later = Date().addingTimeInterval(3600)

    var database: Database { store.house.database }
    var data: PersonalData { TestDatabase.personalData }

    init() async throws {
        let store = try await Storefront()
        self.store = store
        let (first, user) = (store.coupons[0], store.campaign.createdBy)
        order = try #require(
            try await store.house.database.read { db in try IssueOrder.find(db, first.issueOrderID) })
        message = Message.first(of: first, at: Date())
        boss = Principal(
            userID: user, companyID: store.house.company.id, companyName: "", loginID: "boss", name: "",
            role: .administrator, mustChangePassword: false, address: "127.0.0.1")
    }

    func open(_ kind: Alert.Kind) async throws -> (count: Int, text: String) {
        let found = try await database.read { db in try Alert.open(db, in: .all).filter { $0.kind == kind } }
        return (found.count, found.first?.text ?? "")
    }

    func begin(_ kind: Alert.Kind) async throws {
        let (order, message, data) = (order, message, data)
        switch kind {
        case .issuingBraked:
            try await database.write { db in try IssueBrake.stopCompany(db, order, cause: nil, at: Date()) }
        case .unconfirmed:
            try await database.write { db in
                _ = try IssueOrder.claimDue(db, worker: WorkerIdentity("elsewhere:1:dead"), limit: 2, at: Date())
            }
            let rescue = IssueRescueStep(
                database: database, policy: IssuePolicy(ambiguous: .hold, attempts: 1), longestCallSeconds: 600,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            _ = try await rescue.runOnce()
        case .secondIssue:
            try await issue("9526111122223333")
            let answer = CreatedCoupons(orderID: "OD2", barcodes: ["9526444455556666"], validUntil: nil)
            try await database.write { db in
                let outcome = CoufunOutcome.done(answer)
                let policy = IssuePolicy(ambiguous: .retry, attempts: 3)
                let decision = IssueDecision.after(order, outcome, policy: policy, jitter: 0)
                _ = try LateEvidence(order: order.id, created: answer, decision: decision, data: data)
                    .keep(db, at: Date())
            }
        case .unknownBarcode: try await exchange("9526000000000000")
        case .oddRedemption:
            try await issue("9526111122223333")
            try await exchange("9526111122223333", balance: 2000)
            try await exchange("9526111122223333", balance: 3000, after: 60)
        case .supplier: try await watchSupplier()
        case .sendingBraked:
            try await database.write { db in try SendingBrake.notHandedOver(db, message, at: Date()) }
        case .agent:
            try await database.write { db in
                try Message.insert(db, [message])
                try db.execute(
                    """
                    UPDATE message SET state = 'queued', requested_at = NOW(3), handed_over_at = NOW(3)
                    """)
            }
            try await watchAgent()
        case .agentTables: try await database.write { db in try AgentTablesAlert.tell(db, ["UMS_MSG가 없습니다."]) }
        case .missedSchedule:
            try await database.write { db in
                try db.execute("UPDATE campaign SET scheduled_at = NOW(3) - INTERVAL 1 HOUR, schedule_met_at = NULL")
            }
            _ = try await ScheduleStep(database: database).runOnce()
        case .card:
            try await database.write { db in
                try CardTrouble.notDrawn(db, message, because: .barcodeTooWide, at: Date())
            }
        case .disk: try await lookAtDisk(needed: .max)
        }
    }

    func end(_ kind: Alert.Kind) async throws {
        switch kind {
        case .issuingBraked:
            _ = try await store.parts.system.lift(.company, order.companyID.ulid, nil, by: boss)
        case .unconfirmed:
            let desk = IssueOrderDesk(
                database: database, data: data,
                authority: CoufunClient(
                    client: .shared, baseURL: "http://127.0.0.1:1", timeout: .seconds(1), logger: Logger(label: "test")),
                planned: {})
            let resolution = try IssueResolution(
                outcome: "not-issued", barcodes: [], orderID: nil, evidence: "공급사 담당자 회신")
            for coupon in store.coupons {
                try await desk.resolve(coupon.issueOrderID, resolution, by: boss.actor, user: boss.userID)
            }
        case .supplier:
            let (order, later) = (order, later)
            try await database.write { db in
                try db.execute(
                    """
                    INSERT INTO supplier_call (id, company_id, issue_order_id, kind, attempt, request, started_at, outcome)
                    VALUES (\(SupplierCall.ID.new(at: later)), \(order.companyID), \(order.id), 'create', 1, '', NOW(3),
                        'done')
                    """)
            }
            try await watchSupplier()
        case .agent:
            try await database.write { db in try db.execute("UPDATE message SET state = 'delivered'") }
            try await watchAgent()
        case .agentTables: try await database.write { db in try AgentTablesAlert.tell(db, []) }
        case .sendingBraked, .missedSchedule, .card:
            try await CampaignControl(database: database, resumed: {}).resume(store.campaign.id, by: boss)
        case .disk: try await lookAtDisk(needed: 0)
        // Nothing here can tell that somebody has spoken with COUFUN: a person says so.
        case .secondIssue, .unknownBarcode, .oddRedemption:
            for alert in try await database.read({ db in try Alert.open(db, in: .all) }) where alert.kind == kind {
                #expect(try await store.parts.system.closeAlert(alert.id, by: boss))
            }
        }
    }

    private func issue(_ barcode: String) async throws {
        let (order, data) = (order, data)
        try await database.write { db in
            let given = [IssuedBarcodes.One(barcode: barcode, validUntil: nil)]
            try IssueOrder.markIssued(db, order.id, at: Date())
            try IssuedBarcodes.handOut(
                db, [IssuedBarcodes(order: order.id, supplierOrderID: "OD1", barcodes: given)], at: Date(), data: data)
        }
    }

    private func exchange(_ barcode: String, balance: Int = 0, after seconds: Double = 0) async throws {
        let notice = ExchangeNotice(
            barcode: barcode, status: "001", exchangedAt: later.addingTimeInterval(seconds), branch: nil, price: 1000,
            balance: balance)
        _ = try await ExchangeDesk(database: database, data: data).receive(notice, from: "203.0.113.5")
    }

    private func watchSupplier() async throws {
        let (start, later) = (Date(), later)
        let clock = Clock(start)
        let watch = IssueWatchStep(database: database, now: { clock.now })
        clock.now = later
        try await database.write { db in
            try db.execute("UPDATE issue_order SET wanted_at = \(start.addingTimeInterval(-600))")
        }
        _ = try await watch.runOnce()
    }

    private func watchAgent() async throws {
        let later = later
        _ = try await AgentWatchStep(database: database, now: { later }).runOnce()
    }

    private func lookAtDisk(needed: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "alert-cards")
        let step = CardSpaceStep(
            database: database, files: try CardFiles(directory: folder, minimumFreeBytes: needed))
        _ = try await step.runOnce()
    }
}
