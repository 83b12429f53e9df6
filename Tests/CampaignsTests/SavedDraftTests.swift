import Accounts
import Foundation
import MariaDB
import Support
import TestKit
import Testing

@testable import Campaigns

@Suite("Drafts that save themselves", .database)
struct SavedDraftTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData
    private var drafts: SavedDrafts { SavedDrafts(database: database) }

    private func content(_ event: String) -> SavedDraft.Content {
        var content = SavedDraft.Content()
        (content.eventName, content.message) = (event, "{이름}님, 고맙습니다.")
        return content
    }

    @Test("saving twice under one id is one draft with the newest content, and saving the same again is fine")
    func saving() async throws {
        let user = try await Office.open(database, data).principal
        let id = SavedDraft.ID.new()
        for event in ["겨울", "겨울 감사", "겨울 감사"] {
            #expect(try await drafts.save(id, content(event), by: user) != nil)
        }
        #expect(try await drafts.all(of: user).map(\.content) == [content("겨울 감사")])
    }

    @Test("only its writer sees it, changes it or throws it away")
    func own() async throws {
        let writer = try await Office.open(database, data).principal
        let stranger = try await Office.open(database, data, named: "다른 회사").principal
        let id = SavedDraft.ID.new()
        _ = try await drafts.save(id, content("겨울"), by: writer)

        let taken = try await drafts.save(id, content("봄"), by: stranger)
        try await drafts.delete(id, of: stranger)

        #expect(taken == nil)
        #expect(try await drafts.find(id, of: stranger) == nil)
        #expect(try await drafts.find(id, of: writer)?.content.eventName == "겨울")
    }

    @Test("a release takes its draft away with it, and a second release of the same draft registers nothing")
    func taking() async throws {
        let office = try await Office.open(database, data)
        let (id, user) = (SavedDraft.ID.new(), office.principal)
        _ = try await drafts.save(id, content("겨울"), by: user)
        let draft = try Office.draft(for: user, people: 2)

        _ = try await office.registration.register(draft, by: user) { db, _ in try SavedDrafts.take(db, id, of: user) }
        await #expect(throws: NotAllowedNow.self) {
            try await office.registration.register(draft, by: user) { db, _ in try SavedDrafts.take(db, id, of: user) }
        }

        let campaigns = try await CampaignOverview(database: database).page(
            CampaignSearch(), in: .all, offset: 0, limit: 10)
        #expect(campaigns.total == 1)
        #expect(try await drafts.all(of: user).isEmpty)
    }

    @Test("texts longer than a campaign may have are cut, and forgotten drafts go after a month")
    func bounds() async throws {
        let user = try await Office.open(database, data).principal
        var long = content(String(repeating: "가", count: 300))
        long.message = String(repeating: "나", count: 9000)
        let (old, new) = (SavedDraft.ID.new(), SavedDraft.ID.new())
        let lastMonth = SavedDrafts(database: database) { Date().addingTimeInterval(-31 * 86400) }
        _ = try await lastMonth.save(old, long, by: user)
        _ = try await drafts.save(new, content("겨울"), by: user)

        let kept = try await drafts.find(old, of: user)
        let gone = try await drafts.purgeForgotten()

        #expect(kept?.content.eventName?.count == 100 && kept?.content.message?.count == 4000)
        #expect(gone == 1)
        #expect(try await drafts.all(of: user).map(\.id) == [new])
    }
}
