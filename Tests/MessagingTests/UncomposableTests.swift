import Accounts
import Cards
import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Sealing
import Support
import TestKit
import Testing
import UMS

@testable import Messaging

@Suite("Messages that cannot be composed", .database)
struct UncomposableTests: MessagingBenchTests {
    let place = MessagingPlace()

    @Test(
        "more of one company than a batch holds keep no other company waiting; their campaign is held, and somebody is told"
    )
    func holdsItsCampaign() async throws {
        let (other, theirs) = (Company.ID.new(), CampaignID.new())
        let bench = try await bench(coupons: 70)
        try await database.write { db in _ = try db.execute("UPDATE coupon SET barcode = 'broken'") }
        try await issue(3, of: other, theirs, series: 1)

        try await handOver(bench)
        try await handOver(bench)

        #expect(try await states(of: theirs) == ["queued": 3])
        #expect(try await states(of: campaign)["composing"] ?? 0 > 0)
        #expect(try await holds().map(\.subject) == [campaign.ulid])
        #expect(try await alerts(.sendingBraked).map(\.subject) == ["\(campaign)"])
    }

    @Test("once what was broken is mended and the hold lifted, all of them go out")
    func mended() async throws {
        let bench = try await bench(coupons: 2)
        let sealed = try await database.read { db in
            try db.rows("SELECT id, phone FROM coupon").map {
                (try $0.value("id", as: Coupon.ID.self), try $0.value("phone", as: [UInt8].self))
            }
        }
        try await database.write { db in _ = try db.execute("UPDATE coupon SET phone = 'broken' LIMIT 1") }
        try await handOver(bench)
        #expect(try await holds().count == 1)

        try await database.write { db in
            for (id, phone) in sealed { try db.execute("UPDATE coupon SET phone = \(phone) WHERE id = \(id)") }
        }
        try await lift(.campaign, campaign.ulid)
        try await handOver(bench)

        #expect(try await states(of: campaign) == ["queued": 2])
    }

    @Test("a campaign whose letter cannot be read for now is not held, and comes behind what was never tried")
    func notItsOwnFault() async throws {
        let (other, theirs) = (Company.ID.new(), CampaignID.new())
        let bench = try await bench(coupons: 70)
        let letters = UnreadableLetters(unreadable: campaign, others: try await FixedLetters(campaign))
        let folder = try TemporaryFolder()
        let compose = ComposeStep(
            database: database, data: data, letters: letters, files: try CardFiles(directory: folder.url),
            worker: WorkerIdentity("here:1:test"), composed: Bell(), logger: logger)
        while try await states(of: campaign)["composing"] ?? 0 < 70 { _ = try await compose.runOnce() }
        try await issue(3, of: other, theirs, series: 1)

        _ = try await compose.runOnce()

        #expect(try await states(of: theirs) == ["composed": 3])
        #expect(try await holds().isEmpty)
        try await handOver(bench)
        #expect(try await states(of: campaign) == ["queued": 70])
    }

    @Test("a campaign that is gone is held at its hand-over, and others go on")
    func gone() async throws {
        let (other, theirs) = (Company.ID.new(), CampaignID.new())
        let bench = try await bench(coupons: 2)
        try await issue(2, of: other, theirs, series: 1)
        while try await bench.compose.runOnce() > 0 {}
        let tables = try UMSTables(schemaName: database.address.schema, trafficType: "normal", successCodes: ["00000"])
        let letters = UnreadableLetters(unreadable: campaign, others: try await FixedLetters(theirs))
        let handover = HandoverStep(
            database: database, route: .sameServer(tables), data: data, letters: letters,
            worker: WorkerIdentity("here:1:test"), logger: logger)

        while try await handover.runOnce() > 0 {}

        #expect(try await states(of: theirs) == ["queued": 2])
        #expect(try await states(of: campaign) == ["composed": 2])
        #expect(try await holds().map(\.subject) == [campaign.ulid])
    }

    @Test("a result for a coupon that does not open is recorded, with everybody else's")
    func refusalByTheCarrier() async throws {
        let bench = try await bench(coupons: 2)
        try await handOver(bench)
        try await database.write { db in
            try db.execute("UPDATE coupon SET phone = 'broken' LIMIT 1")
            try db.execute("UPDATE UMS_MSG SET MSG_STATUS = 'complete', DONE_CODE = '22000', DONE_DATE = NOW()")
        }
        try await makeDue()

        _ = try await bench.collect.runOnce()

        #expect(try await states(of: campaign)["failed"] == 2)
        #expect(try await holds().map(\.subject) == [campaign.ulid])
    }

    private func states(of campaign: CampaignID) async throws -> [String: Int] {
        try await database.read { db in
            try db.rows("SELECT state, COUNT(*) AS n FROM message WHERE campaign_id = \(campaign) GROUP BY state")
                .reduce(into: [:]) { $0[try $1.value("state")] = try $1.value("n", as: Int.self) }
        }
    }
}

@Suite("Campaigns in turn")
struct FairTurnsTests {
    @Test("each company has its first turn before any has its second")
    func order() {
        let (large, small) = (Company.ID.new(), Company.ID.new())
        let waiting =
            (0..<30).map { _ in FairTurns.Waiting(company: large, campaign: .new()) } + [
                FairTurns.Waiting(company: small, campaign: .new())
            ]

        let order = FairTurns.order(waiting)

        #expect(Set(order.prefix(2).map(\.company)) == [large, small])
        #expect(order.filter { $0.company == large } == Array(waiting.prefix(30)))
    }

    @Test("one that waits alone gets the whole batch, several share it", arguments: [(1, 64), (2, 32), (10, 16)])
    func shares(campaigns: Int, share: Int) {
        let waiting = (0..<campaigns).map { _ in FairTurns.Waiting(company: .new(), campaign: .new()) }
        var claims: [Int] = []

        _ = FairTurns.take(64, from: waiting) { _, limit in
            claims.append(limit)
            return Array(repeating: 0, count: limit)
        }

        #expect(claims.first == share)
        #expect(claims.reduce(0, +) <= 64)
    }
}

@Suite("A test send that cannot be sent", .database)
struct RefusedTestSendTests: MessagingBenchTests {
    let place = MessagingPlace()

    @Test("ends with a word to its sender, and keeps no other test waiting")
    func oneByOne() async throws {
        try await AgentTables.create(database, logs: [month])
        let tables = try UMSTables(schemaName: database.address.schema, trafficType: "normal", successCodes: ["00000"])
        let step = TestSendStep(
            database: database, look: CertainLook(database, tables), data: data, worker: WorkerIdentity("here:1:test"),
            logger: logger)
        let (broken, tooLong, fine) = (
            try await add(), try await add(path: String(repeating: "p", count: 190)), try await add()
        )
        try await database.write { db in
            try db.execute("UPDATE test_send SET phone = 'broken' WHERE id = \(broken)")
            try db.execute("ALTER TABLE UMS_MSG MODIFY MMS_FILE_LIST VARCHAR(150)")
        }

        _ = try await step.runOnce()

        #expect(try await found(fine)?.state == .queued)
        for id in [broken, tooLong] {
            let test = try await found(id)
            #expect(test?.state == .failed && test?.note?.contains("시험 문자를 만들지 못해") == true)
        }
        #expect(try await rows(in: "UMS_MSG") == 1)
    }

    private let user = User.ID.new()

    private func add(path: String = "/cards/test.jpg") async throws -> TestSend.ID {
        let new = try NewTestSend(
            to: try PhoneNumber("01020000001"), company: company, campaign: nil, user: user,
            callbackNumber: "0269569621", title: "쿠폰", message: "시험", cardPath: path, data, at: Date())
        try await database.write { db in _ = try TestSend.add(db, new, at: Date()) }
        return new.id
    }

    private func found(_ id: TestSend.ID) async throws -> TestSend? {
        try await database.read { [user] db in try TestSend.find(db, id, of: user) }
    }
}

/// Letters of which one cannot be read.
private struct UnreadableLetters: CampaignLetters {
    let unreadable: CampaignID
    let others: FixedLetters

    func letter(of campaign: CampaignID) async throws -> CampaignLetter {
        guard campaign != unreadable else { throw MariaDBError.shutDown }
        return try await others.letter(of: campaign)
    }

    func texts(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignTexts] {
        try await others.texts(of: campaigns.subtracting([unreadable]))
    }

    func rules(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignRules] {
        try await others.rules(of: campaigns)
    }
}
