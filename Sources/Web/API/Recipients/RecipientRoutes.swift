import Accounts
import Audit
import Campaigns
import Foundation
import HTTPTypes
import Hummingbird
import MariaDB
import NIOCore
import OptOuts
import Recipients
import Support

/// `/api/v1/recipients`: lists of people, checked before anything is registered.
struct RecipientRoutes: Sendable {
    let imports: RecipientImports
    let past: PastRecipients
    let optOuts: OptOutAdministration
    let database: Database
    let uploads: UploadDoor

    func add(to api: RouterGroup<SendingContext>) {
        api.post("recipients/parse", use: uploads.through(parse))
        api.post("recipients/columns", use: uploads.through(columns))
        api.get("recipients/imports/:id", use: show)
        api.post("recipients/imports/:id/check", use: check)
        api.post("recipients/imports/:id/merge", use: uploads.through(merge))
        api.get("recipients/imports/:id/problems.xlsx", use: problems)
        api.get("recipients/sample.xlsx", use: sample)
    }

    private struct TextBody: Decodable, TakenVerbatim {
        static let verbatim: Set<String> = ["text"]
        let text: String
    }

    private func parse(_ request: Request, _ context: SendingContext) async throws -> Response {
        let handedIn = try await read(request)
        return try await answer(handedIn.reading, handedIn.fileName, handedIn.wish, context)
    }

    /// The stored rows once more: other columns, doubles as coupons of their own, an event that has its name by now.
    private func check(_ request: Request, _ context: SendingContext) async throws -> Response {
        let stored = try await find(context)
        let wish = try await request.decode(as: RecipientWish.self, context: context)
        let (rules, how) = (try wish.rules(), wish.reading)
        let reading = try await FileThreads.run {
            try stored.reading.checkedAgain(under: rules, how)
        }
        return try await answer(reading, stored.fileName, wish, context)
    }

    /// A corrected file put into the list: its rows take the place of the wrong ones.
    private func merge(_ request: Request, _ context: SendingContext) async throws -> Response {
        let stored = try await find(context)
        // What was chosen for the first file says nothing about this one.
        let handedIn = try await read(request, how: ReadingWish())
        let rules = try handedIn.wish.rules()
        let reading = try await FileThreads.run {
            try stored.reading.merged(with: handedIn.reading, under: rules)
        }
        return try await answer(reading, stored.fileName, handedIn.wish, context)
    }

    private func show(_ request: Request, _ context: SendingContext) async throws -> Response {
        let stored = try await find(context)
        let (actor, count) = (context.principal.actor, stored.reading.list.counts.rows)
        try await database.write { db in
            try AccessRecord.add(
                db, actor: actor, action: "recipients.reopen",
                subject: .init(kind: "recipient_import", id: stored.id.ulid, owner: stored.companyID.ulid),
                detail: ["rows": "\(count)"])
        }
        return try await Self.answer(stored, sameAs: nil)
    }

    private func columns(_ request: Request, _ context: SendingContext) async throws -> Response {
        let (form, file) = try await upload(request)
        let sheet = try RecipientWish(form).sheet
        let found = try await FileThreads.run {
            try ColumnSamples.of(file: file.bytes, named: file.fileName ?? "", sheet: sheet)
        }
        let answer = found.enumerated().map {
            ColumnAnswer(index: $0.offset, title: $0.element.title, samples: $0.element.samples)
        }
        return try JSONAnswer.response(["columns": answer])
    }

    private func find(_ context: SendingContext) async throws -> RecipientImport {
        let id = try context.id(of: RecipientImport.self)
        let own = TenantScope.company(context.principal.companyID)
        guard let stored = try await imports.find(id, in: own) else { throw Problem.notFound }
        return stored
    }

    /// What a list says of itself is not all: who does not want to hear from the company, who got the event before, and
    /// whether it was sent to before.
    private func answer(
        _ reading: RecipientReading, _ fileName: String, _ wish: RecipientWish, _ context: SendingContext
    ) async throws -> Response {
        let principal = context.principal
        let company = wish.companyId ?? principal.companyID
        guard principal.scope.allows(company) else {
            throw FieldProblems("companyId", "고객사를 찾을 수 없습니다. 고객사를 다시 골라 주세요.")
        }
        let phones = reading.list.rows.map(\.phone)
        let earlier = try await past.sameList(phones, of: company)
        var reading = reading.leavingOut(try await optOuts.among(phones, of: company), .optedOut)
        if let event = wish.eventName, wish.includeReceived != true {
            let left = reading.list.rows.map(\.phone)
            reading = reading.leavingOut(try await past.received(left, event: event, of: company), .received)
        }
        let stored = RecipientImport(
            reading, fileName: fileName, companyID: principal.companyID, userID: principal.userID)
        try await imports.store(stored)
        return try await Self.answer(stored, sameAs: earlier)
    }

    /// Thousands of rows are written on the threads that read them.
    private static func answer(_ stored: RecipientImport, sameAs earlier: PastRecipients.SameList?) async throws
        -> Response
    {
        try await FileThreads.run { try JSONAnswer.response(ParseAnswer(stored, sameAs: earlier, at: Date())) }
    }

    private func upload(_ request: Request) async throws -> (MultipartForm, MultipartForm.Part) {
        guard let form = try await MultipartForm.read(request), let file = form.part("file") else {
            throw FieldProblems("file", "파일을 읽을 수 없습니다. 파일을 다시 골라 올려 주세요.")
        }
        return (form, file)
    }

    private func read(_ request: Request, how: ReadingWish? = nil) async throws
        -> (reading: RecipientReading, fileName: String, wish: RecipientWish)
    {
        guard (request.headers[.contentType] ?? "").lowercased().hasPrefix("multipart/form-data") else {
            let bytes = try await JSONBody.collect(request)
            let body = try JSONBody.decode(TextBody.self, from: bytes)
            let wish = try JSONBody.decode(RecipientWish.self, from: bytes)
            let rules = try wish.rules()
            let reading = try await FileThreads.run {
                try RecipientReader(rules: rules).read(text: body.text)
            }
            return (reading, "", wish)
        }
        let (form, file) = try await upload(request)
        let wish = try RecipientWish(form)
        let (rules, how, name) = (try wish.rules(), how ?? wish.reading, file.fileName ?? "")
        let reading = try await FileThreads.run {
            try RecipientReader(rules: rules).read(file: file.bytes, named: name, how)
        }
        return (reading, name, wish)
    }

    private func problems(_ request: Request, _ context: SendingContext) async throws -> Response {
        let stored = try await find(context)
        // Names and numbers leave the system in this file: who took it is on record before it goes.
        let (actor, count) = (context.principal.actor, stored.reading.list.counts.rows)
        try await database.write { db in
            try AccessRecord.add(
                db, actor: actor, action: "recipients.download-problems",
                subject: .init(kind: "recipient_import", id: stored.id.ulid, owner: stored.companyID.ulid),
                detail: ["rows": "\(count)"])
        }
        let file = ProblemFile(stored)
        return Response.spreadsheet(try await FileThreads.run { try file.xlsx() }, name: file.name)
    }

    private func sample(_ request: Request, _ context: SendingContext) async throws -> Response {
        Response.spreadsheet(try await FileThreads.run { try SampleFile.xlsx() }, name: SampleFile.name)
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
