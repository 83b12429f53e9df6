import Accounts
import Campaigns
import Coupons
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Support

/// `GET /campaigns/{id}/events`: the counts as server-sent events, every second while something moves.
struct CampaignEvents: Sendable {
    let overview: CampaignOverview
    let news: CampaignNews

    func response(_ request: Request, _ context: ViewingContext) async throws -> Response {
        let id = try context.id(of: CampaignSubject.self)
        guard let first = try await overview.progress(of: id, in: context.principal.scope) else {
            throw Problem.notFound
        }
        let begin = try EventLine.progress(ProgressAnswer(first))
        let lines = await news.follow(id, context.session)
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await writer.write(begin)
                for await line in lines { try await writer.write(line) }
                try await writer.write(EventLine.bye())
                try await writer.finish(nil)
            })
    }
}

/// Server-sent events as they go over the wire.
enum EventLine {
    static func progress(_ answer: ProgressAnswer) throws -> ByteBuffer {
        let json = try JSONAnswer.encoder().encode(answer)
        return ByteBuffer(string: "event: progress\ndata: \(String(decoding: json, as: UTF8.self))\n\n")
    }

    /// The end, with a word when to come back. Not all at the same moment: after a stop there are many.
    static func bye() -> ByteBuffer {
        ByteBuffer(string: "retry: \(Int.random(in: 1000...3000))\nevent: bye\ndata: {}\n\n")
    }
}
