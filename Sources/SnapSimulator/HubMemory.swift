/// What the hub remembers between messages: keys of the day, and how many messages a number has had.
struct HubMemory: Sendable, Equatable {
    private var day = ""
    private var keys: Set<String> = []
    private var messages: [String: Int] = [:]

    /// Takes a key; false when it was taken before on the same day (result 29024).
    mutating func take(_ clientKey: String, on day: String) -> Bool {
        if day != self.day { (self.day, keys) = (day, []) }
        return keys.insert(clientKey).inserted
    }

    /// Counts a message to this number: 1 for the first.
    mutating func count(_ phone: String) -> Int {
        messages[phone, default: 0] += 1
        return messages[phone, default: 1]
    }

    /// From the logs of an earlier run.
    mutating func remember(messages count: Int, to phone: String) { messages[phone, default: 0] += count }
}
