import Audit
import Foundation
import MariaDB
import Support

/// What an administrator does with companies. Each act leaves an access record.
package struct CompanyAdministration: Sendable {
    let database: Database
    let now: @Sendable () -> Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.now) = (database, now)
    }

    /// `alongside` runs in the same transaction, for what must not stand without the company.
    package func create(
        _ new: NewCompany, by actor: Actor,
        alongside: @escaping @Sendable (Connection, Company) throws -> Void = { _, _ in }
    ) async throws -> Company {
        let now = now()
        let company = Company(id: .new(at: now), name: new.name, pocID: new.pocID, state: .active, createdAt: now)
        try await database.write { db in
            try Company.insert(db, company.id, new, at: now)
            try AccessRecord.add(db, actor: actor, action: "company.create", subject: company.subject, at: now)
            try alongside(db, company)
        }
        return company
    }

    package func change(_ id: Company.ID, _ change: CompanyChange, by actor: Actor) async throws -> Company {
        let now = now()
        return try await database.write { db in
            try Company.update(db, id, change, at: now)
            guard let company = try Company.find(db, id) else { throw AccountsError.noSuchCompany }
            var detail: [String: String] = [:]
            detail["name"] = change.name
            detail["pocId"] = change.pocID?.text
            detail["state"] = change.state?.rawValue
            if change.optOut != .keep { detail["optOutNumber"] = company.optOutNumber?.digits ?? "" }
            try AccessRecord.add(
                db, actor: actor, action: "company.change", subject: company.subject, detail: detail, at: now)
            return company
        }
    }

    package func find(_ id: Company.ID) async throws -> Company {
        let company = try await database.read { db in try Company.find(db, id) }
        guard let company else { throw AccountsError.noSuchCompany }
        return company
    }

    package func list(
        matching text: String? = nil, sort: [Ordering<Company.SortField>] = [], offset: Int = 0, limit: Int = 50
    ) async throws -> (companies: [Company], total: Total) {
        try await database.read { db in
            try Company.page(db, matching: text, sort: sort, offset: offset, limit: limit)
        }
    }
}

extension Company {
    var subject: AccessRecord.Subject { .init(kind: "company", id: id.ulid, owner: id.ulid) }
}
