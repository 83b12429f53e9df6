import Accounts
import MariaDB
import Safeguards
import Synchronization
import TestKit
import Testing

@Suite("Telling somebody", .database)
struct AlertTests {
    let database = TestDatabase.current

    @Test("the same trouble is one alert that counts, until it is closed")
    func counts() async throws {
        let (before, after) = try await database.write { db in
            try Alert.raise(db, .supplier, about: "x", company: nil, "연결되지 않습니다.")
            try Alert.raise(db, .supplier, about: "x", company: nil, "아직 연결되지 않습니다.")
            try Alert.raise(db, .supplier, about: "y", company: nil, "연결되지 않습니다.")
            let before = try Alert.open(db, in: .all)
            try Alert.close(db, .supplier, about: "x")
            try Alert.raise(db, .supplier, about: "x", company: nil, "다시 연결되지 않습니다.")
            return (before, try Alert.open(db, in: .all))
        }
        let first = try #require(before.first { $0.subject == "x" })
        #expect(before.count == 2)
        #expect(first.times == 2)
        #expect(first.text == "아직 연결되지 않습니다.")
        #expect(after.first { $0.subject == "x" }?.times == 1)
    }

    @Test("each opening is told once, and again only until it was taken")
    func toldOnce() async throws {
        try await database.write { db in try Alert.raise(db, .disk, company: nil, "디스크가 거의 찼습니다.") }
        let told = Mutex<[String]>([])
        let deaf = AlertStep(database: database) { _ in throw NobodyThere() }
        let step = AlertStep(database: database) { alert in told.withLock { $0.append(alert.text) } }

        await #expect(throws: NobodyThere.self) { try await deaf.runOnce() }
        let counts = try await [step.runOnce(), step.runOnce()]

        #expect(counts == [1, 0])
        #expect(told.withLock { $0 } == ["디스크가 거의 찼습니다."])
    }

    @Test("an alert that nobody takes keeps no other from being told")
    func refusedAlert() async throws {
        try await database.write { db in
            try Alert.raise(db, .agent, company: nil, "받지 않는 경보")
            try Alert.raise(db, .disk, company: nil, "받는 경보")
        }
        let told = Mutex<[String]>([])
        let step = AlertStep(database: database) { alert in
            if alert.text == "받지 않는 경보" { throw NobodyThere() }
            told.withLock { $0.append(alert.text) }
        }

        await #expect(throws: NobodyThere.self) { try await step.runOnce() }

        #expect(told.withLock { $0 } == ["받는 경보"])
    }
}

private struct NobodyThere: Error {}
