import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import OptOuts
import Recipients
import Support

/// `/api/v1/admin/opt-outs`: numbers that do not want to hear from a company.
struct OptOutRoutes: Sendable {
    let optOuts: OptOutAdministration
    let uploads: UploadDoor

    func add(to admin: RouterGroup<AdministratorContext>) {
        admin.get("opt-outs", use: list)
        admin.post("opt-outs", use: uploads.through(register))
        admin.delete("opt-outs/:id", use: remove)
    }

    private func list(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let page = try PageRequest(request)
        let typed = request.query("q")
        let query = typed.flatMap(OptOutQuery.init(typed:))
        if typed != nil, query == nil { throw Problem.invalidQuery("q", "휴대폰번호 전체나 뒤 4자리로 찾을 수 있습니다.") }
        let (items, total) = try await optOuts.list(
            in: context.principal.scope(choosing: try request.queryID("companyId", of: Company.self)),
            matching: query, offset: page.offset,
            limit: page.size)
        return try JSONAnswer.response(PageAnswer(items.map(OptOutAnswer.init), page, total: total))
    }

    private struct NewBody: Decodable, TakenVerbatim {
        static let verbatim: Set<String> = ["text"]
        let companyId: Company.ID
        let phone: String?
        let phones: [String]?
        /// As people paste it: numbers, lines, cells.
        let text: String?
    }

    private func register(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let handedIn = try await read(request)
        let added = try await optOuts.add(
            handedIn.list.rows.map(\.phone), of: handedIn.company, source: handedIn.source, by: context.principal)
        return try JSONAnswer.response(
            OptOutsAddedAnswer(added, handedIn.list, handedIn.warnings), status: .created)
    }

    private struct HandedIn {
        let company: Company.ID
        let list: RecipientList
        let source: OptOut.Source
        var warnings: [RecipientWarning] = []
    }

    private func read(_ request: Request) async throws -> HandedIn {
        let type = request.headers[.contentType] ?? ""
        var rules = RecipientRules()
        rules.limit = OptOutAdministration.maxNumbers
        let reader = RecipientReader(rules: rules)
        guard type.lowercased().hasPrefix("multipart/form-data") else {
            let body = try JSONBody.decode(NewBody.self, from: try await JSONBody.collect(request))
            return try await Self.entered(body, reader)
        }
        guard let form = try await MultipartForm.read(request), let file = form.part("file") else {
            throw FieldProblems("file", "파일을 읽을 수 없습니다. 파일을 다시 골라 올려 주세요.")
        }
        let chosen = form.part("companyId").flatMap { Company.ID(String(decoding: $0.bytes, as: UTF8.self)) }
        guard let company = chosen else { throw FieldProblems("companyId", "고객사를 골라 주세요.") }
        let wish = try RecipientWish(form).reading
        let reading = try await FileThreads.run {
            try reader.read(file: file.bytes, named: file.fileName ?? "", wish)
        }
        return try Self.settled(reading, "file", HandedIn(company: company, list: reading.list, source: .uploaded))
    }

    /// An opt-out holds for good: whose numbers are meant must be certain before anybody's is taken.
    private static func settled(_ reading: RecipientReading, _ field: String, _ handedIn: HandedIn) throws -> HandedIn {
        guard !reading.columns.doubts.contains(where: { $0.field == .phone }) else {
            throw Problem.columnsUnconfirmed(
                field, "수신거부할 번호가 어느 열에 있는지 알 수 없습니다. 수신거부할 번호 열만 남겨 다시 올려 주세요.")
        }
        var settled = handedIn
        settled.warnings = reading.warnings
        return settled
    }

    private static func entered(_ body: NewBody, _ reader: RecipientReader) async throws -> HandedIn {
        if let text = body.text {
            let reading = try await FileThreads.run { try reader.read(text: text) }
            return try settled(
                reading, "text", HandedIn(company: body.companyId, list: reading.list, source: .entered))
        }
        return HandedIn(company: body.companyId, list: try list(body, reader), source: .entered)
    }

    private static func list(_ body: NewBody, _ reader: RecipientReader) throws -> RecipientList {
        let phones = body.phones ?? body.phone.map { [$0] } ?? []
        guard !phones.isEmpty else { throw FieldProblems("phone", "수신거부할 휴대폰번호를 넣어 주세요.") }
        let list = try reader.check(
            phones.enumerated().map { RecipientEntry(row: $0.offset + 1, name: "", phone: $0.element, quantity: nil) })
        // A program hands over what it means: a single number that is none refuses the request.
        if list.rows.isEmpty, let problem = list.problems.first {
            throw FieldProblems(body.phone == nil ? "phones[0]" : "phone", problem.reason)
        }
        return list
    }

    private func remove(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let id = try context.id(of: OptOut.self)
        guard try await optOuts.remove(id, by: context.principal) else { throw Problem.notFound }
        return Response(status: .noContent)
    }
}

/// An opt-out as the API tells it: the number masked.
struct OptOutAnswer: Encodable, Sendable {
    let id: OptOut.ID
    let companyId: Company.ID
    let companyName: String
    let phone: String
    let source: String
    let createdAt: String

    init(_ item: OptOut) {
        (id, companyId, companyName) = (item.id, item.companyID, item.companyName)
        (phone, source) = (item.maskedPhone, item.source.rawValue)
        createdAt = SeoulTime.rfc3339(item.createdAt)
    }
}

/// What became of the numbers that were handed in.
private struct OptOutsAddedAnswer: Encodable {
    struct Trouble: Encodable { let row: Int, message: String }
    struct Warning: Encodable { let code, message: String }
    let added: Int
    let known: Int
    let invalid: Int
    let problems: [Trouble]
    let warnings: [Warning]

    init(_ added: OptOutsAdded, _ list: RecipientList, _ warnings: [RecipientWarning]) {
        (self.added, known) = (added.added, added.known)
        self.warnings = warnings.map { Warning(code: $0.code.rawValue, message: $0.message) }
        let bad = list.problems.filter { $0.code != .duplicate }
        invalid = list.counts.invalid
        problems = bad.prefix(50).map { Trouble(row: $0.row, message: $0.message) }
    }
}
