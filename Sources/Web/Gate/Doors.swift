import Hummingbird

/// The ways into a part of the addresses, one for each thing a person may be allowed to do.
struct Doors {
    let sessions: RouterGroup<SessionContext>
    let sending: RouterGroup<SendingContext>
    let viewing: RouterGroup<ViewingContext>
    let serving: RouterGroup<ServingContext>
    let working: RouterGroup<WorkingContext>
    /// Under `admin/`.
    let administration: RouterGroup<AdministratorContext>

    init(_ group: RouterGroup<WebContext>) {
        sessions = group.group(context: SessionContext.self)
        sending = group.group(context: SendingContext.self)
        viewing = group.group(context: ViewingContext.self)
        serving = group.group(context: ServingContext.self)
        working = group.group(context: WorkingContext.self)
        administration = group.group("admin", context: AdministratorContext.self)
    }

    /// The doors of pages: what stops the whole system is read before any of them is drawn.
    init(pages group: RouterGroup<WebContext>, notices: SystemNotices) {
        self.init(group)
        sending.add(middleware: SystemNoticesMiddleware(notices: notices))
        viewing.add(middleware: SystemNoticesMiddleware(notices: notices))
        serving.add(middleware: SystemNoticesMiddleware(notices: notices))
        administration.add(middleware: SystemNoticesMiddleware(notices: notices))
    }
}
