import Accounts
import Foundation
import MariaDB
import Safeguards
import Support
import TestKit
import Testing

@testable import Campaigns

@Suite("The same campaign a moment ago", .database)
struct SentMomentsAgoTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData

    @Test("is refused with the id of the first, unless it is said to be meant")
    func refuses() async throws {
        let office = try await Office.open(database, data)
        let first = try await register(office) { _ in }

        await #expect(throws: SentMomentsAgo(campaign: first)) { try await register(office) { _ in } }
        // The same to a reader: a Mac's syllables, two blanks, the list turned round.
        await #expect(throws: SentMomentsAgo(campaign: first)) {
            try await register(office) { draft in
                draft.eventName = "겨울  감사 ".decomposedStringWithCanonicalMapping
                draft.message = draft.message.decomposedStringWithCanonicalMapping
                draft.recipients.reverse()
            }
        }
        let meant = try await register(office) { $0.sendAgain = true }
        #expect(meant != first)
    }

    @Test("another event, text, list, number of coupons or time is another campaign")
    func admits() async throws {
        let office = try await Office.open(database, data)
        let phone = try PhoneNumber("01030000001")
        _ = try await register(office) { $0.eventName = "감사제 🍁" }
        let time = SeoulTime.rfc3339(Date().addingTimeInterval(7200))

        _ = try await register(office) { $0.eventName = "감사제 🎄" }
        _ = try await register(office) { ($0.eventName, $0.message) = ("감사제 🍁", "다른 내용입니다.") }
        _ = try await register(office) { ($0.eventName, $0.scheduledAt) = ("감사제 🍁", time) }
        _ = try await register(office) { draft in
            draft.eventName = "감사제 🍁"
            draft.recipients[0] = CampaignRecipient(name: "최민지", phone: phone, quantity: 1)
        }
        _ = try await register(office) { draft in
            draft.eventName = "감사제 🍁"
            draft.recipients[0] = CampaignRecipient(name: "최민지", phone: draft.recipients[0].phone, quantity: 2)
        }

        let count = try await database.read { db in try db.rows("SELECT id FROM campaign").count }
        #expect(count == 6)
    }

    @Test("one that was stopped, or that was released longer ago, stands in nobody's way")
    func forgets() async throws {
        let office = try await Office.open(database, data)
        let first = try await register(office) { _ in }
        try await database.write { db in
            try Hold(.campaign, first.ulid, halts: .all, cause: .stop, reason: "").place(db)
        }
        let second = try await register(office) { _ in }
        try await database.write { db in
            try db.execute("UPDATE campaign SET created_at = created_at - INTERVAL 11 MINUTE WHERE id = \(second)")
        }

        let third = try await register(office) { _ in }

        #expect(Set([first, second, third]).count == 3)
    }

    @Test("of several at once one is registered")
    func oneOfSeveral() async throws {
        let office = try await Office.open(database, data)

        let outcomes = await withTaskGroup(of: Bool.self, returning: [Bool].self) { group in
            for _ in 0..<8 { group.addTask { (try? await register(office) { _ in }) != nil } }
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(outcomes.count(where: \.self) == 1)
    }

    @Test("who got a coupon of an event is known by its name as people read it, not as the collation does")
    func knowsEvents() async throws {
        let office = try await Office.open(database, data)
        _ = try await register(office) { $0.eventName = "감사제 🍁" }
        let past = PastRecipients(database: database, data: data)
        let phones = try [PhoneNumber("01020000001")]
        func received(_ event: String) async throws -> Int {
            try await past.received(phones, event: event, of: office.company.id).count
        }

        #expect(try await received("감사제 🍁") == 1)
        #expect(try await received(" 감사제\u{A0}🍁".decomposedStringWithCanonicalMapping) == 1)
        #expect(try await received("감사제 🎄") == 0)
    }

    private func register(_ office: Office, _ change: (inout CampaignDraft) throws -> Void) async throws -> Campaign.ID
    {
        var draft = try Office.draft(for: office.principal, people: 3)
        try change(&draft)
        return try await office.registration.register(draft, by: office.principal).id
    }
}
