import MariaDB
import Safeguards
import Support
import TestKit
import Testing

@Suite("Holding things back", .database)
struct HoldTests {
    let database = TestDatabase.current
    let company = Identifier<HoldTests>.new().ulid
    let campaign = Identifier<HoldTests>.new().ulid

    private func hold(_ scope: Hold.Scope, _ subject: ULID, _ halts: Hold.Halts = .all, _ cause: Hold.Cause = .person)
        -> Hold
    {
        Hold(scope, subject, halts: halts, cause: cause, reason: "점검")
    }

    /// The messages of `campaign` that may go, as a claim would look for them.
    private func mayGo(_ halts: Hold.Halts) async throws -> Bool {
        let (company, campaign) = (company, campaign)
        return try await database.write { db in
            guard let condition = try Holds.current(db).condition(for: halts) else { return false }
            return try !db.rows(
                """
                SELECT 1 AS one FROM (SELECT \(company) AS company_id, \(campaign) AS campaign_id) AS work
                WHERE \(part: condition)
                """
            ).isEmpty
        }
    }

    @Test("nothing is held back without a hold")
    func free() async throws {
        #expect(try await mayGo(.issuing))
        #expect(try await mayGo(.sending))
    }

    @Test("a hold keeps back what it is about, and only that", arguments: Hold.Scope.allCases)
    func scopes(scope: Hold.Scope) async throws {
        let other = Identifier<HoldTests>.new().ulid
        let subject = [.system: Hold.system, .company: company, .campaign: campaign][scope] ?? other
        try await database.write { db in
            try hold(scope, subject, .sending).place(db)
            if scope != .system { try hold(scope, other, .issuing).place(db) }
        }
        #expect(try await mayGo(.issuing))
        #expect(try await mayGo(.sending) == (scope == .callbackNumber))
    }

    @Test("the first hold stands until it is lifted")
    func firstStands() async throws {
        let campaign = campaign
        let placed = try await database.write { db in
            try [hold(.campaign, campaign).place(db), hold(.campaign, campaign, .all, .brake).place(db)]
        }
        let lifted = try await database.write { db in try Hold.lift(db, .campaign, campaign) }
        #expect(placed[0] && !placed[1])
        #expect(lifted.map(\.cause) == [.person])
        #expect(try await mayGo(.sending))
    }

    @Test("a stop cannot be lifted, only finished")
    func stops() async throws {
        let campaign = campaign
        let lifted = try await database.write { db in
            try hold(.campaign, campaign, .all, .stop).place(db)
            return try Hold.lift(db, .campaign, campaign)
        }
        let held = try await !mayGo(.issuing)
        try await database.write { db in try Hold.finishStop(db, campaign) }
        #expect(lifted.isEmpty && held)
        #expect(try await mayGo(.issuing))
    }
}
