/// What stands around every page: who looks at it, and the token that its writes carry.
package struct PageFrame: Sendable {
    package let viewer: Viewer?
    /// Bound to the session; empty before sign-in.
    package let csrfToken: String
    /// The gateways are simulators: every page says so.
    package let practice: Bool
    /// What stops the whole system.
    package let notices: [SystemNotice]

    package init(viewer: Viewer?, csrfToken: String, practice: Bool, notices: [SystemNotice] = []) {
        (self.viewer, self.csrfToken, self.practice) = (viewer, csrfToken, practice)
        self.notices = notices
    }

    /// The person a page is made for.
    package struct Viewer: Sendable {
        package let userID: String
        package let loginID: String
        package let name: String
        package let companyName: String
        package let isAdministrator: Bool
        /// What the navigation leads to.
        package let areas: Set<PageArea>

        package init(
            userID: String, loginID: String, name: String, companyName: String, isAdministrator: Bool,
            areas: Set<PageArea>
        ) {
            (self.userID, self.loginID, self.name) = (userID, loginID, name)
            (self.companyName, self.isAdministrator, self.areas) = (companyName, isAdministrator, areas)
        }
    }
}

/// The values of `layout.mustache`.
struct PageLayout {
    let title: String
    let script: String
    let body: String
    let csrfToken: String
    let practice: Bool
    let notices: [SystemNotice]
    let viewer: Bool
    let userKey: String
    let userName: String
    let loginID: String
    let companyName: String
    let roleName: String
    let areas: [AreaLink]

    init(_ page: some Page, body: String, in frame: PageFrame) {
        title = page.title
        script = page.script
        self.body = body
        csrfToken = frame.csrfToken
        practice = frame.practice
        notices = frame.notices
        viewer = frame.viewer != nil
        userKey = frame.viewer?.userID ?? ""
        userName = frame.viewer?.name ?? ""
        loginID = frame.viewer?.loginID ?? ""
        companyName = frame.viewer?.companyName ?? ""
        roleName = frame.viewer?.isAdministrator == true ? "관리자" : "일반 사용자"
        areas = PageArea.allCases.filter { frame.viewer?.areas.contains($0) == true }.map { area in
            AreaLink(
                key: area.rawValue, name: area.name, href: area.href, icon: area.icon, current: area == page.area)
        }
    }

    struct AreaLink {
        let key: String
        let name: String
        let href: String
        let icon: String
        let current: Bool
    }
}
