import Coufun
import Coupons
import Foundation
import Jobs
import Support

@testable import Issuing

/// One order of events that a seed decides: claims, replies in any order, late ones, processes that die.
struct IssueSchedule {
    let seed: UInt64
    private var random: SeededRandom
    private var supplier: ChaoticSupplier
    private var workers: [WorkerIdentity]
    private var flying: [(worker: WorkerIdentity, ended: EndedCall)] = []
    private var late: [(worker: WorkerIdentity, ended: EndedCall)] = []
    private var now = Date(timeIntervalSince1970: 1_790_000_000)
    let policy: IssuePolicy

    init(seed: UInt64) {
        self.seed = seed
        random = SeededRandom(seed: seed)
        supplier = ChaoticSupplier(
            ChaoticSupplier.Duplicates.allCases.randomElement(using: &random) ?? .refused, seed: seed)
        policy = IssuePolicy(
            ambiguous: IssuePolicy.Ambiguous.allCases.randomElement(using: &random) ?? .retry,
            attempts: Int.random(in: 1...4, using: &random))
        let names = Int.random(in: 1...3, using: &random)
        workers = (0..<names).map { WorkerIdentity("elsewhere:\(seed):\($0)") }
    }

    /// Runs it, lets everything heal, and compares what the ledger says with the supplier's books.
    ///
    /// - Returns: what is wrong, in words; empty when all is well.
    mutating func run(on ledger: some IssueLedger, unhold: () async throws -> Void = {}) async throws -> [String] {
        let quantities = (0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 1...3, using: &random) }
        let orders = try await ledger.plan(quantities, at: now)
        for _ in 0..<Int.random(in: 5...30, using: &random) {
            try await unhold()
            try await step(ledger)
        }
        try await heal(ledger, unhold)
        return try await problems(ledger, orders)
    }

    private mutating func step(_ ledger: some IssueLedger) async throws {
        now += 3600  // longer than any pause between attempts
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4: try await claim(ledger, calm: false)
        case 4..<8: try await deliver(ledger, from: \.flying)
        case 8: try await deliver(ledger, from: \.late)
        default: try await kill(ledger)
        }
    }

    private mutating func claim(_ ledger: some IssueLedger, calm: Bool) async throws {
        guard let worker = workers.randomElement(using: &random) else { return }
        // All that are due, in the order they were planned: so that a schedule is the same on every ledger.
        let claimed = try await ledger.claim(worker, limit: 100, at: now).sorted { $0.id < $1.id }
        for order in claimed {
            let (reply, later) = supplier.call(order, calm: calm, &random)
            let call = IssueCall(id: .new(at: now), order: order)
            flying.append((worker, EndedCall(call: call, reply: CoufunReply(outcome: reply))))
            if let later { late.append((worker, EndedCall(call: call, reply: CoufunReply(outcome: later)))) }
        }
    }

    private mutating func deliver(
        _ ledger: some IssueLedger,
        from queue: WritableKeyPath<IssueSchedule, [(worker: WorkerIdentity, ended: EndedCall)]>
    ) async throws {
        guard !self[keyPath: queue].isEmpty else { return }
        let index = Int.random(in: 0..<self[keyPath: queue].count, using: &random)
        let (worker, ended) = self[keyPath: queue].remove(at: index)
        try await ledger.record(ended, by: worker, at: now)
    }

    /// The process dies: what it was waiting for never reaches the ledger. A new one takes its place.
    private mutating func kill(_ ledger: some IssueLedger) async throws {
        let index = Int.random(in: 0..<workers.count, using: &random)
        let dead = workers[index]
        flying.removeAll { $0.worker == dead }
        late.removeAll { $0.worker == dead }
        workers[index] = WorkerIdentity("elsewhere:\(seed):\(random.next())")
        try await ledger.rescue(after: dead, at: now)
    }

    private mutating func heal(_ ledger: some IssueLedger, _ unhold: () async throws -> Void) async throws {
        for _ in 0..<100 {
            while !flying.isEmpty { try await deliver(ledger, from: \.flying) }
            while !late.isEmpty { try await deliver(ledger, from: \.late) }
            now += 3600
            try await unhold()
            try await claim(ledger, calm: true)
            if flying.isEmpty { return }
        }
    }

    /// I1, I2, I3, I10 and I12 of docs/state-machines.md.
    private func problems(_ ledger: some IssueLedger, _ orders: [IssueOrderID]) async throws -> [String] {
        let (states, barcodes) = try await (ledger.states(), ledger.barcodes())
        var problems: [String] = []
        let all = barcodes.values.flatMap(\.self)
        if Set(all).count != all.count { problems.append("a barcode went to two coupons") }
        for id in orders {
            let (state, ours, theirs) = (states[id], barcodes[id] ?? [], supplier.books[id.description] ?? [])
            switch state {
            case .issued:
                if ours.sorted() != theirs.sorted() {
                    problems.append("the ledger has \(ours), the books have \(theirs)")
                }
            case .failed:
                if !theirs.isEmpty { problems.append("failed, but the books have \(theirs)") }
            case .unconfirmed: break  // listed as exposure, whatever the books say
            case .planned, .calling, .ambiguous, nil:
                problems.append("not at an end: \(state.map(\.rawValue) ?? "gone")")
            }
            if state != .issued, !ours.isEmpty { problems.append("\(String(describing: state)) with barcodes") }
            let calls = supplier.calls[id.description] ?? 0
            if calls > policy.attempts { problems.append("\(calls) calls, allowed are \(policy.attempts)") }
        }
        return problems
    }
}
