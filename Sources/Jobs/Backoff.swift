package enum Backoff {
    /// Seconds before the next attempt: 2, 16, 81, 256 … (attempt⁴, at least 2), capped at one hour, ±10 %.
    package static func seconds(attempt: Int) -> Int {
        let base = min(max(attempt * attempt * attempt * attempt, 2), 3600)
        return base + Int.random(in: -(base / 10)...(base / 10))
    }
}
