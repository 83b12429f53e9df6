import Foundation
import Simulation
import Testing

@testable import CoufunSimulator

@Suite("The simulated vendor's state file")
struct JournalTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)").path

    @Test("a vendor that was ended knows afterwards what it issued, exchanged and cancelled")
    func restart() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }  // litter at worst
        let before = try await filledSupplier().oracle()

        let (_, entries) = try Journal.open(path)
        let after = await supplier(entries).oracle()

        #expect(entries.count == 22)
        #expect(try text(after.issued) == text(before.issued))
        #expect(try text(after.coupons) == text(before.coupons))
        #expect(after.exchanges == before.exchanges)
    }

    @Test("a last line that a crash cut short is forgotten, and the next one follows a whole one")
    func cutLine() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }  // litter at worst
        _ = try await filledSupplier()
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(#"{"cancelled":{"barc"#.utf8))
        try file.close()

        let (journal, entries) = try Journal.open(path)
        try await journal.append(.acknowledged(99))
        let (_, later) = try Journal.open(path)

        #expect(entries.count == 22)
        #expect(later == entries + [.acknowledged(99)])
    }

    private func supplier(_ earlier: [Ledger.Entry], journal: Journal? = nil) -> Supplier {
        Supplier(
            seed: Seed(1), knownPOCs: ["POC0000001"], behaviour: Behaviour(), journal: journal, earlier: earlier)
    }

    /// Twenty orders at once, one coupon exchanged, one cancelled.
    private func filledSupplier() async throws -> Supplier {
        let (journal, entries) = try Journal.open(path)
        let supplier = supplier(entries, journal: journal)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 {
                group.addTask {
                    let form = "POC_ID=POC0000001&GOODS_ID=0000001001&CREATE_CNT=1&TR_ID=T\(number)"
                    let arrival = await supplier.arrive(.create, CallFields(urlEncoded: form), from: nil)
                    _ = try await supplier.act(arrival, imageBase: "")
                }
            }
            try await group.waitForAll()
        }
        let barcodes = await supplier.ledger.orders.flatMap(\.barcodes)
        _ = try await supplier.redeem(ExchangeWish(barcode: barcodes[0]))
        try await supplier.record(.cancelled(barcode: barcodes[1], date: "20261122140509"))
        return supplier
    }

    private func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
