import MariaDB
import Safeguards
import Support
import TestKit
import Testing

@Suite("Whether a campaign may act", .database)
struct CampaignGateTests {
    let database = TestDatabase.current
    let company = Alert.ID.new().ulid
    let campaign = Alert.ID.new().ulid

    init() async throws {
        let (company, campaign) = (company, campaign)
        try await database.write { db in try addCampaign(db, campaign, of: company) }
    }

    private func gate() async throws -> (isOpen: Bool, issuing: Bool, sending: Bool) {
        let (company, campaign) = (company, campaign)
        return try await database.write { db in
            let gate = try CampaignGate.enter(db, [campaign])
            return (
                gate.isOpen(campaign), gate.admits(.issuing, campaign, of: company),
                gate.admits(.sending, campaign, of: company)
            )
        }
    }

    @Test("a released one may, and one that nobody knows may not")
    func released() async throws {
        let (open, unknown) = (try await gate(), Alert.ID.new().ulid)
        let stranger = try await database.write { db in try CampaignGate.enter(db, [unknown]).isOpen(unknown) }

        #expect(open == (true, true, true))
        #expect(!stranger)
    }

    @Test("a pause holds back what it halts, and what is planned meanwhile waits")
    func paused() async throws {
        let company = company
        try await database.write { db in
            try Hold(.company, company, halts: .issuing, cause: .person, reason: "").place(db)
        }

        #expect(try await gate() == (true, false, true))
    }

    @Test("from the moment of its stop it may nothing, and never again")
    func stopped() async throws {
        let campaign = campaign
        try await database.write { db in
            try Hold(.campaign, campaign, halts: .all, cause: .stop, reason: "").place(db)
        }
        let stopping = try await gate()
        try await database.write { db in
            try db.execute("UPDATE campaign SET state = 'stopped' WHERE id = \(campaign)")
            try Hold.finishStop(db, campaign)
        }

        #expect(stopping == (false, false, false))
        #expect(try await gate() == (false, false, false))
    }
}
