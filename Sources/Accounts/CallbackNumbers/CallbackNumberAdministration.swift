import Audit
import Foundation
import MariaDB
import Support

/// What an administrator does with callback numbers. Each act leaves an access record.
package struct CallbackNumberAdministration: Sendable {
    let database: Database
    let now: @Sendable () -> Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.now) = (database, now)
    }

    /// `alongside` runs in the same transaction, for what must not stand without the number.
    package func register(
        _ new: NewCallbackNumber, by actor: Actor,
        alongside: @escaping @Sendable (Connection, CallbackNumber) throws -> Void = { _, _ in }
    ) async throws -> CallbackNumber {
        let now = now()
        let id = CallbackNumber.ID.new(at: now)
        return try await database.write { db in
            guard try Company.find(db, new.companyID) != nil else { throw AccountsError.noSuchCompany }
            try CallbackNumber.insert(db, id, new, at: now)
            guard let number = try CallbackNumber.find(db, id) else { throw AccountsError.noSuchCallbackNumber }
            try AccessRecord.add(
                db, actor: actor, action: "callback-number.register", subject: number.subject,
                detail: ["number": number.number.digits], at: now)
            try alongside(db, number)
            return number
        }
    }

    package func change(_ id: CallbackNumber.ID, _ change: CallbackNumberChange, by actor: Actor) async throws
        -> CallbackNumber
    {
        let now = now()
        return try await database.write { db in
            try CallbackNumber.update(db, id, change, at: now)
            guard let number = try CallbackNumber.find(db, id) else { throw AccountsError.noSuchCallbackNumber }
            try AccessRecord.add(
                db, actor: actor, action: "callback-number.change", subject: number.subject,
                detail: [
                    "number": number.number.digits, "label": number.label,
                    "expiresOn": number.expiresOn?.description ?? "",
                ], at: now)
            return number
        }
    }

    package func remove(_ id: CallbackNumber.ID, by actor: Actor) async throws {
        let now = now()
        try await database.write { db in
            guard let number = try CallbackNumber.find(db, id) else { throw AccountsError.noSuchCallbackNumber }
            try CallbackNumber.delete(db, id)
            try AccessRecord.add(
                db, actor: actor, action: "callback-number.remove", subject: number.subject,
                detail: ["number": number.number.digits], at: now)
        }
    }

    package func list(
        in scope: TenantScope, sort: [Ordering<CallbackNumber.SortField>] = [], offset: Int = 0, limit: Int = 50
    ) async throws -> (numbers: [CallbackNumber], total: Total) {
        try await database.read { db in
            try CallbackNumber.page(db, in: scope, sort: sort, offset: offset, limit: limit)
        }
    }
}

extension CallbackNumber {
    var subject: AccessRecord.Subject { .init(kind: "callback_number", id: id.ulid, owner: companyID.ulid) }
}
