import Cards
import Coupons
import Drawing
import Foundation
import Jobs
import Logging
import MariaDB
import Sealing
import Support

/// Draws the cards of issued coupons and puts them on disk, ready for hand-over.
///
/// Claim, COMMIT, draw, record: no transaction is open while a card is drawn or a file is written. A crash in between
/// leaves at most a file that nobody names; the sweep removes it.
package struct ComposeStep: WorkStep {
    package let name = "compose"
    let database: Database
    let data: PersonalData
    let letters: any CampaignLetters
    let files: CardFiles
    let worker: WorkerIdentity
    /// Rung when messages are composed: they can be handed over.
    let composed: Bell
    let logger: Logger
    let now: @Sendable () -> Date
    /// Cards in memory at once; one is at most 300 KB.
    let batch: Int

    package init(
        database: Database, data: PersonalData, letters: any CampaignLetters, files: CardFiles, worker: WorkerIdentity,
        composed: Bell, logger: Logger, batch: Int = 64, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.data, self.letters, self.files) = (database, data, letters, files)
        (self.worker, self.composed, self.logger) = (worker, composed, logger)
        (self.batch, self.now) = (batch, now)
    }

    package func runOnce() async throws -> Int {
        let started = now()
        // Better no card than half a file; ``CardSpaceStep`` tells the operators.
        guard try await files.freeBytes() >= files.minimumFreeBytes else { return 0 }
        let claimed = try await database.write { [worker, batch] db in
            try Message.claimForComposing(db, worker: worker, limit: batch, at: started)
        }
        guard !claimed.isEmpty else { return 0 }
        Failpoint.composingAfterClaim.pass()

        let coupons = try await database.read { db in
            try Coupon.all(db, ids: claimed.map(\.couponID))
        }
        let byID = Dictionary(uniqueKeysWithValues: coupons.map { ($0.id, $0) })
        let rules = try await letters.rules(of: Set(claimed.map(\.campaignID)))
        let results = await withTaskGroup(of: Result<Drawn, NotDrawn>.self) { group in
            for message in claimed {
                group.addTask { await draw(message, byID[message.couponID], rules[message.campaignID]) }
            }
            return await group.reduce(into: [Result<Drawn, NotDrawn>]()) { $0.append($1) }
        }
        try await giveBack(results.compactMap(\.failure), at: started)
        let drawn = results.compactMap { try? $0.get() }
        guard !drawn.isEmpty else { return 0 }
        let paths = try await files.write(drawn.map(\.jpeg), on: SeoulTime.day(of: started))
        Failpoint.composingAfterFile.pass()
        let cards = zip(drawn, paths).map { drawn, path in
            ComposedCard(message: drawn.message, path: path, bytes: drawn.jpeg.count, requestedAt: drawn.requestedAt)
        }
        let plain = Dictionary(grouping: drawn.filter { $0.fallback != nil }, by: \.message.campaignID)
        try await database.write { [worker] db in
            try Message.recordCards(db, cards, worker: worker)
            for card in plain.values.compactMap(\.first) {
                guard let reason = card.fallback else { continue }
                try CardTrouble.fellBack(db, card.message, because: reason, at: started)
            }
        }
        composed.ring()
        return cards.count
    }

    private func draw(_ message: Message, _ coupon: Coupon?, _ rules: CampaignRules?) async
        -> Result<Drawn, NotDrawn>
    {
        do {
            let letter = try await letters.letter(of: message.campaignID)
            guard let coupon else { throw MessagingError.incomplete(message.id) }
            let (texts, secrets) = (letter.texts, try coupon.secrets(data))
            guard let barcode = secrets.barcode else { throw MessagingError.incomplete(message.id) }
            let values = MessageText.Values(
                name: secrets.name, productName: texts.productName, validUntil: coupon.validUntil, barcode: barcode)
            let image = try await letter.card.jpeg(
                for: CardContent(
                    recipientName: secrets.name, validUntil: coupon.validUntil, barcode: barcode,
                    message: MessageText.fill(texts.title, with: values)))
            if let reason = image.fallback {
                logger.error(
                    "Card drawn in the plain template",
                    metadata: ["campaign.id": "\(message.campaignID)", "error": "\(reason)"])
            }
            let earliest = max(now(), rules?.scheduledAt ?? .distantPast)
            return .success(
                Drawn(
                    message: message, jpeg: image.bytes,
                    requestedAt: texts.isAdvertisement ? AdvertisingHours.next(from: earliest) : earliest,
                    fallback: image.fallback ?? letter.card.problem))
        } catch {
            logger.error("Message not composed", metadata: ["message.id": "\(message.id)", "error": "\(error)"])
            return .failure(NotDrawn(message: message, reason: error))
        }
    }

    /// Nobody's any more, behind those that were tried less often. What is its own fault holds its campaign.
    private func giveBack(_ failures: [NotDrawn], at now: Date) async throws {
        guard !failures.isEmpty else { return }
        try await database.write { [worker] db in
            let held = try failures.filter { try Message.releaseComposing(db, $0.message, worker: worker) }
            let faults = Dictionary(grouping: held.filter { OwnFault.isOne($0.reason) }, by: \.message.campaignID)
            for fault in faults.values.compactMap(\.first) {
                switch fault.reason {
                case let reason as CardError:
                    try CardTrouble.notDrawn(db, fault.message, because: reason, at: now)
                case let reason as DrawingError:
                    try CardTrouble.notDrawn(db, fault.message, because: .drawing(reason), at: now)
                default: try SendingBrake.notComposed(db, fault.message, at: now)
                }
            }
        }
    }
}

/// A message that could not be composed now, or at all.
private struct NotDrawn: Error {
    let message: Message
    let reason: any Error
}

extension Result {
    fileprivate var failure: Failure? {
        guard case .failure(let failure) = self else { return nil }
        return failure
    }
}

private struct Drawn: Sendable {
    let message: Message
    let jpeg: [UInt8]
    let requestedAt: Date
    /// Why the chosen template was not used.
    let fallback: CardError?
}
