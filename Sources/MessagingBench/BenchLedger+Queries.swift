import Accounts
import Coupons
import Foundation
import MariaDB
import Messaging
import Sealing
import Support

/// Rows to measure with.
enum BenchLedger {
    static func emptyAgentTables(_ db: Connection) throws { try db.execute("DELETE FROM UMS_MSG") }

    /// A campaign whose coupons are issued and whose cards are drawn: everything waits for its hand-over.
    static func addDrawnCampaign(_ database: Database, of count: Int, _ data: PersonalData) async throws {
        let (company, campaign, now) = (Company.ID.new(), CampaignID.new(), Date())
        let coupons = try (0..<count).map { number in
            NewCoupon(
                id: .new(at: now), issueOrderID: .new(at: now), position: number + 1, name: "홍길동",
                phone: try PhoneNumber("0106666\(String(format: "%04d", number))"))
        }
        let rows = try coupons.map { try $0.row(company: company, campaign: campaign, at: now, data: data) }
        let issued = coupons.map {
            IssuedCoupon(
                id: $0.id, barcode: "95\($0.id)", supplierOrderID: "OD1",
                validUntil: SeoulTime.day(of: now).adding(days: 60))
        }
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO campaign (id, company_id, created_by, event_name, goods_id, product_name, unit_price, purpose,
                    title, message, callback_number, template_id, template_version, state, total, created_at)
                VALUES (\(campaign), \(company), \(company), '', '', '', 0, 'information', '', '', '', \(company), 1,
                    'released', \(count), \(now))
                """)
            try NewCoupon.insert(db, rows)
            try Coupon.issue(db, issued, at: now, data: data)
            let messages = try Coupon.all(db, ids: coupons.map(\.id)).map { Message.first(of: $0, at: now) }
            try Message.insert(db, messages)
            try Coupon.setMessages(db, messages.map { ($0.couponID, $0.id) })
            try db.execute(
                """
                UPDATE message SET state = 'composed', card_path = CONCAT('/var/lib/coupon/cards/', client_key, '.jpg'),
                    card_bytes = 60000, requested_at = \(now)
                WHERE campaign_id = \(campaign)
                """)
        }
    }

    /// What the agent does in a month: every row gets its result and moves to the log.
    static func deliverAll(_ db: Connection) throws {
        let log = try SQLName(validating: "UMS_LOG_\(SeoulTime.day(of: Date()).monthText)")
        try db.execute("CREATE TABLE IF NOT EXISTS \(name: log) LIKE UMS_MSG")
        try db.execute(
            """
            UPDATE UMS_MSG SET MSG_STATUS = 'complete', DONE_CODE = '00000', DONE_CODE_DESC = '성공', DONE_TELCO = 'SKT',
                DONE_DATE = NOW()
            """)
        try db.execute("INSERT INTO \(name: log) SELECT * FROM UMS_MSG")
        try db.execute("DELETE FROM UMS_MSG")
        try db.execute("UPDATE message SET look_at = NOW(3) - INTERVAL 1 MINUTE")
    }
}
