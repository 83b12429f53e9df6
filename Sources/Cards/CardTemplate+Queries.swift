import Foundation
import MariaDB
import Support

extension CardTemplate {
    /// Whether a template can be chosen for a new campaign. Kept ones are drawn in either state.
    package enum State: String, Sendable, SQLBindable, SQLDecodable { case offered, retired }

    /// The look of a campaign, whatever has become of the template since.
    package static func find(_ db: Connection, _ id: ID, version: Int) throws -> CardTemplate? {
        try db.rows(
            "SELECT id, version, name, layout FROM card_template WHERE id = \(id) AND version = \(version)"
        ).first.map(CardTemplate.init)
    }

    /// The newest version, offered or retired: what is edited.
    package static func newest(_ db: Connection, _ id: ID) throws -> CardTemplate? {
        try db.rows(
            "SELECT id, version, name, layout FROM card_template WHERE id = \(id) ORDER BY version DESC LIMIT 1"
        ).first.map(CardTemplate.init)
    }

    /// What a company may choose: the program's own and everybody's first, then the company's.
    package static func offered(_ db: Connection, to company: ULID) throws -> [CardTemplate] {
        try db.rows(
            """
            SELECT t.id, t.version, t.name, t.layout
            FROM card_template t
            JOIN (SELECT id, MAX(version) AS version FROM card_template
                  WHERE company_id IS NULL OR company_id = \(company) GROUP BY id) newest
              ON newest.id = t.id AND newest.version = t.version
            WHERE t.state = \(State.offered)
            ORDER BY t.company_id IS NOT NULL, t.id
            """
        ).map(CardTemplate.init)
    }

    /// Every template's newest version with its state and company, for administrators.
    package static func all(_ db: Connection) throws -> [KeptTemplate] {
        try db.rows(
            """
            SELECT t.id, t.version, t.name, t.layout, t.state, t.company_id, t.created_at
            FROM card_template t
            JOIN (SELECT id, MAX(version) AS version FROM card_template GROUP BY id) newest
              ON newest.id = t.id AND newest.version = t.version
            ORDER BY t.company_id IS NOT NULL, t.id
            """
        ).map { row in
            KeptTemplate(
                template: try CardTemplate(row), state: try row.value("state"),
                companyID: try row.optional("company_id"),
                changedAt: try row.value("created_at"))
        }
    }

    /// Keeps a version for good.
    ///
    /// - Throws: `CardTemplateConflict` when somebody else has kept this version in the meantime.
    package func keep(_ db: Connection, for company: ULID?, state: State = .offered, at now: Date) throws {
        do {
            try db.execute(
                """
                INSERT INTO card_template (id, version, company_id, name, layout, state, created_at)
                VALUES (\(id), \(version), \(company), \(name), \(try layout.json()), \(state), \(now))
                """)
        } catch MariaDBError.duplicateKey {
            throw CardTemplateConflict(version: version)
        }
    }

    /// Offers the newest version of a template, or takes it back. Sent campaigns are not touched.
    package static func set(_ db: Connection, _ id: ID, to state: State) throws -> Bool {
        guard let newest = try newest(db, id) else { return false }
        try db.execute(
            "UPDATE card_template SET state = \(state) WHERE id = \(id) AND version = \(newest.version)")
        return true
    }

    /// Writes the program's own templates where they are missing. Run at every start, by any number of processes.
    package static func keepBuiltIns(_ db: Connection, at now: Date) throws {
        let kept = Set(
            try db.rows("SELECT id, version FROM card_template WHERE id IN (\(list: BuiltInTemplates.all.map(\.id)))")
                .map { "\(try $0.value("id", as: ID.self)) \(try $0.value("version", as: Int.self))" })
        for template in BuiltInTemplates.all where !kept.contains("\(template.id) \(template.version)") {
            do {
                try template.keep(db, for: nil, at: now)
            } catch is CardTemplateConflict {
                continue  // another process was quicker; its text is the same
            }
        }
    }

    private init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), version: try row.value("version"), name: try row.value("name"),
            layout: try CardLayout(json: try row.value("layout")))
    }
}

/// A template as administrators see it.
package struct KeptTemplate: Sendable, Equatable {
    package let template: CardTemplate
    package let state: CardTemplate.State
    /// Nil: offered to every company.
    package let companyID: ULID?
    package let changedAt: Date
}

/// Somebody else has kept this version first; their change must be looked at before another is kept.
package struct CardTemplateConflict: Error, Sendable, Equatable {
    package let version: Int

    package init(version: Int) { self.version = version }
}

extension CardLayout {
    /// The text kept in `card_template.layout`; keys in order, so that equal layouts are equal texts.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    package init(json: String) throws {
        self = try JSONDecoder().decode(CardLayout.self, from: Data(json.utf8))
    }
}
