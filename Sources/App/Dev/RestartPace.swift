/// How long a program of practice mode that ended waits for its next start: not at all the first time, and longer each
/// time that it ends soon after it was started, so that one that cannot run does not keep the machine busy.
struct RestartPace: Sendable {
    /// Who ran for so long had come up; its end is a first one again.
    private static let steady: Duration = .seconds(30)
    private static let longest = 30

    /// Ends in a row, each soon after a start.
    private(set) var ends = 0

    /// - Returns: whole seconds.
    mutating func wait(afterRunning lived: Duration) -> Int {
        ends = lived < Self.steady ? ends + 1 : 1
        guard ends > 1 else { return 0 }
        return ends > 6 ? Self.longest : min(Self.longest, 1 << (ends - 2))
    }
}
