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
        guard try files.freeBytes() >= files.minimumFreeBytes else { return 0 }
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
        let drawn = await withTaskGroup(of: Drawn?.self) { group in
            for message in claimed {
                guard let coupon = byID[message.couponID] else { continue }
                group.addTask { await draw(message, coupon, rules[message.campaignID]) }
            }
            return await group.reduce(into: [Drawn]()) { all, one in
                if let one { all.append(one) }
            }
        }
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

    /// Nil when the card cannot be drawn: the message waits, and so does its campaign.
    private func draw(_ message: Message, _ coupon: Coupon, _ rules: CampaignRules?) async -> Drawn? {
        do {
            let letter = try await letters.letter(of: message.campaignID)
            let secrets = try coupon.secrets(data)
            guard let barcode = secrets.barcode else { return nil }
            let values = MessageText.Values(
                name: secrets.name, productName: letter.productName, validUntil: coupon.validUntil, barcode: barcode)
            let image = try await letter.card.jpeg(
                for: CardContent(
                    recipientName: secrets.name, validUntil: coupon.validUntil, barcode: barcode,
                    message: MessageText.fill(letter.title, with: values)))
            if let reason = image.fallback {
                logger.error(
                    "Card drawn in the plain template",
                    metadata: ["campaign.id": "\(message.campaignID)", "error": "\(reason)"])
            }
            let earliest = max(now(), rules?.scheduledAt ?? .distantPast)
            return Drawn(
                message: message, jpeg: image.bytes,
                requestedAt: letter.isAdvertisement ? AdvertisingHours.next(from: earliest) : earliest,
                fallback: image.fallback ?? letter.card.problem)
        } catch let error as CardError {
            await stop(message, because: error)
            return nil
        } catch let error as DrawingError where error != .closed {
            await stop(message, because: .drawing(error))
            return nil
        } catch {
            logger.error("Message not composed yet", metadata: ["message.id": "\(message.id)", "error": "\(error)"])
            return nil
        }
    }

    /// Gives the message back undrawn and holds its campaign.
    private func stop(_ message: Message, because reason: CardError) async {
        logger.error("Card not drawn", metadata: ["message.id": "\(message.id)", "error": "\(reason)"])
        try? await database.write { [worker, now] db in  // else the rescue frees it and it is tried again
            guard try Message.releaseComposing(db, message, worker: worker) else { return }
            try CardTrouble.notDrawn(db, message, because: reason, at: now())
        }
    }
}

private struct Drawn: Sendable {
    let message: Message
    let jpeg: [UInt8]
    let requestedAt: Date
    /// Why the chosen template was not used.
    let fallback: CardError?
}
