/// `/login`
package struct LoginPage: Page {
    package static let template = "login"
    package let title = "로그인"
    package let script = "login"
    /// Where to go afterwards: one of our own pages.
    let next: String
    let notice: String?
    let practice: Bool

    package init(next: String?, reason: Reason?, practice: Bool) {
        self.next = next.flatMap(ReturnPath.init)?.text ?? "/"
        notice = reason?.notice
        self.practice = practice
    }

    /// Why somebody who was inside is here again.
    package enum Reason: String, Sendable {
        case expired
        case signedOut = "signed-out"
        case passwordChanged = "password-changed"

        var notice: String {
            switch self {
            case .expired: "로그인한 지 오래되어 로그아웃했습니다. 다시 로그인하면 하던 일을 이어서 할 수 있습니다."
            case .signedOut: "로그아웃했습니다."
            case .passwordChanged: "비밀번호를 바꿨습니다. 새 비밀번호로 로그인해 주세요."
            }
        }
    }
}
