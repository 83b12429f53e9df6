import Foundation
import MariaDB
import Support

extension UMSTables {
    /// Puts messages into the agent's queue: at most 1,000, in the caller's transaction.
    ///
    /// The columns are those of the requirements and REQ_DATE, named one by one: agent versions differ in the others.
    /// A CLIENT_KEY that is already in `UMS_MSG` throws `duplicateKey`; look it up with ``whereabouts`` first.
    package func insert(_ db: Connection, _ messages: [UMSMessage]) throws {
        guard !messages.isEmpty else { return }
        let rows = messages.map { message -> [SQL.Value] in
            [
                message.clientKey.sqlValue, "MMS".sqlValue, trafficType.sqlValue, "ready".sqlValue,
                Self.requestDate(message.requestedAt).sqlValue, message.callbackNumber.sqlValue,
                message.phone.digits.sqlValue, message.title.sqlValue, message.text.sqlValue,
                message.files.joined(separator: ",").sqlValue,
            ]
        }
        try db.insertMany(
            into: SQLName("UMS_MSG").in(schema: schema),
            columns: [
                "CLIENT_KEY", "REQ_CH", "TRAFFIC_TYPE", "MSG_STATUS", "REQ_DATE", "CALLBACK_NUMBER", "PHONE", "TITLE",
                "MSG", "MMS_FILE_LIST",
            ],
            rows: rows)
    }

    /// REQ_DATE is a `DATETIME` in Korean time, and the agent asks for `REQ_DATE < NOW()`.
    private static func requestDate(_ instant: Date) -> String { String(SeoulTime.sql(instant).prefix(19)) }

    /// Where each of `keys` stands. Keys that no table holds are absent from the answer.
    ///
    /// `UMS_MSG` is read first, then the log months: a row that moves in between is found in the log. A row may still be
    /// missed once (the agent moves rows without a transaction of ours), so one miss proves nothing.
    ///
    /// `day`: of the oldest key. The months from it to `today` are searched, and a day more on both sides: the agent's
    /// clock is not ours, and at a month's end the difference is a table.
    ///
    /// `settled`: waits for whoever is inserting or deleting one of the rows at this moment, a few seconds at most.
    /// - Throws: `lockWaitTimeout` when that took longer; nothing is known then.
    package func whereabouts(
        _ db: Connection, of keys: [String], since day: CalendarDay, today: CalendarDay, settled: Bool = false
    ) throws -> [String: UMSWhereabouts] {
        guard !keys.isEmpty else { return [:] }
        var found: [String: UMSWhereabouts] = [:]
        let lock: SQL = settled ? "LOCK IN SHARE MODE" : ""
        for row in try db.rows(
            """
            SELECT CLIENT_KEY, MSG_STATUS, DONE_CODE, DONE_CODE_DESC, DONE_TELCO, DONE_DATE, DONE_FB_DETAIL
            FROM \(name: SQLName("UMS_MSG").in(schema: schema)) WHERE CLIENT_KEY IN (\(list: keys)) \(part: lock)
            """)
        {
            let key: String = try row.value("CLIENT_KEY")
            let status: String = try row.value("MSG_STATUS")
            found[key] = status == "complete" ? .done(try Self.result(row)) : .queued(status: status)
        }
        for table in try existingLogs(db, since: day.adding(days: -1), today: today.adding(days: 1)) {
            let missing = keys.filter { key in
                if case .done = found[key] { false } else { true }
            }
            guard !missing.isEmpty else { break }
            for row in try db.rows(
                """
                SELECT CLIENT_KEY, DONE_CODE, DONE_CODE_DESC, DONE_TELCO, DONE_DATE, DONE_FB_DETAIL
                FROM \(name: table.in(schema: schema)) WHERE CLIENT_KEY IN (\(list: missing))
                """)
            {
                let result = try Self.result(row)
                found[result.clientKey] = .done(result)
            }
        }
        return found
    }

    /// A month without a table has no rows yet. The newest month first: most results are there.
    private func existingLogs(_ db: Connection, since day: CalendarDay, today: CalendarDay) throws -> [SQLName] {
        let wanted = Self.logTables(from: min(day, today), to: today)
        let rows = try db.rows(
            """
            SELECT TABLE_NAME AS name FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = \(schemaName) AND TABLE_NAME IN (\(list: wanted))
            """)
        let names = Set(try rows.map { row -> String in try row.value("name") })
        return try wanted.reversed().filter { names.contains($0) }.map { try SQLName(validating: $0) }
    }

    private static func result(_ row: Row) throws -> UMSResult {
        UMSResult(
            clientKey: try row.value("CLIENT_KEY"), code: try row.optional("DONE_CODE") ?? "",
            description: try row.optional("DONE_CODE_DESC"),
            telco: try row.optional("DONE_TELCO", as: String.self).flatMap(Telco.init(agentText:)),
            doneAt: try row.optional("DONE_DATE"),
            detail: try row.optional("DONE_FB_DETAIL", as: String.self).flatMap(FailureDetail.init))
    }

    /// What is wrong with the agent's tables, in words for an operator; empty when messages can be handed over.
    ///
    /// The logs of this month and the last are checked too: without their columns no result would ever be read.
    package func problems(_ db: Connection, on day: CalendarDay) throws -> [String] {
        let month = CalendarDay(year: day.year, month: day.month, day: 1)
        let logs = Self.logTables(from: month.adding(days: -1), to: day)
        let rows = try db.rows(
            """
            SELECT TABLE_NAME AS tbl, COLUMN_NAME AS name, CHARACTER_MAXIMUM_LENGTH AS length
            FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = \(schemaName) AND TABLE_NAME IN (\(list: ["UMS_MSG"] + logs))
            """)
        var lengths: [String: [String: Int]] = [:]
        for row in rows {
            let name = try row.value("name", as: String.self).uppercased()
            lengths[try row.value("tbl"), default: [:]][name] = try row.optional("length") ?? Int.max
        }
        guard let queue = lengths["UMS_MSG"] else {
            return [
                "\(schemaName).UMS_MSG 테이블이 없거나 읽을 수 없습니다. 문자 발송기(SNAP)를 한 번 실행해 테이블을 만들고 DB 계정 권한을 확인해 주세요."
            ]
        }
        let written = Self.writtenColumns + [("TRAFFIC_TYPE", trafficType.count)]
        return Self.problems(of: "UMS_MSG", queue, needed: written + Self.resultColumns)
            + logs.flatMap { log in
                lengths[log].map { Self.problems(of: log, $0, needed: [("CLIENT_KEY", 30)] + Self.resultColumns) } ?? []
            }
    }

    private static func problems(of table: String, _ lengths: [String: Int], needed: [(String, Int)]) -> [String] {
        needed.compactMap { name, length in
            guard let actual = lengths[name] else {
                return "\(table)에 \(name) 열이 없습니다. 문자 발송기(SNAP) 버전을 확인해 주세요."
            }
            return actual >= length ? nil : "\(table).\(name) 열의 길이가 \(actual)자라 짧습니다. \(length)자 이상이어야 합니다."
        }
    }

    /// Whether `UMS_MSG` takes part in our transactions: InnoDB, on the server that `db` is connected to.
    package func isTransactional(_ db: Connection) throws -> Bool {
        let engine: String? = try db.rows(
            """
            SELECT ENGINE AS engine FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = \(schemaName) AND TABLE_NAME = 'UMS_MSG'
            """
        ).first?.optional("engine")
        return engine?.uppercased() == "INNODB"
    }

    /// Shortest acceptable lengths in characters: what we write at most, not what the agent happens to declare. A text of
    /// Latin letters has as many characters as bytes; one row that does not fit would refuse all that go with it.
    private static let writtenColumns = [
        ("CLIENT_KEY", 30), ("REQ_CH", 3), ("MSG_STATUS", 8), ("REQ_DATE", 0), ("CALLBACK_NUMBER", 11), ("PHONE", 11),
        ("TITLE", 100), ("MSG", 2000), ("MMS_FILE_LIST", 199),
    ]
    private static let resultColumns = [
        ("DONE_CODE", 5), ("DONE_CODE_DESC", 0), ("DONE_TELCO", 0), ("DONE_DATE", 0), ("DONE_FB_DETAIL", 0),
    ]
}

/// What the agent's tables say about one CLIENT_KEY.
package enum UMSWhereabouts: Sendable, Equatable {
    /// In `UMS_MSG` and not done: `ready`, `pre-send`, `pre-image` or `request`.
    case queued(status: String)
    case done(UMSResult)
}
