import Accounts
import Audit
import Foundation
import MariaDB
import Safeguards
import Sealing
import Support
import UMS

/// What operators see of the whole system, and the brakes in their hands. Each act leaves an access record.
package struct SystemDesk: Sendable {
    package static let maxReasonLetters = 200

    let database: Database
    let ums: Database
    let tables: UMSTables
    /// The agent's tables are reached over the same connections as our own.
    let isSameServer: Bool
    let data: PersonalData
    let now: @Sendable () -> Date

    package init(
        database: Database, ums: Database, tables: UMSTables, isSameServer: Bool, data: PersonalData,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.ums, self.tables) = (database, ums, tables)
        (self.isSameServer, self.data, self.now) = (isSameServer, data, now)
    }

    package func state() async throws -> SystemState {
        let now = now()
        let check = await tablesCheck()
        return try await database.read { [data, isSameServer] db in
            let holds = try Holds.current(db).all
            let names = try NamedHold.names(db, of: holds)
            let people = try User.names(db, of: Set(holds.compactMap(\.heldBy).map(User.ID.init)), data)
            return SystemState(
                at: now, tables: check, isOneTransaction: isSameServer && check.isTransactional,
                queue: try MessageQueue.current(db, at: now), supplier: try SupplierState.current(db),
                alerts: try Alert.open(db, in: .all),
                holds: holds.map { hold in
                    NamedHold(
                        hold: hold, name: names[hold.subject] ?? "",
                        person: hold.heldBy.flatMap { people[User.ID($0)] })
                })
        }
    }

    private func tablesCheck() async -> AgentTablesCheck {
        do {
            return try await ums.read { [tables, now] db in try tables.check(db, on: SeoulTime.day(of: now())) }
        } catch {
            return AgentTablesCheck(
                problems: ["문자 발송기(SNAP)의 데이터베이스에 연결하지 못했습니다. UMS_DATABASE_URL과 서버 상태를 확인해 주세요."],
                isTransactional: false)
        }
    }

    /// Stops issuing or sending for everybody, until somebody lifts it.
    package func hold(_ halts: Hold.Halts, reason: String, by principal: Principal) async throws {
        let reason = try Self.checked(reason)
        let now = now()
        try await database.write { db in
            let hold = Hold(
                .system, Hold.system, halts: halts, cause: .person, reason: reason, by: principal.userID.ulid, at: now)
            guard try hold.place(db) else { return }  // held already: that is what was asked for
            try AccessRecord.add(
                db, actor: principal.actor, action: "system.hold",
                subject: .init(kind: "system", id: nil, owner: nil),
                detail: ["halts": halts.rawValue, "reason": reason], at: now)
        }
    }

    /// Lets go what is held, whoever held it. A stop is for good and stays.
    ///
    /// - Returns: false when nothing of it was held.
    package func lift(_ scope: Hold.Scope, _ subject: ULID, _ halts: Hold.Halts?, by principal: Principal)
        async throws -> Bool
    {
        let now = now()
        return try await database.write { db in
            let lifted = try Hold.lift(db, scope, subject, halts: halts, at: now)
            guard !lifted.isEmpty else { return false }
            let about = scope == .system ? "" : "\(subject)"
            for hold in lifted where hold.cause == .brake {
                let kinds: [Alert.Kind] =
                    hold.halts == .issuing ? [.issuingBraked] : [.sendingBraked, .missedSchedule, .card]
                for kind in kinds {
                    try Alert.close(db, kind, about: about, by: principal.userID.ulid, at: now)
                }
            }
            try AccessRecord.add(
                db, actor: principal.actor, action: "system.lift",
                subject: .init(kind: scope.rawValue, id: scope == .system ? nil : subject, owner: nil),
                detail: ["reason": lifted.map(\.reason).joined(separator: " · ")], at: now)
            return true
        }
    }

    /// - Returns: false when there is no such open alert.
    package func closeAlert(_ id: Alert.ID, by principal: Principal) async throws -> Bool {
        let now = now()
        return try await database.write { db in
            guard try Alert.close(db, id, by: principal.userID.ulid, at: now) else { return false }
            try AccessRecord.add(
                db, actor: principal.actor, action: "alert.close",
                subject: .init(kind: "alert", id: id.ulid, owner: nil), at: now)
            return true
        }
    }

    /// What stops the whole system, for the banner on every page.
    package func systemHolds() async throws -> [Hold] {
        try await database.read { db in try Holds.current(db).of(.system, Hold.system) }
    }

    /// Callback numbers from which nothing is sent, with the reason.
    package func heldNumbers(in scope: TenantScope) async throws -> [CallbackNumber.ID: String] {
        try await database.read { db in try NamedHold.heldNumbers(db, in: scope) }
    }

    private static func checked(_ text: String) throws -> String {
        let reason = text.tidied
        guard (1...maxReasonLetters).contains(reason.count), text.isPlainLine else {
            throw FieldProblems("reason", "멈추는 이유를 \(maxReasonLetters)자까지 한 줄로 적어 주세요. 모든 사용자의 화면에 보입니다.")
        }
        return reason
    }
}
