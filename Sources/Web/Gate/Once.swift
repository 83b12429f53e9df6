import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import MariaDB
import NIOCore
import Sealing
import Support
import Synchronization

/// Does what a request asks at most once for each `Idempotency-Key`.
///
/// The work calls `remember` inside its transaction, so that the answer is kept exactly when the work is; a later answer of
/// the same work takes its place. Work that remembers nothing has done nothing, and its key is free again. Without the header
/// `remember` does nothing.
package struct Once: Sendable {
    package typealias Remember = @Sendable (Connection, HTTPResponse.Status, any Encodable & Sendable) throws -> Void

    let database: Database
    let data: PersonalData
    let now: @Sendable () -> Date

    package init(database: Database, data: PersonalData, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.data, self.now) = (database, data, now)
    }

    /// `body`: the request's body as it came; it is compared with another one by what it means.
    package func answer(
        _ request: Request, _ context: some SignedIn, body: ByteBuffer,
        _ work: (@escaping Remember) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.idempotencyKey] else { return try await work { _, _, _ in } }
        let path = "\(request.method.rawValue) \(request.uri.path)"
        let key = IdempotencyKey(
            header: header, path: path, body: EnteredJSON.meaning(of: body), user: context.principal.userID)
        guard let key else { throw Problem.invalidIdempotencyKey }
        let (id, now) = (IdempotencyClaim.ID.new(at: now()), now())
        switch try await database.write({ [data] db in try key.claim(db, id, data, at: now) }) {
        case .answered(let stored): return replay(stored)
        case .reused: throw Problem.idempotencyKeyReused
        case .running: throw Problem.idempotencyKeyRunning
        case .claimed(let claim): return try await run(claim, context, work)
        }
    }

    private func run(
        _ claim: IdempotencyClaim, _ context: some SignedIn, _ work: (@escaping Remember) async throws -> Response
    ) async throws -> Response {
        let isRemembered = Remembered()
        do {
            let response = try await work { [data] db, status, answer in
                let body = try JSONAnswer.encoder().encode(answer)
                try IdempotencyKey.finish(db, claim, StoredAnswer(status: status.code, body: Array(body)), data)
                isRemembered.note()
            }
            if !isRemembered.isNoted { await release(claim, context) }
            return response
        } catch {
            // After an interrupted COMMIT the work may stand: then its row is finished, and this releases nothing.
            await release(claim, context)
            throw error
        }
    }

    private func release(_ claim: IdempotencyClaim, _ context: some SignedIn) async {
        do {
            try await database.write { db in try IdempotencyKey.release(db, claim) }
        } catch {
            context.logger.warning("Idempotency key not released", metadata: ["error": "\(error)"])
        }
    }

    private func replay(_ stored: StoredAnswer) -> Response {
        let status = HTTPResponse.Status(code: stored.status)
        var response =
            status == .noContent
            ? Response(status: status) : JSONAnswer.response(json: ByteBuffer(bytes: stored.body), status: status)
        if status.kind == .clientError { response.headers[.contentType] = Problem.mediaType }
        response.headers[HTTPField.Name("Idempotency-Replayed")!] = "true"
        return response
    }
}

/// What is remembered of an act that answers with nothing.
struct NothingToSay: Encodable, Sendable {}

private final class Remembered: Sendable {
    private let noted = Mutex(false)

    var isNoted: Bool { noted.withLock { $0 } }

    func note() { noted.withLock { $0 = true } }
}
