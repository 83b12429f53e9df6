import Foundation
import Jobs
import MariaDB
import Safeguards
import Support

/// Watches for messages that the agent does not take or does not finish, and tells the operators.
package struct AgentWatchStep: WorkStep {
    package let name = "agent-watch"
    /// The agent polls every second or two; ten minutes after REQ_DATE it is not coming.
    static let readyMinutes = 10.0
    /// The hub gives a result up after 81 hours (docs/sources.md §1.4).
    static let requestHours = 81.0

    let database: Database
    let now: @Sendable () -> Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.now) = (database, now)
    }

    package func runOnce() async throws -> Int {
        let now = now()
        try await database.write { db in
            let untaken = try Message.countAwaited(
                db, .queued, before: now.addingTimeInterval(-Self.readyMinutes * 60))
            let unfinished = try Message.countAwaited(
                db, .pending, before: now.addingTimeInterval(-Self.requestHours * 3600))
            try Self.tell(
                db, "ready", untaken,
                "문자 \(untaken.grouped)건이 발송 시각에서 10분이 지나도록 나가지 않았습니다. 문자 발송기(SNAP)가 실행 중인지, TRAFFIC_TYPE 회선이 설정되어 있는지 확인해 주세요.",
                at: now)
            let waiting = try Message.countOverdue(db, before: now.addingTimeInterval(-Self.readyMinutes * 60))
            try Self.tell(
                db, "handover", waiting,
                "문자 \(waiting.grouped)건을 발송 시각에서 10분이 지나도록 발송기(SNAP)에 넘기지 못했습니다. 발송기 데이터베이스에 연결되는지, 로그에 오류가 있는지 확인해 주세요. 원인이 없어지면 저절로 이어서 넘깁니다.",
                at: now)
            try Self.tell(
                db, "request", unfinished,
                "문자 \(unfinished.grouped)건이 81시간이 지나도록 결과를 받지 못했습니다. 자동으로 다시 보내지 않습니다. LG유플러스에 결과를 확인해 주세요.", at: now)
        }
        return 0
    }

    private static func tell(_ db: Connection, _ subject: String, _ count: Int, _ text: String, at now: Date) throws {
        if count > 0 {
            // Once while it lasts: the count in its text is of the moment it began.
            guard try !Alert.isOpen(db, .agent, about: subject) else { return }
            try Alert.raise(db, .agent, about: subject, company: nil, text, at: now)
        } else {
            try Alert.close(db, .agent, about: subject, at: now)
        }
    }
}
