/// A refusal or a failure as a page: what happened, what to do, and the number to ask with.
package struct ErrorPage: Page {
    package static let template = "error"
    package var title: String { heading }
    let status: Int
    let heading: String
    let what: String
    let todo: String
    /// Where "다시 시도" leads; nil when trying again changes nothing.
    let retry: String?
    let requestID: String

    /// - Parameters:
    ///   - detail: Korean, in place of the usual words for `status`.
    ///   - path: what was asked for, without its query.
    package init(status: Int, detail: String? = nil, path: String?, requestID: String) {
        self.status = status
        self.requestID = requestID
        var retry: String?
        switch status {
        case 401:
            heading = "로그인이 필요합니다"
            what = "로그인한 지 오래되었거나 로그아웃했습니다."
            todo = "다시 로그인해 주세요."
        case 403:
            heading = "볼 수 있는 권한이 없습니다"
            what = detail ?? "이 화면은 다른 역할의 사용자만 쓸 수 있습니다."
            todo = "필요하다면 회사의 관리자에게 권한을 요청해 주세요."
        case 404:
            heading = "찾는 화면이 없습니다"
            what = detail ?? "주소가 바뀌었거나, 지워졌거나, 다른 고객사의 자료입니다."
            todo = "주소를 확인하거나 첫 화면에서 다시 찾아 주세요."
        case 429:
            heading = "요청이 너무 많습니다"
            what = detail ?? "짧은 시간에 여러 번 요청해 잠시 멈췄습니다."
            todo = "잠시 뒤 다시 시도해 주세요."
            retry = path
        case 503:
            heading = "지금은 연결할 수 없습니다"
            what = detail ?? "서비스를 준비하고 있거나 데이터베이스와 연결이 끊겼습니다."
            todo = "등록한 발송은 그대로 있습니다. 잠시 뒤 다시 시도해 주세요."
            retry = path
        case 400..<500:
            heading = "요청을 처리할 수 없습니다"
            what = detail ?? "주소나 입력한 값이 올바르지 않습니다."
            todo = "값을 확인하고 다시 시도해 주세요."
        default:
            heading = "문제가 생겼습니다"
            what = detail ?? "서버가 요청을 끝내지 못했습니다. 원인은 기록되어 운영자가 확인합니다."
            todo = "다시 시도해도 같으면 아래 요청번호를 운영자에게 알려 주세요."
            retry = path
        }
        self.retry = retry
    }
}
