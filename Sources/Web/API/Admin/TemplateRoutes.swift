import Accounts
import Campaigns
import Cards
import Drawing
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Support

/// `/api/v1/admin/templates`: looks of coupon cards.
struct TemplateRoutes: Sendable {
    let templates: TemplateDesk
    let once: Once
    let uploads: UploadDoor

    /// A layout may carry a whole picture, as base64.
    private static let bodyLimit = 4 << 20
    private static let uploadLimit = 10_000_000

    func add(to admin: RouterGroup<AdministratorContext>) {
        admin.get("templates", use: list)
        admin.post("templates", use: uploads.through(create))
        admin.post("templates/preview", use: uploads.through(preview))
        admin.post("templates/background", use: uploads.through(background))
        admin.get("templates/:id", use: show)
        admin.patch("templates/:id", use: uploads.through(change))
        admin.delete("templates/:id", use: retire)
        admin.get("templates/:id/sample.jpg", use: sample)
    }

    private func list(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let page = try PageRequest(request)
        let (found, total) = try await templates.page(offset: page.offset, limit: page.size)
        return try JSONAnswer.response(PageAnswer(found.map(TemplateNoteAnswer.init), page, total: Total(total)))
    }

    private struct NewBody: Decodable {
        let name: String
        let companyId: String?
        let layout: CardLayout
    }

    private func create(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let bytes = try await JSONBody.collect(request, upTo: Self.bodyLimit)
        let body = try JSONBody.decode(NewBody.self, from: bytes)
        let new = try NewTemplate(name: body.name, companyID: body.companyId, layout: body.layout)
        return try await once.answer(request, context, body: bytes) { remember in
            let kept = try await templates.add(new, by: context.principal.actor) { db, kept in
                try remember(db, .created, TemplateNoteAnswer(kept))
            }
            return try JSONAnswer.response(TemplateNoteAnswer(kept), status: .created)
        }
    }

    private func show(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let kept = try await templates.find(try context.id(of: CardTemplate.self))
        return try JSONAnswer.response(TemplateAnswer(kept))
    }

    private struct ChangeBody: Decodable {
        let version: Int?
        let name: String?
        let layout: CardLayout?
        let state: String?
    }

    private func change(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let id = try context.id(of: CardTemplate.self)
        let body = try JSONBody.decode(
            ChangeBody.self, from: try await JSONBody.collect(request, upTo: Self.bodyLimit))
        let change = try TemplateChange(
            version: body.version, name: body.name, layout: body.layout, state: body.state)
        let kept = try await templates.change(id, change, by: context.principal.actor)
        return try JSONAnswer.response(TemplateNoteAnswer(kept))
    }

    private func retire(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let change = try TemplateChange(version: nil, name: nil, layout: nil, state: "retired")
        _ = try await templates.change(
            try context.id(of: CardTemplate.self), change, by: context.principal.actor)
        return Response(status: .noContent)
    }

    private struct PreviewBody: Decodable {
        let layout: CardLayout
    }

    private func preview(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let body = try JSONBody.decode(
            PreviewBody.self, from: try await JSONBody.collect(request, upTo: Self.bodyLimit))
        return .card(try await templates.sample(body.layout))
    }

    private func sample(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let version = try request.query("version").map { text in
            guard let version = Int(text) else { throw Problem.invalidQuery("version", "버전은 숫자여야 합니다.") }
            return version
        }
        let image = try await templates.sample(try context.id(of: CardTemplate.self), version: version)
        // A version never changes; its dates of validity do, day by day.
        return .card(image, keptSeconds: version == nil ? nil : 3600)
    }

    private func background(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let (width, height) = (try Self.pixels("width", request), try Self.pixels("height", request))
        let form: MultipartForm?
        do {
            form = try await MultipartForm.read(request, upTo: Self.uploadLimit)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw ImageError.tooManyBytes(limit: Self.uploadLimit)
        }
        guard let upload = form?.part("file")?.bytes else {
            throw FieldProblems("file", "파일을 읽을 수 없습니다. JPEG나 PNG 파일을 다시 골라 올려 주세요.")
        }
        let background = try await templates.background(from: Array(upload), width: width, height: height)
        return try JSONAnswer.response(background)
    }

    private static func pixels(_ name: Substring, _ request: Request) throws -> Int {
        guard let pixels = request.query(name).flatMap({ Int($0) }) else {
            throw Problem.invalidQuery(String(name), "카드의 가로와 세로 픽셀 수를 숫자로 보내 주세요.")
        }
        return pixels
    }
}

/// A template in a list.
struct TemplateNoteAnswer: Encodable, Sendable {
    let id: CardTemplate.ID
    let version: Int
    let name: String
    @OrNull var companyId: Company.ID?
    let state: String
    let builtIn: Bool
    let changedAt: String

    init(_ note: TemplateNote) {
        (id, version, name, state) = (note.id, note.version, note.name, note.state.rawValue)
        companyId = note.companyID.map(Company.ID.init)
        builtIn = BuiltInTemplates.template(id) != nil
        changedAt = SeoulTime.rfc3339(note.changedAt)
    }

    init(_ kept: KeptTemplate) {
        (id, version, name) = (kept.template.id, kept.template.version, kept.template.name)
        (state, companyId) = (kept.state.rawValue, kept.companyID.map(Company.ID.init))
        builtIn = BuiltInTemplates.template(id) != nil
        changedAt = SeoulTime.rfc3339(kept.changedAt)
    }
}

/// A template to be edited.
struct TemplateAnswer: Encodable, Sendable {
    private enum Key: String, CodingKey { case layout }

    let note: TemplateNoteAnswer
    let layout: CardLayout

    init(_ kept: KeptTemplate) { (note, layout) = (TemplateNoteAnswer(kept), kept.template.layout) }

    func encode(to encoder: any Encoder) throws {
        try note.encode(to: encoder)
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(layout, forKey: .layout)
    }
}

extension Response {
    /// A finished sample. Whoever made it has read its barcode back; `keptSeconds`: how long a browser may keep it.
    static func card(_ image: CardImage, keptSeconds: Int? = nil) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "image/jpeg",
                .cacheControl: keptSeconds.map { "private, max-age=\($0)" } ?? "no-store",
                .contentLength: String(image.bytes.count),
                HTTPField.Name("Card-Barcode")!: "readable",
                HTTPField.Name("Card-Bytes")!: String(image.bytes.count),
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: image.bytes)))
    }
}
