import Foundation
import Logging
import MariaDB
import Simulation

/// The agent's memory and its round: take due rows, bring each one step further, move the finished ones.
///
/// Every status change is a committed UPDATE of its own, so that the product sees all of them, as it would in real life.
struct Agent {
    let database: Database
    let seed: Seed
    let logger: Logger
    var settings: AgentSettings
    var clock = AgentClock()
    private var memory = HubMemory()
    private(set) var messages: [Message] = []
    private var knownLogs: Set<String> = []
    private var allowance = 0.0
    private var lastRound = ContinuousClock.now

    init(database: Database, seed: Seed, settings: AgentSettings, logger: Logger) {
        (self.database, self.seed, self.settings, self.logger) = (database, seed, settings, logger)
        if let text = settings.clock { clock.set(text) }
    }

    /// Makes UMS_MSG, learns what the hub remembers, and takes up what an earlier run left unfinished.
    mutating func start() async throws {
        let today = KoreanTime.day(clock.now)
        try await database.read { db in
            try AgentTables.createTaken(db)
            try AgentTables.create(db)
        }
        try await finishJumps()
        memory = try await database.read { db in try HubMemory.load(db, today: today) }
        try await takeUpUnfinished()
    }

    /// Goes by the tables, not by memory: after a lost connection nobody knows which UPDATE still took effect.
    mutating func takeUpUnfinished() async throws {
        try await finishJumps()
        let left = try await database.read { db in try Message.unfinished(db) }
        let known = Dictionary(messages.map { ($0.clientKey, $0) }, uniquingKeysWith: { $1 })
        messages = left.map { row in
            guard var message = known[row.clientKey] else { return row }
            message.status = row.status
            return message
        }
        for index in messages.indices where messages[index].status == .request && messages[index].delivery == nil {
            handOver(index)
        }
        if !left.isEmpty { logger.info("Took up unfinished rows", metadata: ["rows": "\(left.count)"]) }
    }

    /// Rows that had left UMS_MSG and not reached their log.
    private mutating func finishJumps() async throws {
        let stranded = try await database.read { db in try LogMove.stranded(db) }
        for (key, done, requested) in stranded {
            let month = settings.monthRule == .done ? done : requested
            try await prepareLog(month)
            try await database.write { db in try LogMove.arrive(db, [key], month: month) }
        }
    }

    mutating func change(_ new: AgentSettings) {
        if let text = new.clock, text != settings.clock { clock.set(text) }
        settings = new
    }

    /// One round.
    /// - Returns: whether a full batch was taken, so that more may be waiting.
    mutating func round() async throws -> Bool {
        guard !settings.paused else { return false }
        let taken = try await take()
        try await send()
        try await registerImages()
        try await collectResults()
        try await moveToLogs()
        return taken >= settings.batch
    }

    /// When the next row in memory takes its step.
    var nextDue: Date? { messages.lazy.map(\.due).min() }
}

extension Agent {
    /// real before normal before batch (docs/sources.md §1.4).
    private mutating func take() async throws -> Int {
        let now = clock.now
        var room = rowsAllowed()
        var taken: [Message] = []
        for line in ["real", "normal", "batch"] where settings.lines.contains(line) && room > 0 {
            let (channels, limit) = (settings.channels, room)
            let rows = try await database.write { db in
                try Message.take(db, line: line, channels: channels, at: now, limit: limit)
            }
            taken += rows
            room -= rows.count
        }
        guard !taken.isEmpty else { return 0 }
        allowance -= Double(taken.count)
        for var message in taken {
            message.due = now.addingTimeInterval(delay(of: message))
            messages.append(message)
        }
        logger.debug("Took rows", metadata: ["rows": "\(taken.count)"])
        return taken.count
    }

    /// pre-send → pre-image or request, or refused at once.
    private mutating func send() async throws {
        let now = clock.now
        for batch in dueBatches(.preSend, now) {
            var (refused, withFiles, plain): ([Int], [Int], [Int]) = ([], [], [])
            for index in batch {
                if let code = messages[index].refusal(settings: settings, at: now) {
                    messages[index].delivery = .refused(code)
                    refused.append(index)
                } else if messages[index].files.isEmpty {
                    plain.append(index)
                } else {
                    withFiles.append(index)
                }
            }
            try await complete(refused, at: now)
            try await advance(withFiles, to: .preImage, at: now)
            try await request(plain, at: now)
        }
    }

    /// pre-image → request, or refused because of a file.
    private mutating func registerImages() async throws {
        let now = clock.now
        for batch in dueBatches(.preImage, now) {
            var (refused, sound): ([Int], [Int]) = ([], [])
            for index in batch {
                if let code = messages[index].files.lazy.compactMap({ ImageFile(path: $0).refusal() }).first {
                    messages[index].delivery = .refused(code)
                    refused.append(index)
                } else {
                    sound.append(index)
                }
            }
            try await complete(refused, at: now)
            try await request(sound, at: now)
        }
    }

    private mutating func request(_ indices: [Int], at now: Date) async throws {
        try await advance(indices, to: .request, at: now)
        for index in indices { handOver(index) }
    }

    /// The hub takes the message and knows, here already, what will become of it.
    private mutating func handOver(_ index: Int) {
        let message = messages[index]
        guard memory.take(message.clientKey, on: KoreanTime.day(clock.now)) else {
            messages[index].delivery = .refused(.repeatedKey)
            return
        }
        let delivery = Delivery.byCarrier(
            to: message.phone, occurrence: memory.count(message.phone), settings: settings, seed: seed)
        messages[index].delivery = delivery
        if delivery.delay > .zero {
            let seconds = Double(delivery.delay.inMilliseconds) / 1_000
            messages[index].due = message.requestedAt.addingTimeInterval(seconds)
            messages[index].doneAt = messages[index].due
        }
    }

    private mutating func collectResults() async throws {
        let now = clock.now
        for batch in dueBatches(.request, now) { try await complete(batch, at: now) }
    }

    private mutating func moveToLogs() async throws {
        let now = clock.now
        for batch in dueBatches(.complete, now).map({ $0.map { messages[$0] } }) {
            let months = Dictionary(grouping: batch) { message in
                KoreanTime.month(settings.monthRule == .done ? message.doneAt ?? now : message.requestedAt)
            }
            for (month, rows) in months.sorted(by: { $0.key < $1.key }) {
                try await move(rows.map(\.clientKey), month: month)
            }
            let moved = Set(batch.map(\.clientKey))
            messages.removeAll { $0.status == .complete && moved.contains($0.clientKey) }
            let failed = batch.count { $0.delivery.map { $0.code != settings.successCode } ?? false }
            logger.info("Moved rows to the log", metadata: ["rows": "\(batch.count)", "failed": "\(failed)"])
        }
    }
}

extension Agent {
    private mutating func advance(_ indices: [Int], to status: Message.Status, at now: Date) async throws {
        guard !indices.isEmpty else { return }
        let rows = indices.map { messages[$0] }
        try await database.write { db in try Message.advance(db, rows, to: status) }
        for index in indices {
            messages[index].status = status
            messages[index].due = now.addingTimeInterval(delay(of: messages[index]))
        }
    }

    private mutating func complete(_ indices: [Int], at now: Date) async throws {
        guard !indices.isEmpty else { return }
        for index in indices where messages[index].doneAt == nil { messages[index].doneAt = now }
        let rows = indices.map { messages[$0] }
        try await database.write { db in try Message.complete(db, rows) }
        for index in indices {
            messages[index].status = .complete
            messages[index].due = now.addingTimeInterval(delay(of: messages[index]))
        }
    }

    private mutating func move(_ keys: [String], month: String) async throws {
        try await prepareLog(month)
        let gap = Duration.milliseconds(settings.moveGapMilliseconds)
        switch settings.moveRule {
        case .together: try await database.write { db in try LogMove.together(db, keys, month: month) }
        case .copyFirst:
            try await database.write { db in try LogMove.copy(db, keys, month: month) }
            try await Task.sleep(for: gap)
            try await database.write { db in try LogMove.remove(db, keys) }
        case .jump:
            try await database.read { db in try AgentTables.createTransit(db) }
            try await database.write { db in try LogMove.depart(db, keys) }
            try await Task.sleep(for: gap)
            try await database.write { db in try LogMove.arrive(db, keys, month: month) }
        }
    }

    private mutating func prepareLog(_ month: String) async throws {
        guard !knownLogs.contains(month) else { return }
        try await database.read { db in try AgentTables.createLog(db, month: month) }
        knownLogs.insert(month)
    }

    /// Positions in `messages`, at most a batch each.
    private func dueBatches(_ status: Message.Status, _ now: Date) -> [[Int]] {
        let due = messages.indices.filter { messages[$0].status == status && messages[$0].due <= now }
        return stride(from: 0, to: due.count, by: settings.batch).map {
            Array(due[$0..<min($0 + settings.batch, due.count)])
        }
    }

    /// Seconds before the next step of this row: the same for the same number and step.
    private func delay(of message: Message) -> TimeInterval {
        let (shortest, longest) = (settings.delayMilliseconds[0], settings.delayMilliseconds[1])
        let share = longest > shortest ? seed.share("delay", message.status.rawValue, message.phone) : 0
        return (Double(shortest) + share * Double(longest - shortest)) / 1_000
    }

    /// How many rows may be taken now; the rate fills up by the time that passed.
    private mutating func rowsAllowed() -> Int {
        let now = ContinuousClock.now
        let passed = Double((now - lastRound).inMilliseconds) / 1_000
        lastRound = now
        guard settings.perSecond > 0 else {
            allowance = 0
            return settings.batch
        }
        allowance = min(max(allowance, 0) + passed * Double(settings.perSecond), Double(settings.batch))
        return Int(allowance)
    }
}
