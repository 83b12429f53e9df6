import Foundation
import MariaDB
import Support

extension AccessRecord {
    /// Adds a record. Called inside the transaction that does the thing, so that neither stands without the other.
    package static func add(
        _ db: Connection, actor: Actor, action: StaticString, subject: Subject, detail: [String: String] = [:],
        at now: Date = Date()
    ) throws {
        try db.execute(
            """
            INSERT INTO access_record
                (id, happened_at, account_id, company_id, address, action, subject, subject_id, owner_id, detail)
            VALUES (\(ID.new(at: now)), \(now), \(actor.account), \(actor.company), \(String(actor.address.prefix(45))),
                \("\(action)"), \(subject.kind), \(subject.id), \(subject.owner), \(try json(detail)))
            """)
    }

    /// The newest records first, with their number in all. `account` and `subject` narrow them.
    package static func page(
        _ db: Connection, account: ULID? = nil, subject: ULID? = nil, from: Date, to: Date, offset: Int, limit: Int
    ) throws -> (records: [AccessRecord], total: Total) {
        let byAccount: SQL = if let account { "account_id = \(account)" } else { "TRUE" }
        let bySubject: SQL = if let subject { "subject_id = \(subject)" } else { "TRUE" }
        let condition: SQL =
            """
            happened_at >= \(from) AND happened_at < \(to) AND \(part: byAccount) AND \(part: bySubject)
            """
        let total = try db.total("SELECT happened_at FROM access_record WHERE \(part: condition)")
        let records = try db.rows(
            """
            SELECT id, happened_at, account_id, company_id, address, action, subject, subject_id, owner_id, detail
            FROM access_record WHERE \(part: condition)
            ORDER BY happened_at DESC, id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map(AccessRecord.init)
        return (records, total)
    }

    private init(_ row: Row) throws {
        id = try row.value("id")
        happenedAt = try row.value("happened_at")
        actor = Actor(
            account: try row.optional("account_id"), company: try row.optional("company_id"),
            address: try row.value("address"))
        action = try row.value("action")
        subject = Subject(
            kind: try row.value("subject"), id: try row.optional("subject_id"), owner: try row.optional("owner_id"))
        let text: String = try row.value("detail")
        detail = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }

    private static func json(_ detail: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(detail), as: UTF8.self)
    }
}
