import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support
import TestKit
import Testing
import UMS

@testable import Messaging

@Suite("A hand-over whose end nobody saw", .database)
struct OpenHandoverTests: MessagingBenchTests {
    let place = MessagingPlace()

    @Test("a row on its way to its log, in neither table when it is looked for, is not sent again")
    func underWay() async throws {
        let (database, log) = (database, try SQLName(validating: "UMS_LOG_\(month)"))
        let bench = try await bench(coupons: 2, sameServer: false) {
            try await database.write { db in _ = try db.execute("INSERT INTO \(name: log) SELECT * FROM UMS_TRANSIT") }
        }
        try await handOver(bench)
        try await breakOff()
        try await database.write { db in
            try db.execute("CREATE TABLE UMS_TRANSIT LIKE UMS_MSG")
            try db.execute("INSERT INTO UMS_TRANSIT SELECT * FROM UMS_MSG")
            try db.execute("DELETE FROM UMS_MSG")
        }

        _ = try await bench.rescue.runOnce()
        try await handOver(bench)

        #expect(try await rows(in: "UMS_MSG") == 0)
        #expect(try await rows(in: "UMS_LOG_\(month)") == 2)
        #expect(try await coupons().map(\.delivery) == [.queued, .queued])
    }

    @Test("an insert whose COMMIT was answered by nobody is looked up, not repeated")
    func commitWithoutAnswer() async throws {
        let bench = try await bench(coupons: 3, sameServer: false)
        while try await bench.compose.runOnce() > 0 {}
        let (ums, proxy) = try CuttingProxy.before(database)
        proxy.cut(at: "COMMIT", .afterReply)

        await #expect(throws: MariaDBError.self) { try await handover(over: ums).runOnce() }
        let between = try await states()
        _ = try await bench.rescue.runOnce()
        try await handOver(bench)

        #expect(between == ["handing_over", "handing_over", "handing_over"])
        #expect(try await states() == ["queued", "queued", "queued"])
        #expect(try await rows(in: "UMS_MSG") == 3)
    }

    @Test("an insert that never arrived is done again, after the look")
    func neverArrived() async throws {
        let bench = try await bench(coupons: 3, sameServer: false)
        while try await bench.compose.runOnce() > 0 {}
        let (ums, proxy) = try CuttingProxy.before(database)
        proxy.cut(at: "COMMIT", .beforeRequest)

        await #expect(throws: MariaDBError.self) { try await handover(over: ums).runOnce() }
        _ = try await bench.rescue.runOnce()
        try await handOver(bench)

        #expect(try await rows(in: "UMS_MSG") == 3)
        #expect(try await coupons().map(\.delivery) == [.queued, .queued, .queued])
    }

    @Test("what was settled by the rescue meanwhile is left alone by the process that wakes up")
    func sleeper() async throws {
        let bench = try await bench(coupons: 1, sameServer: false)
        while try await bench.compose.runOnce() > 0 {}
        let sleeper = WorkerIdentity("elsewhere:9:asleep")
        let coupon = try #require(try await coupons().first).id
        let claimed = try await messages(of: coupon)
        try await database.write { db in try Message.markHandingOver(db, claimed.map(\.id), worker: sleeper) }

        _ = try await bench.rescue.runOnce()
        try await handOver(bench)
        let held = try await database.write { db in try Message.lockHeld(db, claimed, by: sleeper) }

        #expect(held.isEmpty)
        #expect(try await rows(in: "UMS_MSG") == 1)
    }

    @Test("of a claim that the same process has taken anew, the older step holds nothing any more")
    func olderFence() async throws {
        let bench = try await bench(coupons: 1, sameServer: false)
        while try await bench.compose.runOnce() > 0 {}
        let itself = WorkerIdentity("here:1:test")
        let coupon = try #require(try await coupons().first).id
        let claimed = try await messages(of: coupon)
        try await database.write { db in
            try Message.markHandingOver(db, claimed.map(\.id), worker: itself)
            try Message.markTakenBack(db, claimed.map(\.id), from: .handingOver, at: Date())
            try Message.markHandingOver(db, claimed.map(\.id), worker: itself)
        }

        let held = try await database.write { db in try Message.lockHeld(db, claimed, by: itself) }

        #expect(held.isEmpty)
    }

    @Test("a process that stood still between claim and insert inserts nothing and leaves the rest to the rescue")
    func stoodStill() async throws {
        let bench = try await bench(coupons: 2, sameServer: false)
        while try await bench.compose.runOnce() > 0 {}
        let late = try await handover(over: database, claimedSecondsAgo: WorkerPresence.deadAfterSeconds)

        await #expect(throws: StaleClaim.self) { try await late.runOnce() }
        let rows = try await rows(in: "UMS_MSG")
        _ = try await bench.rescue.runOnce()
        try await handOver(bench)

        #expect(rows == 0)
        #expect(try await self.rows(in: "UMS_MSG") == 2)
    }

    @Test("a claim older than what a dead process's is taken for is not acted on")
    func staleClaim() throws {
        let old = Claim(madeAt: .now - .seconds(WorkerPresence.deadAfterSeconds - 1))

        #expect(throws: StaleClaim.self) { try old.mustBeFresh() }
        try Claim().mustBeFresh()
    }

    // MARK: Doing

    private func handover(over ums: Database, claimedSecondsAgo: Int = 0) async throws -> HandoverStep {
        let tables = try UMSTables(schemaName: database.address.schema, trafficType: "normal", successCodes: ["00000"])
        return HandoverStep(
            database: database, route: .otherServer(ums, tables), data: data, letters: try await FixedLetters(campaign),
            worker: WorkerIdentity("here:1:test"), logger: logger,
            beginClaim: { Claim(madeAt: .now - .seconds(claimedSecondsAgo)) })
    }
}
