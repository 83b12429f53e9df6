import Foundation
import Simulation

/// Everything about the agent and the carriers behind it that can be changed while it runs (`--settings FILE`).
struct AgentSettings: Sendable, Equatable, Codable {
    /// The lines the agent is configured for, of `real`, `normal` and `batch`; rows of another TRAFFIC_TYPE stay `ready` for ever.
    var lines = ["normal"]
    /// REQ_CH it serves.
    var channels = ["MMS"]
    /// Rows in one statement.
    var batch = 1_000
    /// Messages a second; 0 is unlimited.
    var perSecond = 0
    /// Pause before each next status of a row, chosen by its number between both.
    var delayMilliseconds = [Int64(0), 0]
    /// Does nothing, as if the agent were stopped.
    var paused = false
    /// `2026-11-30 23:59:50`: the agent's clock jumps there when this is read, and runs on.
    var clock: String?

    var successCode = "00000"
    var failShare = 0.02
    /// Results that come only after `lateMilliseconds`.
    var lateShare = 0.0
    var lateMilliseconds: Int64 = 3 * 86_400_000
    /// Results with a code that no document knows.
    var unknownCodeShare = 0.0
    /// Failures whose DONE_FB_DETAIL is no JSON.
    var brokenDetailShare = 0.0
    /// Results by recipient number, one for each message to it; after the last the shares decide.
    var scripts: [String: [String]] = [:]
    /// Registered sender numbers; empty means any.
    var callbacks: [String] = []

    var monthRule = MonthRule.done
    var moveRule = MoveRule.together
    /// Time between the two halves of a move that is not `together`.
    var moveGapMilliseconds: Int64 = 300

    /// Which date picks `UMS_LOG_YYYYMM`: nobody knows (docs/sources.md §1.2).
    enum MonthRule: String, Sendable, Codable, CaseIterable {
        case done
        case req
    }

    /// How a finished row gets into its log table.
    enum MoveRule: String, Sendable, Codable, CaseIterable {
        /// One transaction.
        case together
        /// For a moment it stands in both tables.
        case copyFirst
        /// For a moment it stands in neither.
        case jump
    }

    func changed(by json: Data) throws(InvalidSettings) -> AgentSettings {
        let changed = try SettingsChange.apply(json, to: self, names: Self.names)
        let problems = changed.problems
        guard problems.isEmpty else { throw InvalidSettings(problems: problems) }
        return changed
    }

    var problems: [String] {
        var problems: [String] = []
        for line in lines where !["real", "normal", "batch"].contains(line) {
            problems.append("\(line) is no line; known are real, normal and batch.")
        }
        if !(1...1_000).contains(batch) { problems.append("batch must lie between 1 and 1000.") }
        if delayMilliseconds.count != 2 || delayMilliseconds[0] > delayMilliseconds[1] || delayMilliseconds[0] < 0 {
            problems.append("delayMilliseconds must be two numbers, the smaller one first.")
        }
        for (name, share) in [
            ("failShare", failShare), ("lateShare", lateShare), ("unknownCodeShare", unknownCodeShare),
            ("brokenDetailShare", brokenDetailShare),
        ] where !(0...1).contains(share) {
            problems.append("\(name) must lie between 0 and 1.")
        }
        if let clock, KoreanTime.instant(sql: clock) == nil { problems.append("clock must be YYYY-MM-DD HH:MM:SS.") }
        if successCode.isEmpty || successCode.utf8.count > 10 { problems.append("successCode takes 1 to 10 letters.") }
        return problems
    }

    private static let names: Set<String> = [
        "lines", "channels", "batch", "perSecond", "delayMilliseconds", "paused", "clock", "successCode", "failShare",
        "lateShare", "lateMilliseconds", "unknownCodeShare", "brokenDetailShare", "scripts", "callbacks", "monthRule",
        "moveRule", "moveGapMilliseconds",
    ]
}
