import Accounts
import Audit
import Campaigns
import Coupons
import Foundation
import MariaDB
import OptOuts
import Sealing
import Support
import TestKit

/// A house in which every list has far more rows than a page shows or a list reaches back: 가나다 커피 has half of them, twenty other
/// companies the rest.
struct FullHouse {
    static let rows = 12_000
    /// Of coupons of the other companies whose number ends in 0001.
    static let sameLastFour = 3_000

    let store: Storefront
    let database: Database
    private let data = TestDatabase.personalData

    func fill() async throws {
        let others = try await companies()
        try await campaigns(others)
        try await coupons(others)
        try await users(others)
        try await optOuts(others)
        try await calls()
        try await records()
        try await analyze()
    }

    /// The server chooses its ways by what it knows of the tables.
    func analyze() async throws {
        try await database.read { db in
            _ = try db.rows(
                """
                ANALYZE TABLE campaign, coupon, issue_order, supplier_call, message, alert, app_user, opt_out, access_record,
                    login_record, campaign_draft
                """)
        }
    }

    private func companies() async throws -> [Company.ID] {
        var ids: [Company.ID] = []
        for number in 1...20 {
            let company = try await store.house.desk.companies.create(
                try NewCompany(name: "고객사 \(number)", pocID: "POC1\(100000 + number)"), by: .local)
            ids.append(company.id)
        }
        return ids
    }

    /// The owner of row `seq`: every second row is 가나다 커피's.
    private func owner(_ others: [Company.ID]) -> SQL {
        let own = store.house.company.id
        let list = others.map { other -> SQL in "\(other)" }.joined(separator: ", ")
        return "IF(seq % 2 = 0, \(own), ELT(1 + seq % 20, \(part: list)))"
    }

    private func campaigns(_ others: [Company.ID]) async throws {
        let (campaign, owner) = (store.campaign, owner(others))
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO campaign (id, company_id, created_by, event_name, goods_id, product_name, unit_price, purpose,
                    title, message, callback_number, template_id, template_version, scheduled_at, state, total, created_at)
                SELECT UNHEX(LPAD(HEX(seq), 32, '0')), \(part: owner), \(campaign.createdBy), CONCAT('행사 ', seq), '1',
                    '상품', 1000 + seq % 7, 'information', '제목', REPEAT('가', 200), '0269569621', \(campaign.templateID),
                    \(campaign.templateVersion), NULL, 'released', seq % 900, NOW(3) - INTERVAL seq MINUTE
                FROM seq_1_to_12000 WHERE seq <= \(Self.rows)
                """)
            try db.execute(
                """
                INSERT INTO campaign_draft (id, company_id, user_id, event_name, content, created_at, changed_at)
                SELECT UNHEX(LPAD(HEX(seq), 32, '0')), \(part: owner), UNHEX(LPAD(HEX(seq), 32, '0')), '', '{}', NOW(3), NOW(3)
                FROM seq_1_to_12000
                """)
        }
    }

    /// Twelve of the oldest campaigns have 1,000 coupons each.
    private func coupons(_ others: [Company.ID]) async throws {
        var rows: [[SQL.Value]] = []
        for number in 0..<Self.rows {
            let ends = number < Self.sameLastFour ? "0001" : String(format: "%04d", 2 + number % 9_000)
            let phone = try PhoneNumber("010" + String(format: "%04d", 3000 + number % 6_000) + ends)
            let coupon = NewCoupon(
                id: .new(), issueOrderID: .new(), position: number % 1_000 + 1, name: "김하늘", phone: phone)
            rows.append(
                try coupon.row(
                    company: number < 6_000 ? others[number / 1_000] : store.house.company.id,
                    campaign: Self.campaign(12_000 - number / 1_000), at: Date(), data: data))
        }
        let all = rows
        try await database.write { db in
            try NewCoupon.insert(db, all)
            try db.execute("UPDATE coupon SET order_id = CONCAT('ORD', HEX(id)) WHERE order_id IS NULL")
        }
    }

    static func campaign(_ number: Int) -> CampaignID { CampaignID(ULID(high: 0, low: UInt64(number))) }

    private func users(_ others: [Company.ID]) async throws {
        let (data, names): (PersonalData, [SQLName]) = (
            data,
            [
                "id", "company_id", "login_id", "name", "role", "state", "password_hash", "must_change_password",
                "token_version", "created_at", "updated_at",
            ]
        )
        let now = Date()
        let rows = try (0..<Self.rows).map { number -> [SQL.Value] in
            let id = User.ID.new()
            let name = try data.sealer.seal("박지훈", in: SealedPlace(table: "app_user", column: "name", row: id.ulid))
            return [
                id.sqlValue, others[number % 20].sqlValue, String(format: "u%06d", number).sqlValue, name.sqlValue,
                "member".sqlValue, (number % 3 == 0 ? "pending" : "active").sqlValue, "-".sqlValue, 0.sqlValue,
                1.sqlValue, now.sqlValue, now.sqlValue,
            ]
        }
        try await database.write { db in
            for start in stride(from: 0, to: rows.count, by: 1_000) {
                try db.insertMany(into: "app_user", columns: names, rows: Array(rows[start..<start + 1_000]))
            }
        }
    }

    private func optOuts(_ others: [Company.ID]) async throws {
        let (data, own) = (data, store.house.company.id)
        try await database.write { db in
            for number in 0..<Self.rows {
                try OptOut.add(
                    db, try PhoneNumber("0102" + String(format: "%07d", number)),
                    of: number % 2 == 0 ? own : others[number % 20], source: .entered, by: nil, data, at: Date())
            }
        }
    }

    /// Calls that all went well but the first, orders that wait for a person, messages in every state.
    private func calls() async throws {
        let (own, campaign) = (store.house.company.id, store.campaign.id)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO supplier_call (id, company_id, issue_order_id, kind, attempt, request, started_at, ended_at, outcome)
                SELECT UNHEX(LPAD(HEX(seq), 32, '0')), \(own), UNHEX(LPAD(HEX(seq), 32, '0')), 'create', 1, '',
                    NOW(3) - INTERVAL (12001 - seq) SECOND, NOW(3) - INTERVAL (12000 - seq) SECOND,
                    IF(seq = 1, 'refused', 'done')
                FROM seq_1_to_12000
                """)
            try db.execute(
                """
                INSERT INTO issue_order (id, company_id, campaign_id, poc_id, goods_id, quantity, unit_price, state, due_at,
                    created_at)
                SELECT UNHEX(LPAD(HEX(seq), 32, '0')), \(own), \(campaign), 'POC0000001', '1', 1, 1000,
                    ELT(1 + seq % 3, 'issued', 'failed', 'unconfirmed'), NOW(3), NOW(3)
                FROM seq_1_to_24000
                """)
            try db.execute(
                """
                INSERT INTO message (id, company_id, campaign_id, coupon_id, attempt, client_key, state, requested_at,
                    handed_over_at, done_at, card_until, created_at)
                SELECT UNHEX(LPAD(HEX(seq), 32, '0')), \(own), \(campaign), UNHEX(LPAD(HEX(seq), 32, '0')), 0, CONCAT('K', seq),
                    ELT(1 + seq % 4, 'queued', 'pending', 'delivered', 'composed'), NOW(3) - INTERVAL seq SECOND, NOW(3),
                    IF(seq % 4 = 2, NOW(3), NULL), IF(seq % 4 = 2, NOW(3) + INTERVAL 3 DAY, NULL), NOW(3)
                FROM seq_1_to_24000
                """)
        }
    }

    private func records() async throws {
        let own = store.house.company.id
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO login_record (id, happened_at, user_id, login_id, outcome, address, user_agent)
                SELECT UNHEX(LPAD(HEX(seq), 32, '0')), NOW(3) - INTERVAL seq MINUTE, UNHEX(LPAD(HEX(seq % 50), 32, '0')), 'a',
                    'succeeded', '10.0.0.1', 'x'
                FROM seq_1_to_12000
                """)
            try db.execute(
                """
                INSERT INTO access_record (id, happened_at, account_id, company_id, address, action, subject, subject_id, owner_id,
                    detail)
                SELECT UNHEX(LPAD(HEX(seq), 32, '0')), NOW(3) - INTERVAL seq MINUTE, UNHEX(LPAD(HEX(seq % 50), 32, '0')), \(own),
                    '10.0.0.1', 'user.change', 'user', UNHEX(LPAD(HEX(seq), 32, '0')), \(own), '{}'
                FROM seq_1_to_12000
                """)
            try db.execute(
                """
                INSERT INTO alert (id, kind, subject, company_id, text, times, open, first_at, last_at, closed_at)
                SELECT UNHEX(LPAD(HEX(seq), 32, '0')), 'odd_redemption', seq, IF(seq % 2 = 0, \(own), NULL), '경고', 1,
                    IF(seq <= 300, 1, NULL), NOW(3), NOW(3) - INTERVAL (12000 - seq) SECOND, NOW(3)
                FROM seq_1_to_12000
                """)
        }
    }
}
