import Accounts
import Foundation
import MariaDB
import Support

/// Drafts of one user: saved by themselves while they are written, and gone with the release.
package struct SavedDrafts: Sendable {
    let database: Database
    let now: @Sendable () -> Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.now) = (database, now)
    }

    /// - Returns: when it was saved; nil when the id is somebody else's.
    package func save(_ id: SavedDraft.ID, _ content: SavedDraft.Content, by user: Principal) async throws -> Date? {
        let (now, content) = (now(), content.bounded())
        let saved = try await database.write { db in try SavedDraft.save(db, id, content, by: user, at: now) }
        return saved ? now : nil
    }

    package func find(_ id: SavedDraft.ID, of user: Principal) async throws -> SavedDraft? {
        try await database.read { db in try SavedDraft.find(db, id, of: user.userID) }
    }

    /// The latest first, at most ``SavedDraft/most``.
    package func all(of user: Principal) async throws -> [SavedDraft] {
        try await database.read { db in try SavedDraft.all(db, of: user.userID) }
    }

    /// Throws nothing when it is gone already.
    package func delete(_ id: SavedDraft.ID, of user: Principal) async throws {
        _ = try await database.write { db in try SavedDraft.delete(db, id, of: user.userID) }
    }

    /// Takes the draft away in the transaction that registers it: whichever of two windows comes second finds it gone.
    ///
    /// - Throws: `NotAllowedNow` when it is gone.
    package static func take(_ db: Connection, _ id: SavedDraft.ID, of user: Principal) throws {
        guard try SavedDraft.delete(db, id, of: user.userID) else {
            throw NotAllowedNow("이 임시저장은 이미 발송을 요청했거나 지워졌습니다. 다른 창에서 요청했는지 발송조회에서 확인해 주세요. 이번 요청은 등록하지 않았습니다.")
        }
    }

    /// - Returns: how many went.
    package func purgeForgotten(limit: Int = 100) async throws -> Int {
        let time = now().addingTimeInterval(-TimeInterval(SavedDraft.lifetimeDays) * 86400)
        return try await database.write { db in try SavedDraft.deleteForgotten(db, before: time, limit: limit) }
    }
}
