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
    /// Browsers connect again by themselves; an end now and then lets a deploy drain.
    private static let longest: Duration = .seconds(600)

    let overview: CampaignOverview

    func response(_ request: Request, _ context: ViewingContext) async throws -> Response {
        let id = try context.id(of: CampaignSubject.self)
        let scope = context.principal.scope
        guard let first = try await overview.progress(of: id, in: scope) else { throw Problem.notFound }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await write(first, &writer)
                try await follow(id, scope, after: first, &writer)
                try await writer.finish(nil)
            })
    }

    private func follow(
        _ id: CampaignID, _ scope: TenantScope, after first: CampaignProgress, _ writer: inout any ResponseBodyWriter
    ) async throws {
        var last = ProgressAnswer(first)
        var isMoving = first.counts.moving > 0 || first.isStopping
        let end = ContinuousClock.now + Self.longest
        var quiet = 0
        while ContinuousClock.now < end {
            // A finished campaign still changes when somebody resends; it is looked at less often.
            let moving = isMoving
            try await Task.sleep(for: moving ? .seconds(1) : .seconds(5))
            guard let progress = try await overview.progress(of: id, in: scope) else { return }
            let answer = ProgressAnswer(progress)
            quiet = answer == last ? quiet + 1 : 0
            // A line every two seconds while something moves shows that the connection lives.
            if answer != last || (moving && quiet % 2 == 0) || quiet % 6 == 0 { try await write(progress, &writer) }
            (last, isMoving) = (answer, progress.counts.moving > 0 || progress.isStopping)
        }
    }

    private func write(_ progress: CampaignProgress, _ writer: inout any ResponseBodyWriter) async throws {
        let json = try JSONAnswer.encoder().encode(ProgressAnswer(progress))
        try await writer.write(
            ByteBuffer(string: "event: progress\ndata: \(String(decoding: json, as: UTF8.self))\n\n"))
    }
}
