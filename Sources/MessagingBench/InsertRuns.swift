import Foundation
import MariaDB
import Support
import UMS

/// 1,000 rows into `UMS_MSG`: ours in one insert by array binding, against a row at a time. Turn and turn about, so that
/// what else the machine does hits all alike; the best of each counts.
struct InsertRuns {
    private static let rounds = 7
    private static let count = 1000
    let database: Database

    func run() async throws -> [String: Double] {
        let tables = try UMSTables(schemaName: database.schema, trafficType: "normal", successCodes: ["00000"])
        let messages = try (0..<Self.count).map(Self.message)
        var best: [String: Double] = [:]
        func note(_ name: String, _ milliseconds: Double) { best[name] = min(best[name] ?? .infinity, milliseconds) }
        for _ in 0..<Self.rounds {
            let statement = try await database.write { db in
                try milliseconds { try tables.insert(db, messages) }
            }
            note("insert_ms", statement)
            try await empty()
            note(
                "insert_with_commit_ms",
                try await milliseconds { try await database.write { db in try tables.insert(db, messages) } })
            try await empty()
            note(
                "row_by_row_ms",
                try await milliseconds {
                    for message in messages { try await database.write { db in try tables.insert(db, [message]) } }
                })
            try await empty()
            let inOne = try await database.write { db in
                try milliseconds { for message in messages { try tables.insert(db, [message]) } }
            }
            note("row_by_row_in_one_transaction_ms", inOne)
            try await empty()
        }
        return best
    }

    private func empty() async throws { try await database.write { db in try BenchLedger.emptyAgentTables(db) } }

    private static func message(_ number: Int) throws -> UMSMessage {
        UMSMessage(
            clientKey: "01K9BENCH0000000000000\(String(format: "%04d", number))", callbackNumber: "0215771234",
            phone: try PhoneNumber("0105555\(String(format: "%04d", number))"), title: "감사 쿠폰이 도착했습니다",
            text: "홍길동 님, 한 해 동안 함께해 주셔서 고맙습니다. 쿠폰은 매장에서 바코드를 보여 주시면 됩니다.",
            files: ["/var/lib/coupon/cards/20261127/0123456789abcdef0123456789abcdef.jpg"], requestedAt: Date())
    }
}

func milliseconds<E>(_ work: () throws(E) -> Void) throws(E) -> Double {
    let started = ContinuousClock.now
    try work()
    return (ContinuousClock.now - started) / .milliseconds(1)
}

func milliseconds(_ work: () async throws -> Void) async throws -> Double {
    let started = ContinuousClock.now
    try await work()
    return (ContinuousClock.now - started) / .milliseconds(1)
}
