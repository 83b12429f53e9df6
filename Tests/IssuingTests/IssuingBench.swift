import Accounts
import Coufun
import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Safeguards
import Sealing
import Support
import TestKit
import Testing

@testable import Issuing

/// One company, one campaign and a database for a test of issuing.
struct IssuingPlace: Sendable {
    let database = TestDatabase.current
    let data = TestDatabase.personalData
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let company = Company.ID.new()
    let campaign = CampaignID.new()
}

/// Suites that have planned coupons issued.
protocol IssuingBenchTests {
    var place: IssuingPlace { get }
}

extension IssuingBenchTests {
    var database: Database { place.database }
    var data: PersonalData { place.data }
    var logger: Logger { place.logger }
    var company: Company.ID { place.company }
    var campaign: CampaignID { place.campaign }

    /// Plans `count` orders of `quantity` coupons each, whose positions begin at `first`.
    func plan(_ count: Int, quantity: Int = 1, first: Int = 1) async throws -> [IssueOrderID] {
        let (now, company, campaign) = (Date(), company, campaign)
        let ids = (0..<count).map { _ in IssueOrderID.new(at: now) }
        let plans = ids.map {
            IssuePlan(
                id: $0, companyID: company, campaignID: campaign, pocID: "POC0000001", goodsID: "0000000001",
                quantity: quantity, unitPrice: Won(4500), dueAt: now)
        }
        let rows = try ids.flatMap { id in (0..<quantity).map { _ in id } }.enumerated().map { index, id in
            let phone = try PhoneNumber("0109000\(String(format: "%04d", index))")
            let coupon = NewCoupon(
                id: .new(at: now), issueOrderID: id, position: first + index, name: "홍길동", phone: phone)
            return try coupon.row(company: company, campaign: campaign, at: now, data: data)
        }
        try await database.write { db in
            try addCampaign(db, campaign.ulid, of: company.ulid)
            try NewCoupon.insert(db, rows)
            try IssueOrder.plan(db, plans, at: now)
        }
        return ids
    }

    func step(
        _ supplier: FakeSupplier, worker: String = "here:1:a", on database: Database? = nil, policy: IssuePolicy? = nil,
        concurrency: Int = 4
    ) -> IssueStep {
        IssueStep(
            database: database ?? self.database, supplier: supplier, data: data,
            policy: policy ?? IssuePolicy(ambiguous: .retry, attempts: 3), concurrency: concurrency,
            worker: WorkerIdentity(worker), issued: Bell(), logger: logger)
    }

    func coupon(_ order: IssueOrderID) async throws -> Coupon {
        let coupons = try await database.read { db in try Coupon.all(db, of: order) }
        return try #require(coupons.first)
    }

    func state(_ order: IssueOrderID) async throws -> IssueOrder.State? {
        try await database.read { db in try IssueOrder.find(db, order)?.state }
    }

    func states() async throws -> [IssueOrder.State: Int] {
        let campaign = campaign
        return try await database.read { db in
            try db.rows("SELECT state, COUNT(*) AS n FROM issue_order WHERE campaign_id = \(campaign) GROUP BY state")
                .reduce(into: [:]) { counts, row in
                    try counts[row.value("state"), default: 0] = row.value("n")
                }
        }
    }

    func alerts(_ kind: Alert.Kind) async throws -> [Alert] {
        try await database.read { db in try Alert.open(db, in: .all).filter { $0.kind == kind } }
    }

    func answers(_ order: IssueOrderID) async throws -> [[String]] {
        let data = data
        return try await database.read { db in
            try SupplierCall.answers(db, of: [order], data)[order, default: []].map(\.barcodes)
        }
    }

    /// As a person does who was told that nothing was issued.
    func settleAsNotIssued(_ order: IssueOrderID) async throws {
        try await database.write { db in
            let found = try #require(try IssueOrder.lockUnconfirmed(db, order))
            try found.resolve(db, to: .failed, evidence: "공급사 회신", by: .new(), at: Date())
            try Coupon.setIssue(db, of: [order], to: .failed, note: nil, at: Date())
        }
    }
}

/// Polls until `holds`; the test fails after five seconds.
func eventually(_ holds: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(5)
    while try await !holds() {
        if ContinuousClock.now > deadline {
            Issue.record("did not become true in five seconds")
            return
        }
        await Task.yield()
    }
}

/// A supplier that behaves as the test says and remembers what it was asked.
actor FakeSupplier: CouponSupplier {
    enum Behaviour: Sendable { case answer, loseReplies, answerLate, sameBarcode, refuse(String), give([String]) }

    private(set) var calls: [String] = []
    private(set) var mostAtOnce = 0
    private var atOnce = 0
    private(set) var witness: [Bool] = []
    private let behaviour: Behaviour
    private let duringCall: (@Sendable (String) async -> Bool)?
    private let gate = AsyncStream<Void>.makeStream()

    init(_ behaviour: Behaviour, duringCall: (@Sendable (String) async -> Bool)? = nil) {
        (self.behaviour, self.duringCall) = (behaviour, duringCall)
    }

    /// Sixteen digits that follow from the TR_ID.
    static func barcode(of trID: String) -> String {
        let number = trID.utf8.reduce(UInt64(7)) { ($0 &* 31 &+ UInt64($1)) % 1_000_000_000_000_000 }
        return "9" + String(repeating: "0", count: 15 - String(number).count) + String(number)
    }

    /// As COUFUN writes it, so that what is kept of it can be read again.
    static func reply(_ barcodes: [String]) -> CoufunReply<CreatedCoupons> {
        let body = """
            <COUFUNCREATE><RESULT_CODE>00</RESULT_CODE><ORDER_ID>OD1</ORDER_ID><VALID_END_DATE>20270121</VALID_END_DATE>\
            \(barcodes.map { "<BARCODE_NUM>\($0)</BARCODE_NUM>" }.joined())</COUFUNCREATE>
            """
        let created = CreatedCoupons(
            orderID: "OD1", barcodes: barcodes, validUntil: CalendarDay(year: 2027, month: 1, day: 21))
        return CoufunReply(outcome: .done(created), httpStatus: 200, body: Array(body.utf8))
    }

    func releaseLateReplies() { gate.continuation.finish() }

    func create(pocID: String, goodsID: String, count: Int, trID: String) async -> CreateCall {
        let known = calls.contains(trID)
        calls.append(trID)
        atOnce += 1
        mostAtOnce = max(mostAtOnce, atOnce)
        defer { atOnce -= 1 }
        if let duringCall { witness.append(await duringCall(trID)) }
        let answer = Self.reply([Self.barcode(of: trID)])
        switch behaviour {
        case .answer: return CreateCall(reply: answer)
        case .give(let barcodes): return CreateCall(reply: Self.reply(barcodes))
        case .sameBarcode:
            return CreateCall(reply: Self.reply(["9000111122223333"]))
        case .refuse(let code):
            return CreateCall(reply: .init(outcome: .refused(CoufunRefusal(code: code, supplierMessage: ""))))
        case .loseReplies:
            return CreateCall(
                reply: known
                    ? .init(outcome: .refused(CoufunRefusal(code: "12", supplierMessage: "")))
                    : .init(outcome: .unknown(reason: "reply lost")))
        case .answerLate:
            let stream = gate.stream
            let late = Task {
                for await _ in stream {}
                return answer
            }
            return CreateCall(reply: .init(outcome: .unknown(reason: "no answer in time")), late: late)
        }
    }
}
