import MariaDB
import Support

/// A released campaign, for tests that need no more of it than that it may act.
package func addCampaign(_ db: Connection, _ id: ULID, of company: ULID, callbackNumber: String = "0269569621") throws {
    try db.execute(
        """
        INSERT INTO campaign (id, company_id, created_by, event_name, goods_id, product_name, unit_price, purpose, title,
            message, callback_number, template_id, template_version, state, total, created_at)
        VALUES (\(id), \(company), \(company), '행사', 'G1', '아메리카노', 4500, 'information', '제목', '내용',
            \(callbackNumber), \(id), 1, 'released', 3, NOW(3))
        ON DUPLICATE KEY UPDATE callback_number = VALUES(callback_number)
        """)
}
