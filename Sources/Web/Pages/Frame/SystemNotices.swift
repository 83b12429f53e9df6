import Foundation
import Hummingbird
import Logging
import Operations
import Safeguards
import Support
import Synchronization

/// What stops the whole system at this moment: said on every page to everybody.
///
/// Read with every page, so that it is there with the next one; when it cannot be read the last answer stands.
package final class SystemNotices: Sendable {
    private let desk: SystemDesk
    private let latest = Mutex<[SystemNotice]>([])

    package init(_ desk: SystemDesk) { self.desk = desk }

    var current: [SystemNotice] { latest.withLock { $0 } }

    func refresh() async throws {
        let notices = try await desk.systemHolds().map(SystemNotice.init)
        latest.withLock { $0 = notices }
    }
}

/// One brake in words.
package struct SystemNotice: Sendable, Equatable {
    let words: String
    let reason: String
    let since: String

    package init(words: String, reason: String, since: String) {
        (self.words, self.reason, self.since) = (words, reason, since)
    }

    init(_ hold: Hold) {
        self.init(
            words: "\(hold.halts.what) 멈췄습니다", reason: hold.reason,
            since: PageTime.short(hold.heldAt, at: Date()))
    }
}

extension Hold.Halts {
    /// `쿠폰 발급을`: what stands still.
    var what: String {
        switch self {
        case .issuing: "쿠폰 발급을"
        case .sending: "문자 발송을"
        case .all: "쿠폰 발급과 문자 발송을"
        }
    }
}

/// Reads the notices before a page is drawn.
struct SystemNoticesMiddleware<Context: RequestContext>: RouterMiddleware {
    let notices: SystemNotices

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            try await notices.refresh()
        } catch {
            context.logger.warning("Holds not read for the banner", metadata: ["error": "\(error)"])
        }
        return try await next(request, context)
    }
}
