import Accounts
import Campaigns
import Foundation
import HTTPTypes
import Hummingbird
import Support

/// `/api/v1/campaigns/drafts`: what somebody is writing, saved by itself. Only its writer sees it.
struct DraftRoutes: Sendable {
    let drafts: SavedDrafts

    func add(to api: RouterGroup<SendingContext>) {
        api.get("campaigns/drafts", use: list)
        api.get("campaigns/drafts/:id", use: show)
        api.put("campaigns/drafts/:id", use: save)
        api.delete("campaigns/drafts/:id", use: delete)
    }

    private struct DraftAnswer: Encodable {
        let id: SavedDraft.ID
        let content: SavedDraft.Content
        let createdAt: String
        let changedAt: String

        init(_ draft: SavedDraft) {
            (id, content) = (draft.id, draft.content)
            (createdAt, changedAt) = (SeoulTime.rfc3339(draft.createdAt), SeoulTime.rfc3339(draft.changedAt))
        }
    }

    private struct Saved: Encodable {
        let id: SavedDraft.ID
        let changedAt: String
    }

    private func list(_ request: Request, _ context: SendingContext) async throws -> Response {
        return try JSONAnswer.response(["items": try await drafts.all(of: context.principal).map(DraftAnswer.init)])
    }

    private func show(_ request: Request, _ context: SendingContext) async throws -> Response {
        let id = try context.id(of: SavedDraft.self)
        guard let draft = try await drafts.find(id, of: context.principal) else { throw Problem.notFound }
        return try JSONAnswer.response(DraftAnswer(draft))
    }

    private func save(_ request: Request, _ context: SendingContext) async throws -> Response {
        let id = try context.id(of: SavedDraft.self)
        let content = try await request.decode(as: SavedDraft.Content.self, context: context)
        guard let time = try await drafts.save(id, content, by: context.principal) else { throw Problem.notFound }
        return try JSONAnswer.response(Saved(id: id, changedAt: SeoulTime.rfc3339(time)))
    }

    private func delete(_ request: Request, _ context: SendingContext) async throws -> Response {
        try await drafts.delete(try context.id(of: SavedDraft.self), of: context.principal)
        return Response(status: .noContent)
    }
}

/// Saved by itself while somebody writes: what is wrong with it is told at the release.
extension SavedDraft.Content: TakenVerbatim {
    static var verbatim: Set<String> { ["eventName", "title", "message"] }
}
