import Accounts
import Cards
import Coupons
import Drawing
import Foundation
import Jobs
import MariaDB
import Safeguards
import Sealing
import Support
import TestKit
import Testing

@testable import Messaging

@Suite("Cards that cannot be drawn as chosen", .database)
struct CardTroubleTests: MessagingBenchTests {
    let place = MessagingPlace()

    @Test("a template that cannot be drawn: the plain card is sent, and one alert says so, batch after batch")
    func fallback() async throws {
        var layout = BuiltInTemplates.plain.layout
        layout.background = .picture([0xFF, 0xD8, 0xFF, 0xE0])
        let broken = CardTemplate(id: .new(), version: 1, name: "고장", layout: layout)
        let folder = try TemporaryFolder()
        let compose = try await compose(broken, folder, batch: 2)
        try await issue(["9526000000000001", "9526000000000002", "9526000000000003"])

        let composed = [try await compose.runOnce(), try await compose.runOnce()]

        let alerts = try await database.read { db in try Alert.open(db, in: .all) }
        let alert = try #require(alerts.first)
        #expect(composed == [2, 1])
        #expect(alerts.count == 1)
        #expect(alert.kind == .card && alert.subject == "\(campaign)" && alert.companyID == company.ulid)
        #expect(alert.times == 2)
        #expect(alert.text.contains("기본 카드로 보내고") && alert.text.contains("배경 그림이 손상됨"))
        #expect(try await holds().isEmpty)
    }

    @Test("not even the plain card: the campaign's sending is held with an alert, and the message waits undrawn")
    func stopped() async throws {
        let folder = try TemporaryFolder()
        let compose = try await compose(BuiltInTemplates.all[0], folder)
        try await issue([String(repeating: "A9", count: 20), "9526000000000002"])

        let composed = try await compose.runOnce()

        let hold = try #require(try await holds().first)
        let alerts = try await database.read { db in try Alert.open(db, in: .all) }
        let messages = try await messages()
        #expect(composed == 1)
        #expect(hold.scope == .campaign && hold.halts == .sending && hold.cause == .brake && hold.heldBy == nil)
        #expect(hold.reason.contains("바코드가 자리보다 넓음"))
        #expect(alerts.map(\.kind) == [.card] && alerts.map(\.subject) == ["\(campaign)"])
        #expect(messages.map(\.state).sorted { $0.rawValue < $1.rawValue } == [.composed, .composing])
    }

    @Test("the waiting message is drawn again once the hold is lifted")
    func resumed() async throws {
        let folder = try TemporaryFolder()
        try await issue([String(repeating: "A9", count: 20)])
        _ = try await compose(BuiltInTemplates.all[0], folder).runOnce()

        let campaign = campaign
        let whileHeld = try await fence()
        _ = try await compose(BuiltInTemplates.all[0], folder).runOnce()
        let stillHeld = try await fence()
        try await lift(.campaign, campaign.ulid)
        try await database.write { db in try Alert.close(db, .card, about: "\(campaign)") }
        _ = try await compose(BuiltInTemplates.all[0], folder).runOnce()

        #expect(whileHeld == stillHeld)

        // Drawn again, and failed again: it is held again, and whoever looks after it is told again.
        #expect(try await fence() > stillHeld)
        #expect(try await holds().count == 1)
        #expect(try await database.read { db in try Alert.open(db, in: .all).count } == 1)
        #expect(try await messages().map(\.state) == [.composing])
    }

    private func compose(_ template: CardTemplate, _ folder: TemporaryFolder, batch: Int = 64) async throws
        -> ComposeStep
    {
        let worker = WorkerIdentity("here:1:test")
        try await database.write { db in try WorkerPresence.beat(db, worker) }
        return ComposeStep(
            database: database, data: data,
            letters: try await FixedLetters(campaign, template: template), files: try CardFiles(directory: folder.url),
            worker: worker, composed: Bell(), logger: logger,
            batch: batch)
    }

    private func issue(_ barcodes: [String]) async throws {
        let (data, company, campaign, now) = (data, company, campaign, Date())
        let coupons = try barcodes.indices.map { index in
            NewCoupon(
                id: .new(at: now), issueOrderID: .new(at: now), position: index + 1, name: "최민지",
                phone: try PhoneNumber("0102222\(String(format: "%04d", index))"))
        }
        let rows = try coupons.map { try $0.row(company: company, campaign: campaign, at: now, data: data) }
        try await database.write { db in
            try addCampaign(db, campaign.ulid, of: company.ulid)
            try NewCoupon.insert(db, rows)
            let issued = zip(coupons, barcodes).map { coupon, barcode in
                IssuedCoupon(
                    id: coupon.id, barcode: barcode, supplierOrderID: "OD1",
                    validUntil: CalendarDay(year: 2027, month: 1, day: 21))
            }
            try Coupon.issue(db, issued, at: now, data: data)
        }
    }

    private func holds() async throws -> [Hold] {
        let campaign = campaign
        return try await database.read { db in try Holds.current(db).of(.campaign, campaign.ulid) }
    }

    /// Counts the times that the only message was taken up and given back.
    private func fence() async throws -> Int { try #require(try await messages().first).fence }

    private func messages() async throws -> [Message] {
        let campaign = campaign
        return try await database.read { db in
            try Coupon.page(db, of: campaign, CouponFilter(), in: .all, offset: 0, limit: 100).coupons
                .flatMap { try Message.all(db, of: $0.id, in: .all) }
        }
    }
}
