import Accounts
import Campaigns
import CustomerService
import Issuing
import Jobs
import Logging
import MariaDB
import Messaging
import Recipients
import Redemption
import ServiceLifecycle
import UMS

/// The background work of one process: which steps run, how many of each and what wakes them.
struct Workers: Sendable {
    let parts: Parts
    var identity: WorkerIdentity { parts.identity }

    /// All of them; the heartbeat that speaks for them is the program's.
    func services(_ route: UMSRoute) -> [any Service] {
        let (parts, logger, bells) = (parts, parts.logger, parts.bells)
        let letters = CampaignLetterBook(
            database: parts.database, pictures: parts.pictures, renderer: parts.renderer)
        let policy = parts.settings.coufun.policy
        let issue = IssueStep(
            database: parts.database, supplier: parts.coufun, data: parts.data, policy: policy,
            concurrency: parts.settings.coufun.concurrency, worker: identity, issued: bells.issued,
            lateReplies: parts.lateReplies, logger: logger)
        let compose = ComposeStep(
            database: parts.database, data: parts.data, letters: letters, files: parts.cards, worker: identity,
            composed: bells.composed, logger: logger)
        let handover = HandoverStep(
            database: parts.database, route: route, data: parts.data, letters: letters, worker: identity, logger: logger
        )
        let collect = CollectStep(
            database: parts.database, ums: parts.umsDatabase, tables: route.tables, data: parts.data, letters: letters,
            policy: parts.settings.ums.retries, logger: logger)
        let issueRescue = IssueRescueStep(
            database: parts.database, policy: policy, longestCallSeconds: longestCallSeconds, logger: logger)
        let look = CertainLook(parts.umsDatabase, route.tables)
        let messageRescue = MessageRescueStep(
            database: parts.database, look: look, composed: bells.composed, logger: logger)

        let testSend = TestSendStep(
            database: parts.database, look: look, data: parts.data, worker: identity, logger: logger)
        let withdrawal = Withdrawal(database: parts.database, route: route, worker: identity)
        let stop = StopStep(
            database: parts.database, withdrawHandedOver: { campaign in try await withdrawal.takeBack(of: campaign) })
        let upkeep = UpkeepStep(
            accounts: AccountsUpkeep(database: parts.database), imports: RecipientImports(parts.database, parts.data),
            drafts: SavedDrafts(database: parts.database), database: parts.database,
            cards: CardHousekeeping(database: parts.database, files: parts.cards))

        let cancellation = CancellationStep(
            database: parts.database, data: parts.data, authority: parts.coufun, withdrawal: withdrawal,
            worker: identity, logger: logger)

        var services: [any Service] = [
            WakeUpRelay(wakeUps: parts.wakeUps, name: WakeUpRelay.planned, bell: bells.planned),
            WakeUpRelay(wakeUps: parts.wakeUps, name: WakeUpRelay.cancelWished, bell: bells.cancelWished),
            Worker(upkeep, idle: .seconds(300), logger: logger),
            Worker(ScheduleStep(database: parts.database), idle: .seconds(5), logger: logger),
            Worker(RescheduleStep(withdrawal), logger: logger),
            Worker(NightStep(withdrawal), logger: logger),
            Worker(CardSpaceStep(database: parts.database, files: parts.cards), idle: .seconds(30), logger: logger),
            Worker(AgentWatchStep(database: parts.database), idle: .seconds(30), logger: logger),
            Worker(IssueWatchStep(database: parts.database), idle: .seconds(30), logger: logger),
            Worker(stop, logger: logger),
            Worker(testSend, logger: logger),
            Worker(messageRescue, idle: .seconds(2), logger: logger),
            Worker(issueRescue, idle: .seconds(2), logger: logger),
            Worker(collect, idle: .milliseconds(500), logger: logger),
            Worker(handover, bell: bells.composed, logger: logger),
            Worker(compose, bell: bells.issued, logger: logger),
            Worker(issue, bell: bells.planned, logger: logger),
        ]
        // Several: a person waits for each, and COUFUN may take its time over one of them.
        services += (0..<4).map { _ in
            Worker(cancellation, idle: .seconds(2), bell: bells.cancelWished, logger: logger)
        }
        if parts.settings.coufun.verifiesExchanges {
            let live = LiveStatus(database: parts.database, data: parts.data, authority: parts.coufun)
            services.append(
                Worker(ExchangeVerificationStep(live: live, logger: logger), idle: .seconds(2), logger: logger))
        }
        return services
    }

    /// What does not need the agent's tables and must not wait for them: that they are missing is told, too.
    var alwaysRunning: [any Service] {
        let (database, logger) = (parts.database, parts.logger)
        var services: [any Service] = [
            Worker(CancellationWatchStep(database: database), idle: .seconds(30), logger: logger),
            Worker(QuarantineStep(database: database), idle: .seconds(5), logger: logger),
        ]
        if let alerts = parts.alertStep { services.append(Worker(alerts, idle: .seconds(5), logger: logger)) }
        return services
    }

    /// Time-out, late reading and a minute to record: longer than any live call is held.
    private var longestCallSeconds: Int {
        Int(parts.settings.coufun.timeout.components.seconds) + 300 + 60
    }

    /// How messages get to the agent: told by where its tables are and what engine they have.
    func route() async throws -> UMSRoute {
        let tables = parts.umsTables
        let transactional = try await parts.umsDatabase.read { db in try tables.isTransactional(db) }
        return transactional && parts.umsDatabase === parts.database
            ? .sameServer(tables) : .otherServer(parts.umsDatabase, tables)
    }
}
