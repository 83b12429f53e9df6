import Accounts
import Audit
import Foundation
import HTTPTypes
import Hummingbird
import MariaDB
import NIOCore
import NIOPosix
import Recipients
import Support

/// `/api/v1/recipients`: lists of people, checked before anything is registered.
struct RecipientRoutes: Sendable {
    let imports: RecipientImports
    let database: Database

    func add(to api: RouterGroup<SignedInContext>) {
        api.post("recipients/parse", use: parse)
        api.get("recipients/imports/:id/problems.xlsx", use: problems)
        api.get("recipients/sample.xlsx", use: sample)
    }

    private struct TextBody: Decodable {
        let text: String
    }

    private func parse(_ request: Request, _ context: SignedInContext) async throws -> Response {
        try context.require(.sendCoupons)
        let (reading, fileName) = try await read(request)
        let stored = RecipientImport(
            reading, fileName: fileName, companyID: context.principal.companyID, userID: context.principal.userID)
        try await imports.store(stored)
        return try JSONAnswer.response(ParseAnswer(stored))
    }

    /// A spreadsheet of 20,000 rows keeps a core busy for a while: on NIO's own threads, not on Swift's.
    private func read(_ request: Request) async throws -> (RecipientReading, fileName: String) {
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("multipart/form-data") else {
            let body = try JSONBody.decode(TextBody.self, from: try await JSONBody.collect(request))
            let reading = try await NIOThreadPool.singleton.runIfActive { try RecipientReader().read(text: body.text) }
            return (reading, "")
        }
        let body = Data((try await request.body.collect(upTo: BodyLimit.upload + 64 * 1024)).readableBytesView)
        return try await NIOThreadPool.singleton.runIfActive {
            guard let form = MultipartForm(contentType: type, body: body), let file = form.part("file") else {
                throw FieldProblems("file", "파일을 읽을 수 없습니다. 파일을 다시 골라 올려 주세요.")
            }
            let name = file.fileName ?? ""
            return (try RecipientReader().read(file: file.bytes, named: name), name)
        }
    }

    private func problems(_ request: Request, _ context: SignedInContext) async throws -> Response {
        let id = try context.id(of: RecipientImport.self)
        let own = TenantScope.company(context.principal.companyID)
        guard let stored = try await imports.find(id, in: own) else { throw Problem.notFound }
        // Names and numbers leave the system in this file: who took it is on record before it goes.
        let (actor, count) = (context.principal.actor, stored.reading.list.counts.rows)
        try await database.write { db in
            try AccessRecord.add(
                db, actor: actor, action: "recipients.download-problems",
                subject: .init(kind: "recipient_import", id: id.ulid, owner: stored.companyID.ulid),
                detail: ["rows": "\(count)"])
        }
        let file = ProblemFile(stored)
        return Response.spreadsheet(try file.xlsx(), name: file.name)
    }

    private func sample(_ request: Request, _ context: SignedInContext) throws -> Response {
        Response.spreadsheet(try SampleFile.xlsx(), name: SampleFile.name)
    }
}

/// The answer to `POST /recipients/parse`.
private struct ParseAnswer: Encodable {
    struct Counts: Encodable { let rows, valid, duplicate, invalid, optedOut, coupons: Int }
    struct Row: Encodable { let row: Int, name: String, phone: String, quantity: Int }
    struct Trouble: Encodable { let row: Int, field: String, value: String, code: String, message: String }
    struct Repairs: Encodable { let leadingZeros, countryCodes, oldPrefixes: Int }

    let importId: RecipientImport.ID
    let fileName: String
    let counts: Counts
    let rows: [Row]
    let problems: [Trouble]
    let repairs: Repairs
    let expiresAt: String

    init(_ stored: RecipientImport) {
        let list = stored.reading.list
        importId = stored.id
        fileName = stored.fileName
        let (c, r) = (list.counts, list.repairs)
        counts = Counts(
            rows: c.rows, valid: c.valid, duplicate: c.duplicate, invalid: c.invalid, optedOut: c.optedOut,
            coupons: c.coupons)
        rows = list.rows.map { Row(row: $0.row, name: $0.name, phone: $0.phone.hyphenated, quantity: $0.quantity) }
        problems = list.problems.map {
            Trouble(
                row: $0.row, field: $0.field.rawValue, value: $0.value, code: $0.code.rawValue, message: $0.message)
        }
        repairs = Repairs(leadingZeros: r.leadingZeros, countryCodes: r.countryCodes, oldPrefixes: r.oldPrefixes)
        expiresAt = SeoulTime.rfc3339(stored.expiresAt)
    }
}

extension RecipientListError: ProblemConvertible {
    package var problem: Problem {
        Problem(
            .unprocessableContent, code, "명단을 읽을 수 없습니다", message, errors: [.init(field: "file", message: message)])
    }
}

extension Response {
    /// A file to keep. The name is Korean, so it travels as RFC 5987 has it.
    static func spreadsheet(_ bytes: [UInt8], name: String) -> Response {
        let escaped = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "list.xlsx"
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                .contentDisposition: "attachment; filename=\"list.xlsx\"; filename*=UTF-8''\(escaped)",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
