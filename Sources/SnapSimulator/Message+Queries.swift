import Foundation
import MariaDB
import Simulation

extension Message {
    /// Takes due rows of one line into memory: `ready` becomes `pre-send`.
    ///
    /// REQ_DATE must lie before the clock's second, not in it, as in the agent's own query (docs/sources.md §1.4).
    static func take(
        _ db: Connection, line: String, channels: [String], at now: Date, limit: Int
    ) throws -> [Message] {
        let rows = try db.rows(
            """
            SELECT CLIENT_KEY, PHONE, CALLBACK_NUMBER, TITLE, MSG, MMS_FILE_LIST, REQ_DATE, MSG_STATUS
            FROM UMS_MSG
            WHERE MSG_STATUS = 'ready' AND REQ_CH IN (\(list: channels)) AND TRAFFIC_TYPE = \(line)
              AND REQ_DATE < \(KoreanTime.sql(now))
            LIMIT \(limit)
            FOR UPDATE SKIP LOCKED
            """)
        guard !rows.isEmpty else { return [] }
        var messages = try rows.map { row in try Message(row) }
        try advance(db, messages, to: .preSend)
        try db.insertMany(
            into: "SNAP_TAKEN", columns: ["CLIENT_KEY", "TAKEN_AT"],
            rows: messages.map { [.text($0.clientKey), .text(KoreanTime.sql(now))] })
        for index in messages.indices { messages[index].status = .preSend }
        return messages
    }

    /// What an earlier run left between `ready` and the log.
    static func unfinished(_ db: Connection) throws -> [Message] {
        try db.rows(
            """
            SELECT CLIENT_KEY, PHONE, CALLBACK_NUMBER, TITLE, MSG, MMS_FILE_LIST, REQ_DATE, MSG_STATUS, DONE_DATE
            FROM UMS_MSG
            WHERE MSG_STATUS IN ('pre-send', 'pre-image', 'request', 'complete')
            ORDER BY CLIENT_KEY
            """
        ).map { row in
            var message = try Message(row)
            message.doneAt = try row.optional("DONE_DATE", as: String.self).flatMap(KoreanTime.instant(sql:))
            return message
        }
    }

    /// One committed UPDATE for up to 1,000 rows of the same status.
    static func advance(_ db: Connection, _ messages: [Message], to status: Status) throws {
        guard let from = messages.first?.status else { return }
        try db.execute(
            """
            UPDATE UMS_MSG SET MSG_STATUS = \(status.rawValue)
            WHERE MSG_STATUS = \(from.rawValue) AND CLIENT_KEY IN (\(list: messages.map(\.clientKey)))
            """)
    }

    /// Writes the results of up to 1,000 rows in one round trip.
    static func complete(_ db: Connection, _ messages: [Message]) throws {
        let rows: [[SQL.Value]] = messages.compactMap { message in
            guard let delivery = message.delivery, let doneAt = message.doneAt else { return nil }
            return [
                .text(delivery.code), .text(delivery.description), delivery.telco == nil ? .null : .text("MMS"),
                delivery.telco.map { .text($0) } ?? .null, .text(KoreanTime.sql(doneAt)),
                delivery.detail.map { .text($0) } ?? .null, .text(message.clientKey), .text(message.status.rawValue),
            ]
        }
        try db.executeMany(
            """
            UPDATE UMS_MSG SET MSG_STATUS = 'complete', DONE_CODE = ?, DONE_CODE_DESC = ?, DONE_CH = 'MMS',
              DONE_PRODUCT = ?, DONE_TELCO = ?, DONE_DATE = ?, DONE_FB_DETAIL = ?
            WHERE CLIENT_KEY = ? AND MSG_STATUS = ?
            """, rows: rows)
    }

    private init(_ row: Row) throws {
        let requested: String = try row.value("REQ_DATE")
        let requestedAt = KoreanTime.instant(sql: requested) ?? Date(timeIntervalSince1970: 0)
        self.init(
            clientKey: try row.value("CLIENT_KEY"), phone: try row.value("PHONE"),
            callback: try row.value("CALLBACK_NUMBER"), title: try row.optional("TITLE") ?? "",
            text: try row.optional("MSG") ?? "",
            files: Self.files(try row.optional("MMS_FILE_LIST")), requestedAt: requestedAt,
            status: Status(rawValue: try row.value("MSG_STATUS")) ?? .ready, due: requestedAt)
    }

    /// Comma separated; spaces around a path are no part of it.
    static func files(_ list: String?) -> [String] {
        (list ?? "").split(separator: ",").map { path in
            String(path.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }
}
