/// `/password`
package struct PasswordPage: Page {
    package static let template = "password"
    package let title = "비밀번호 변경"
    package let script = "password"
    let loginID: String
    let mustChange: Bool

    package init(loginID: String, mustChange: Bool) {
        (self.loginID, self.mustChange) = (loginID, mustChange)
    }
}
