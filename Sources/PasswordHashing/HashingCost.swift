/// How much work one hash is. The defaults are OWASP's for Argon2id: 19 MiB, two passes, one lane (17 ms here).
package struct HashingCost: Sendable, Equatable {
    package var memoryKiB: UInt32 = 19 * 1024
    package var passes: UInt32 = 2
    package var lanes: UInt32 = 1

    package init() {}

    package init(memoryKiB: UInt32, passes: UInt32, lanes: UInt32) {
        (self.memoryKiB, self.passes, self.lanes) = (memoryKiB, passes, lanes)
    }

    /// For tests: the least that Argon2 does.
    package static let least = HashingCost(memoryKiB: 8, passes: 1, lanes: 1)

    /// Reads it from a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`; nil when it is no such string.
    init?(phc: String) {
        let parts = phc.split(separator: "$")
        guard parts.count == 5, parts[0] == "argon2id", parts[1] == "v=19" else { return nil }
        let numbers = parts[2].split(separator: ",").map { $0.split(separator: "=") }
        guard numbers.count == 3, numbers.allSatisfy({ $0.count == 2 }), numbers.map({ $0[0] }) == ["m", "t", "p"],
            let memory = UInt32(numbers[0][1]), let passes = UInt32(numbers[1][1]), let lanes = UInt32(numbers[2][1])
        else { return nil }
        self.init(memoryKiB: memory, passes: passes, lanes: lanes)
    }
}
