/// A refusal or a failure as a page: what happened, what to do, and the number to ask with.
package struct ErrorPage: Page {
    package static let template = "error"
    package var title: String { heading }
    let status: Int
    let heading: String
    let detail: String
    /// Where "다시 시도" leads; nil when trying again changes nothing.
    let retry: String?
    let requestID: String

    /// `path` is what was asked for, without its query; nil when asking again would do something twice.
    package init(status: Int, heading: String, detail: String, path: String?, requestID: String) {
        (self.status, self.heading, self.detail, self.requestID) = (status, heading, detail, requestID)
        retry = status == 429 || status >= 500 ? path : nil
    }
}
