import Accounts
import Hummingbird
import Web

/// Every route and who may use it, written down by hand: the router is compared with it.
enum RouteTable {
    enum Entrance: Hashable, Sendable {
        /// No session is asked for.
        case anybody
        /// Any session.
        case session
        case permission(Permission)
        /// Any permission at all.
        case working
    }

    /// `METHOD /path`, as the router tells it.
    static let all: [String: Entrance] = Dictionary(
        uniqueKeysWithValues: table.flatMap { entrance, routes in
            routes.split(separator: "\n").map { (String($0), entrance) }
        })

    private static let table: [(Entrance, String)] = [
        (
            .anybody,
            """
            GET /health/live
            GET /health/ready
            GET /api/openapi.yaml
            POST /webhooks/coufun/{token}/exchange
            POST /api/v1/auth/login
            GET /login
            """
        ),
        (
            .session,
            """
            POST /api/v1/auth/logout
            GET /api/v1/auth/me
            POST /api/v1/auth/password
            GET /password
            """
        ),
        (.working, "GET /api/v1/products/{goodsId}/image"),
        (
            .permission(.sendCoupons),
            """
            GET /campaigns/new
            GET /campaigns/cards/{template}
            GET /api/v1/products
            GET /api/v1/products/{goodsId}
            POST /api/v1/recipients/parse
            POST /api/v1/recipients/columns
            GET /api/v1/recipients/imports/{id}
            POST /api/v1/recipients/imports/{id}/check
            POST /api/v1/recipients/imports/{id}/merge
            GET /api/v1/recipients/imports/{id}/problems.xlsx
            GET /api/v1/recipients/sample.xlsx
            GET /api/v1/campaigns/drafts
            GET /api/v1/campaigns/drafts/{id}
            PUT /api/v1/campaigns/drafts/{id}
            DELETE /api/v1/campaigns/drafts/{id}
            POST /api/v1/campaigns/preflight
            POST /api/v1/campaigns/preview
            POST /api/v1/campaigns/test-send
            GET /api/v1/campaigns/test-sends/{id}
            POST /api/v1/campaigns
            POST /api/v1/campaigns/{id}/test-send
            POST /api/v1/campaigns/{id}/pause
            POST /api/v1/campaigns/{id}/resume
            POST /api/v1/campaigns/{id}/stop
            POST /api/v1/campaigns/{id}/retry-failed
            POST /api/v1/campaigns/{id}/reschedule
            """
        ),
        (
            .permission(.viewCampaigns),
            """
            GET /
            GET /campaigns
            GET /campaigns/{id}
            GET /api/v1/campaigns
            GET /api/v1/campaigns/{id}
            GET /api/v1/campaigns/{id}/coupons
            GET /api/v1/campaigns/{id}/events
            """
        ),
        (
            .permission(.serveCustomers),
            """
            GET /coupons
            POST /coupons
            GET /coupons/{id}
            GET /api/v1/coupons
            GET /api/v1/coupons/{id}
            GET /api/v1/coupons/{id}/timeline
            POST /api/v1/coupons/{id}/resend
            POST /api/v1/coupons/{id}/status
            POST /api/v1/coupons/{id}/cancel
            """
        ),
        (
            .permission(.administer),
            """
            GET /admin
            GET /admin/users
            GET /admin/companies
            GET /admin/callback-numbers
            GET /admin/issue-orders
            GET /admin/exchange-events
            GET /admin/opt-outs
            POST /admin/opt-outs
            GET /admin/system
            GET /admin/templates
            GET /admin/templates/new
            GET /admin/templates/{id}
            GET /api/v1/admin/companies
            POST /api/v1/admin/companies
            GET /api/v1/admin/companies/{id}
            PATCH /api/v1/admin/companies/{id}
            GET /api/v1/admin/callback-numbers
            POST /api/v1/admin/callback-numbers
            PATCH /api/v1/admin/callback-numbers/{id}
            DELETE /api/v1/admin/callback-numbers/{id}
            GET /api/v1/admin/users
            POST /api/v1/admin/users
            GET /api/v1/admin/users/{id}
            PATCH /api/v1/admin/users/{id}
            DELETE /api/v1/admin/users/{id}
            POST /api/v1/admin/users/{id}/approve
            POST /api/v1/admin/users/{id}/unlock
            POST /api/v1/admin/users/{id}/reset-password
            GET /api/v1/admin/logins
            GET /api/v1/admin/audit
            GET /api/v1/admin/issue-orders
            GET /api/v1/admin/issue-orders/open.csv
            POST /api/v1/admin/issue-orders/retry
            POST /api/v1/admin/issue-orders/{id}/resolve
            GET /api/v1/admin/exchange-events
            POST /api/v1/admin/exchange-events/{id}/set-aside
            GET /api/v1/admin/opt-outs
            POST /api/v1/admin/opt-outs
            DELETE /api/v1/admin/opt-outs/{id}
            GET /api/v1/admin/system
            POST /api/v1/admin/system/hold
            POST /api/v1/admin/system/lift
            POST /api/v1/admin/alerts/{id}/close
            GET /api/v1/admin/templates
            POST /api/v1/admin/templates
            POST /api/v1/admin/templates/preview
            POST /api/v1/admin/templates/background
            GET /api/v1/admin/templates/{id}
            PATCH /api/v1/admin/templates/{id}
            DELETE /api/v1/admin/templates/{id}
            GET /api/v1/admin/templates/{id}/sample.jpg
            """
        ),
    ]
}
