import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Support

/// Answers with pages: puts the frame of whoever asks around them.
struct PageDesk: Sendable {
    let renderer: PageRenderer
    let sessions: Sessions
    let isPractice: Bool
    let notices: SystemNotices

    func response(_ page: some Page, for session: Session?, status: HTTPResponse.Status = .ok) throws -> Response {
        let html = try renderer.html(page, in: frame(session))
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8"]
        headers[.contentLength] = String(html.utf8.count)
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    private func frame(_ session: Session?) -> PageFrame {
        guard let session else { return PageFrame(viewer: nil, csrfToken: "", practice: isPractice) }
        let principal = session.principal
        return PageFrame(
            viewer: PageFrame.Viewer(
                userID: principal.userID.description, loginID: principal.loginID, name: principal.name,
                companyName: principal.companyName, isAdministrator: principal.isAdministrator,
                areas: Set(PageArea.allCases.filter { $0.isOpen(to: principal) })),
            csrfToken: sessions.csrfToken(of: session), practice: isPractice, notices: notices.current)
    }

    /// Draws refusals for people.
    ///
    /// It stands outside the middleware that finds out who asks, so it asks again: with its navigation an error page is
    /// no dead end. When that fails too, the page comes without.
    var drawProblem: DrawProblem {
        { problem, request, context in
            let token = request.cookies[SessionCookie.name]?.value
            let session = try? await sessions.session(for: token ?? "", address: context.clientAddress)
            let isRead = request.method == .get || request.method == .head
            var response = try response(
                ErrorPage(
                    status: Int(problem.status.code), heading: problem.title, detail: problem.detail,
                    path: isRead ? request.uri.path : nil, requestID: context.requestID),
                for: session, status: problem.status)
            if let seconds = problem.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
            return response
        }
    }
}
