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

    /// The template that a company chose, in its newest version; `id` nil: the first that is offered.
    ///
    /// - Returns: nil when it is not offered, or to others only.
    package static func choice(_ db: Connection, _ id: ID?, of company: ULID) throws -> CardTemplate? {
        let offered = try choices(db, of: company)
        guard let note = id == nil ? offered.first : offered.first(where: { $0.id == id }) else { return nil }
        return try find(db, note.id, version: note.version)
    }

    /// What may be chosen, the program's own and everybody's first; `company` nil: by whoever sends for every company.
    package static func choices(_ db: Connection, of company: ULID?) throws -> [TemplateNote] {
        let reach: SQL = if let company { "company_id IS NULL OR company_id = \(company)" } else { "TRUE" }
        return try db.rows(
            """
            SELECT t.id, t.version, t.name, t.state, t.company_id, NULL AS company_name, t.created_at
            FROM card_template t
            JOIN (SELECT id, MAX(version) AS version FROM card_template WHERE \(part: reach) GROUP BY id) newest
              ON newest.id = t.id AND newest.version = t.version
            WHERE t.state = \(State.offered)
            ORDER BY t.company_id IS NOT NULL, t.id
            """
        ).map(TemplateNote.init)
    }

    /// The newest version with its state and company, for administrators.
    package static func kept(_ db: Connection, _ id: ID) throws -> KeptTemplate? {
        try db.rows(
            """
            SELECT id, version, name, layout, state, company_id, created_at FROM card_template
            WHERE id = \(id) ORDER BY version DESC LIMIT 1
            """
        ).first.map { row in
            KeptTemplate(
                template: try CardTemplate(row), state: try row.value("state"),
                companyID: try row.optional("company_id"), changedAt: try row.value("created_at"))
        }
    }

    /// Every template's newest version without its layout: everybody's first, then company by company.
    package static func page(_ db: Connection, offset: Int, limit: Int) throws -> (items: [TemplateNote], total: Int) {
        let total = try db.rows("SELECT COUNT(DISTINCT id) AS n FROM card_template")[0].value("n", as: Int.self)
        let notes = try db.rows(
            """
            SELECT t.id, t.version, t.name, t.state, t.company_id, company.name AS company_name, t.created_at
            FROM card_template t
            JOIN (SELECT id, MAX(version) AS version FROM card_template GROUP BY id) newest
              ON newest.id = t.id AND newest.version = t.version
            LEFT JOIN company ON company.id = t.company_id
            ORDER BY t.company_id IS NOT NULL, company.name, t.id LIMIT \(limit) OFFSET \(offset)
            """
        ).map(TemplateNote.init)
        return (notes, total)
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

    /// Offers this version, the newest, or takes it back. Sent campaigns are not touched.
    package func set(_ db: Connection, to state: State) throws {
        try db.execute("UPDATE card_template SET state = \(state) WHERE id = \(id) AND version = \(version)")
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

    package init(template: CardTemplate, state: CardTemplate.State, companyID: ULID?, changedAt: Date) {
        (self.template, self.state) = (template, state)
        (self.companyID, self.changedAt) = (companyID, changedAt)
    }
}

/// A template in a list.
package struct TemplateNote: Sendable, Equatable {
    package let id: CardTemplate.ID
    package let version: Int
    package let name: String
    package let state: CardTemplate.State
    /// Nil: offered to every company.
    package let companyID: ULID?
    package let companyName: String?
    package let changedAt: Date

    init(_ row: Row) throws {
        id = try row.value("id")
        version = try row.value("version")
        name = try row.value("name")
        state = try row.value("state")
        companyID = try row.optional("company_id")
        companyName = try row.optional("company_name")
        changedAt = try row.value("created_at")
    }
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
