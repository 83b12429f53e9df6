import Foundation
import MariaDB
import Safeguards

/// Tells that the agent's tables are not what they should be, while that lasts.
package enum AgentTablesAlert {
    /// `problems`: in Korean, none when all is well.
    package static func tell(_ db: Connection, _ problems: [String], at now: Date = Date()) throws {
        guard let first = problems.first else { return try Alert.close(db, .agentTables, at: now) }
        guard try !Alert.isOpen(db, .agentTables) else { return }
        try Alert.raise(
            db, .agentTables, company: nil, "문자를 보낼 수 없어 발송과 발급을 시작하지 않았습니다. \(first) 해결되면 저절로 시작합니다.", at: now)
    }
}
