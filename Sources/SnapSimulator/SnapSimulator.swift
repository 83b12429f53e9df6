import ArgumentParser
import Foundation
import Logging
import MariaDB
import Simulation

/// A SNAP agent that sends nothing: walks the rows of UMS_MSG to their result, for practice and for tests.
@main
struct SnapSimulator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snap-simulator",
        abstract: "Plays LG U+'s SNAP agent and the carriers behind it on the tables UMS_MSG and UMS_LOG_YYYYMM.",
        discussion: """
            Makes its tables, takes rows that are ready and due, checks number and pictures, and moves each with its \
            result to the log of the month. A settings file changes all of it while the program runs.
            """)

    @Option(
        help: "mysql://user:password@host:port/schema, with ?socket=/path for a local socket.",
        transform: { try DatabaseAddress($0) })
    var databaseURL: DatabaseAddress

    @Option(help: "How often it looks for rows that are ready.")
    var poll = DurationOption(.milliseconds(200))

    @Option(help: "Pause before each next status, such as 50ms or 100ms..2s.")
    var delay = DelayOption(shortest: .zero, longest: .zero)

    @Option(help: "A TRAFFIC_TYPE it is configured for. Repeat for more; others are never picked up.")
    var line: [String] = ["normal"]

    @Option(help: "Rows in one statement, 1 to 1000.")
    var batch = 1_000

    @Option(help: "Messages a second; 0 is unlimited.")
    var perSecond = 0

    @Option(help: "Share of messages that fail for a believable reason.")
    var failShare = 0.02

    @Option(help: "DONE_CODE of a delivered message: 00000, or 10000 as some agents write it.")
    var successCode = "00000"

    @Option(help: "Share of results that come late, and how late.")
    var lateShare = 0.0

    @Option(help: "See --late-share.")
    var late = DurationOption(.seconds(3 * 86_400))

    @Option(help: "Which date picks the log table: done (the result's) or req (REQ_DATE).")
    var monthRule = AgentSettings.MonthRule.done

    @Option(help: "How a row gets into the log: together, copyFirst (for a moment in both) or jump (in neither).")
    var moveRule = AgentSettings.MoveRule.together

    @Option(help: "A registered sender number. Repeat for more; without one every number passes.")
    var callback: [String] = []

    @Option(help: "Start at this Korean time, YYYY-MM-DD HH:MM:SS.")
    var clock: String?

    @Option(help: "JSON file with settings that override these, read again when it changes.")
    var settings: String?

    @Option(help: "File that appears once the tables are there.")
    var readyFile: String?

    @OptionGroup var program: SimulatorProgram

    func validate() throws {
        guard databaseURL.schema != "" else { throw ValidationError("--database-url names no schema.") }
        guard poll.duration > .zero else { throw ValidationError("--poll must be longer than nothing.") }
        let problems = agentSettings.problems
        guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
    }

    func run() async throws {
        let logger = program.makeLogger("snap-simulator")
        let database = Database(databaseURL, minimum: 1, maximum: 1, options: .foreign)
        defer { database.shutDown() }
        let agent = Agent(database: database, seed: program.seed, settings: agentSettings, logger: logger)
        let service = AgentService(
            agent: agent, poll: poll.duration, settingsPath: settings, readyFile: readyFile, logger: logger)
        try await program.run([service], logger: logger)
    }

    private var agentSettings: AgentSettings {
        var settings = AgentSettings()
        settings.lines = line
        settings.batch = batch
        settings.perSecond = perSecond
        settings.delayMilliseconds = [delay.shortest.inMilliseconds, delay.longest.inMilliseconds]
        settings.failShare = failShare
        settings.successCode = successCode
        settings.lateShare = lateShare
        settings.lateMilliseconds = late.duration.inMilliseconds
        settings.monthRule = monthRule
        settings.moveRule = moveRule
        settings.callbacks = callback
        settings.clock = clock
        return settings
    }
}

/// `50ms`, or a range: `100ms..2s`.
struct DelayOption: Sendable, Equatable, ExpressibleByArgument {
    let shortest: Duration
    let longest: Duration

    init(shortest: Duration, longest: Duration) { (self.shortest, self.longest) = (shortest, longest) }

    init?(argument: String) {
        let sides = argument.split(separator: "..").map { DurationOption(argument: String($0)) }
        guard (1...2).contains(sides.count), let first = sides[0], let last = sides[sides.count - 1],
            first.duration <= last.duration
        else { return nil }
        self.init(shortest: first.duration, longest: last.duration)
    }

    var defaultValueDescription: String { "\(shortest.inMilliseconds)ms" }
}

extension AgentSettings.MonthRule: ExpressibleByArgument {}
extension AgentSettings.MoveRule: ExpressibleByArgument {}
