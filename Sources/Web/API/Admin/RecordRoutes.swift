import Accounts
import Audit
import Foundation
import Hummingbird
import MariaDB
import Support

/// `/api/v1/admin/logins` and `/api/v1/admin/audit`: who signed in, who did what. Newest first.
struct RecordRoutes: Sendable {
    let database: Database

    func add(to admin: RouterGroup<AdministratorContext>) {
        admin.get("logins", use: logins)
        admin.get("audit", use: audit)
    }

    private func logins(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let page = try PageRequest(request)
        let user = try request.queryID("userId", of: User.self)
        let (from, to) = try period(request)
        let (records, total) = try await database.read { db in
            try LoginRecord.page(db, user: user, from: from, to: to, offset: page.offset, limit: page.size)
        }
        return try JSONAnswer.response(PageAnswer(records.map(LoginRecordAnswer.init), page, total: total))
    }

    private func audit(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let page = try PageRequest(request)
        let account = try request.queryID("userId", of: User.self)?.ulid
        let subject = try request.queryID("subjectId", of: AccessRecord.self)?.ulid
        let (from, to) = try period(request)
        let (records, total) = try await database.read { db in
            try AccessRecord.page(
                db, account: account, subject: subject, from: from, to: to, offset: page.offset, limit: page.size)
        }
        return try JSONAnswer.response(PageAnswer(records.map(AccessRecordAnswer.init), page, total: total))
    }

    /// `from` and `to` are days, both included; the last 30 days when missing.
    private func period(_ request: Request) throws(Problem) -> (from: Date, to: Date) {
        let today = SeoulTime.day(of: Date())
        let to = try day(request, "to") ?? today
        let from = try day(request, "from") ?? to.adding(days: -29)
        return (SeoulTime.start(of: from), SeoulTime.start(of: to.adding(days: 1)))
    }

    private func day(_ request: Request, _ name: Substring) throws(Problem) -> CalendarDay? {
        guard let text = request.query(name) else { return nil }
        guard let day = CalendarDay(text) else {
            throw .invalidQuery(String(name), "날짜를 2026-12-31처럼 입력해 주세요.")
        }
        return day
    }
}

struct LoginRecordAnswer: Encodable, Sendable {
    let id: LoginRecord.ID
    let happenedAt: String
    let userId: User.ID?
    let loginId: String
    let outcome: String
    let address: String
    let userAgent: String

    init(_ record: LoginRecord) {
        id = record.id
        happenedAt = SeoulTime.rfc3339(record.happenedAt)
        userId = record.userID
        loginId = record.loginID
        outcome = record.outcome.rawValue
        address = record.address
        userAgent = record.userAgent
    }
}

struct AccessRecordAnswer: Encodable, Sendable {
    let id: AccessRecord.ID
    let happenedAt: String
    let userId: String?
    let address: String
    let action: String
    let subject: String
    let subjectId: String?
    let companyId: String?
    let detail: [String: String]

    init(_ record: AccessRecord) {
        id = record.id
        happenedAt = SeoulTime.rfc3339(record.happenedAt)
        userId = record.actor.account?.description
        address = record.actor.address
        action = record.action
        subject = record.subject.kind
        subjectId = record.subject.id?.description
        companyId = record.subject.owner?.description
        detail = record.detail
    }
}
