import Foundation
import Operations
import Safeguards
import Support

/// `/admin/system`: the two foreign sides, what is held, what somebody should look at.
package struct SystemPage: Page {
    package static let template = "admin/system"
    package let title = "연동 상태"
    package let area: PageArea? = .admin
    package let script = "admin"
    let sections = AdminSection.tabs(current: .system)
    let sides: [Side]
    let brakes: [Brake]
    let holds: [HeldBack]
    let hasHolds: Bool
    let alerts: [OpenAlert]
    let hasAlerts: Bool
    let alertCount: String
    let at: String

    package init(sides: [Side], brakes: [Brake], holds: [HeldBack], alerts: [OpenAlert], at: String) {
        (self.sides, self.brakes, self.holds, self.alerts, self.at) = (sides, brakes, holds, alerts, at)
        (hasHolds, hasAlerts, alertCount) = (!holds.isEmpty, !alerts.isEmpty, alerts.count.grouped)
    }
}

extension SystemPage {
    /// COUFUN or SNAP: a sentence first, then figures.
    package struct Side: Sendable {
        let key: String
        let name: String
        let status: StateChip
        let sentence: String
        let problems: [String]
        let figures: [Figure]

        package init(
            key: String, name: String, status: StateChip, sentence: String, problems: [String], figures: [Figure]
        ) {
            (self.key, self.name, self.status, self.sentence) = (key, name, status, sentence)
            (self.problems, self.figures) = (problems, figures)
        }
    }

    package struct Figure: Sendable {
        let name: String
        let value: String
        let detail: String?

        package init(_ name: String, _ value: String, detail: String? = nil) {
            (self.name, self.value, self.detail) = (name, value, detail)
        }
    }

    /// A button that stops everything of a kind.
    package struct Brake: Sendable {
        let halts: String
        let name: String
        let held: Bool

        package init(halts: String, name: String, held: Bool) {
            (self.halts, self.name, self.held) = (halts, name, held)
        }
    }

    package struct HeldBack: Sendable {
        let scope: String
        let subject: String
        let halts: String
        let what: String
        let reason: String
        let by: String
        let since: String
        let liftable: Bool

        package init(
            scope: String, subject: String, halts: String, what: String, reason: String, by: String, since: String,
            liftable: Bool
        ) {
            (self.scope, self.subject, self.halts, self.what) = (scope, subject, halts, what)
            (self.reason, self.by, self.since, self.liftable) = (reason, by, since, liftable)
        }
    }

    package struct OpenAlert: Sendable {
        let id: String
        let word: String
        let text: String
        let times: String?
        let last: String
        /// Where there is something to do about it.
        let href: String?

        package init(id: String, word: String, text: String, times: String?, last: String, href: String? = nil) {
            (self.id, self.word, self.text, self.times, self.last) = (id, word, text, times, last)
            self.href = href
        }
    }
}
