import Accounts
import Audit
import Foundation
import MariaDB
import Sealing
import Support

/// What an administrator does with opt-outs. Each act leaves an access record.
package struct OptOutAdministration: Sendable {
    /// More in one go than any list of ours may hold.
    package static let maxNumbers = 20_000

    let database: Database
    let data: PersonalData
    let now: @Sendable () -> Date

    package init(database: Database, data: PersonalData, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.data, self.now) = (database, data, now)
    }

    /// Notes numbers. Those that are known already count as such.
    package func add(
        _ phones: [PhoneNumber], of company: Company.ID, source: OptOut.Source, by principal: Principal
    ) async throws -> OptOutsAdded {
        guard !phones.isEmpty else { throw FieldProblems("phones", "수신거부할 휴대폰번호를 넣어 주세요.") }
        guard phones.count <= Self.maxNumbers else {
            throw FieldProblems("phones", "한 번에 \(Self.maxNumbers.grouped)개까지 넣을 수 있습니다. 나눠서 넣어 주세요.")
        }
        let (now, data) = (now(), data)
        var added = 0
        for start in stride(from: 0, to: phones.count, by: 500) {
            let part = Array(phones[start..<min(start + 500, phones.count)])
            added += try await database.write { db -> Int in
                guard try Company.find(db, company) != nil else {
                    throw FieldProblems("companyId", "고객사를 찾을 수 없습니다. 고객사를 다시 골라 주세요.")
                }
                var new = 0
                for phone in part
                where try OptOut.add(
                    db, phone, of: company, source: source, by: principal.userID, data, at: now)
                {
                    new += 1
                }
                try AccessRecord.add(
                    db, actor: principal.actor, action: "opt-out.add",
                    subject: .init(kind: "company", id: company.ulid, owner: company.ulid),
                    detail: ["numbers": "\(part.count)", "new": "\(new)", "source": source.rawValue], at: now)
                return new
            }
        }
        return OptOutsAdded(added: added, known: phones.count - added)
    }

    /// - Returns: false when there is none of that id.
    package func remove(_ id: OptOut.ID, by principal: Principal) async throws -> Bool {
        let (now, data) = (now(), data)
        return try await database.write { db in
            guard let item = try OptOut.find(db, id, data), try OptOut.delete(db, id) else { return false }
            try AccessRecord.add(
                db, actor: principal.actor, action: "opt-out.remove",
                subject: .init(kind: "opt_out", id: id.ulid, owner: item.companyID.ulid),
                detail: ["source": item.source.rawValue], at: now)
            return true
        }
    }

    package func list(in scope: TenantScope, matching query: OptOutQuery? = nil, offset: Int, limit: Int)
        async throws -> (items: [OptOut], total: Total)
    {
        try await database.read { [data] db in
            try OptOut.page(db, in: scope, matching: query, offset: offset, limit: limit, data)
        }
    }

    /// Those of `phones` that have opted out of `company`'s messages.
    package func among(_ phones: [PhoneNumber], of company: Company.ID) async throws -> Set<PhoneNumber> {
        try await database.read { [data] db in try OptOut.among(db, phones, of: company, data) }
    }
}

/// What became of numbers that were handed in.
package struct OptOutsAdded: Sendable, Equatable {
    package let added: Int
    package let known: Int
}
