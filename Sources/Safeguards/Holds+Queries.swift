import MariaDB
import Support

/// Every hold in force at one moment, as one transaction sees them. There are few: one row each while it lasts.
package struct Holds: Sendable {
    package let all: [Hold]

    package static func current(_ db: Connection) throws -> Holds {
        Holds(all: try db.rows("SELECT \(part: Hold.columns) FROM hold ORDER BY held_at").map(Hold.init))
    }

    /// What holds this campaign back, by itself or through its company or the whole system.
    package func of(campaign: ULID, company: ULID) -> [Hold] {
        all.filter { hold in
            switch hold.scope {
            case .system: true
            case .company: hold.subject == company
            case .campaign: hold.subject == campaign
            case .callbackNumber: false
            }
        }
    }

    package func of(_ scope: Hold.Scope, _ subject: ULID) -> [Hold] {
        all.filter { $0.scope == scope && $0.subject == subject }
    }

    /// What a claim adds to its WHERE so that nothing held is claimed. Callback numbers hold back sending only.
    ///
    /// - Parameter halts: `.issuing` or `.sending`.
    /// - Returns: a condition on the columns `company_id` and `campaign_id`; nil when everything is held.
    package func condition(for halts: Hold.Halts) -> SQL? {
        let holding = all.filter { $0.halts == halts || $0.halts == .all }
        guard !holding.contains(where: { $0.scope == .system }) else { return nil }
        var parts: [SQL] = ["TRUE"]
        let companies = holding.filter { $0.scope == .company }.map(\.subject)
        if !companies.isEmpty { parts.append("company_id NOT IN (\(list: companies))") }
        let campaigns = holding.filter { $0.scope == .campaign }.map(\.subject)
        if !campaigns.isEmpty { parts.append("campaign_id NOT IN (\(list: campaigns))") }
        let numbers = holding.filter { $0.scope == .callbackNumber }.map(\.subject)
        if !numbers.isEmpty {
            parts.append(
                """
                campaign_id NOT IN (
                    SELECT campaign.id FROM campaign
                    JOIN callback_number
                        ON callback_number.company_id = campaign.company_id
                        AND callback_number.number = campaign.callback_number
                    WHERE callback_number.id IN (\(list: numbers)))
                """)
        }
        return parts.joined(separator: " AND ")
    }
}
