import Support

/// `/campaigns/{id}`: one campaign, live while it moves.
package struct CampaignPage: Page {
    package static let template = "campaigns/show"
    package let area: PageArea? = .campaigns
    package let script = "campaign"
    package let title: String
    let id: String
    /// `true` or `false` in an attribute: whether the page listens for news.
    let moving: String
    let eventName: String
    let companyName: String
    let status: StateChip
    let productName: String
    let price: String
    let registrant: String
    let startedExactly: String
    let startedWord: String
    /// Why it stands still, when it does.
    let halted: String?
    /// nil for who may not send.
    let controls: CampaignControls?
    let percent: String
    let progressWords: String
    let rateWords: String
    let deliveredShare: String
    let pendingX: String
    let pendingShare: String
    let failedX: String
    let failedShare: String
    let unconfirmedX: String
    let unconfirmedShare: String
    let tiles: [CountTile]
    let currentTile: String
    let filterName: String?
    let clearHref: String
    let reloadHref: String
    let query: String
    let shownTotal: String
    let rows: [RecipientRow]
    let hasRows: Bool
    let emptyWord: String
    let emptyHint: String
    let pager: Pager?
    let failures: [FailureReason]
    let hasFailures: Bool
    let failedTotal: String
    let unconfirmed: UnconfirmedNote?
    let messageTitle: String
    let message: String
    let purpose: String
    let callbackNumber: String
    let templateName: String
    let amount: String
    let scheduled: String

    package init(
        _ facts: Facts, controls: CampaignControls?, counts: CampaignCounts, list: RecipientList,
        failures: [FailureReason]
    ) {
        self.controls = controls
        let path = "/campaigns/\(facts.id)"
        id = facts.id
        moving = facts.isMoving ? "true" : "false"
        (eventName, companyName, status) = (facts.eventName, facts.companyName, facts.status)
        (productName, price, registrant) = (facts.productName, facts.price.text, facts.registrant)
        (startedExactly, startedWord, halted) = (facts.startedExactly, facts.startedWord, facts.halted)
        percent = counts.share(counts.delivered)
        progressWords = "\(counts.total.grouped)명 중 \(counts.delivered.grouped)명 도착 확인"
        rateWords = facts.rateWords
        title = facts.isSending ? "\(percent)% 발송 중 · \(facts.eventName)" : facts.eventName
        deliveredShare = counts.share(counts.delivered)
        pendingX = counts.share(counts.delivered)
        pendingShare = counts.share(counts.pending)
        failedX = counts.share(counts.delivered + counts.pending)
        failedShare = counts.share(counts.failed)
        unconfirmedX = counts.share(counts.delivered + counts.pending + counts.failed)
        unconfirmedShare = counts.share(counts.unconfirmed)
        tiles = RecipientGroup.allCases.map { group in
            CountTile(
                group.rawValue, group.name, group.count(counts), tone: group.tone,
                href: group == .all ? path : "\(path)?show=\(group.rawValue)", current: group == list.group)
        }
        currentTile = list.group == .all ? "" : list.group.rawValue
        let searched = list.query.isEmpty ? nil : "‘\(list.query)’ 찾기"
        filterName =
            list.group == .all ? searched : [list.group.name, searched].compactMap(\.self).joined(separator: " · ")
        clearHref = path
        reloadHref = path
        query = list.query
        shownTotal = list.total.grouped
        rows = list.rows
        hasRows = !list.rows.isEmpty
        emptyWord = list.query.isEmpty ? "해당하는 사람이 없습니다" : "찾는 사람이 없습니다"
        emptyHint = list.query.isEmpty ? "다른 숫자를 눌러 보세요." : "휴대폰 번호 전체나 뒤 4자리, 쿠폰 번호로 찾아보세요."
        pager = list.pager
        self.failures = failures
        hasFailures = !failures.isEmpty
        failedTotal = counts.failed.grouped
        unconfirmed = UnconfirmedNote(
            eventName: facts.eventName, count: counts.unconfirmed, amount: facts.price * counts.unconfirmed,
            href: "\(path)?show=unconfirmed")
        (messageTitle, message, purpose) = (facts.messageTitle, facts.message, facts.purpose)
        (callbackNumber, templateName, scheduled) = (facts.callbackNumber, facts.templateName, facts.scheduled)
        amount = (facts.price * counts.total).text
    }
}

extension CampaignPage {
    /// What stays the same while the counts move.
    package struct Facts: Sendable {
        package var id, eventName, companyName, productName, registrant: String
        package var status: StateChip
        /// Something will still happen by itself: the page listens.
        package var isMoving: Bool
        package var isSending: Bool
        package var halted: String?
        package var price: Won
        package var startedExactly, startedWord, rateWords: String
        package var messageTitle, message, purpose, callbackNumber, templateName, scheduled: String

        package init(
            id: String, eventName: String, companyName: String, productName: String, registrant: String,
            status: StateChip, isMoving: Bool, isSending: Bool, halted: String?, price: Won, startedExactly: String,
            startedWord: String,
            rateWords: String, messageTitle: String, message: String, purpose: String, callbackNumber: String,
            templateName: String, scheduled: String
        ) {
            (self.id, self.eventName, self.companyName, self.productName) = (id, eventName, companyName, productName)
            (self.registrant, self.status, self.halted) = (registrant, status, halted)
            (self.isMoving, self.isSending) = (isMoving, isSending)
            (self.price, self.startedExactly, self.startedWord) = (price, startedExactly, startedWord)
            (self.rateWords, self.messageTitle, self.message, self.purpose) = (
                rateWords, messageTitle, message, purpose
            )
            (self.callbackNumber, self.templateName, self.scheduled) = (callbackNumber, templateName, scheduled)
        }
    }

    /// One page of the recipients, as filtered.
    package struct RecipientList: Sendable {
        package var group: RecipientGroup
        package var query: String
        package var total: Int
        package var rows: [RecipientRow]
        package var pager: Pager?

        package init(group: RecipientGroup, query: String, total: Int, rows: [RecipientRow], pager: Pager?) {
            (self.group, self.query, self.total, self.rows, self.pager) = (group, query, total, rows, pager)
        }
    }

    /// Why coupons failed, and who has to do something about it.
    package struct FailureReason: Sendable {
        let reason: String
        let todo: String
        let count: String

        package init(reason: String, todo: String, count: Int) {
            (self.reason, self.todo, self.count) = (reason, todo, count.grouped)
        }
    }
}
