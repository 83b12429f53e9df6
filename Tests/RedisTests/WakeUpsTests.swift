import Redis
import TestKit
import Testing

@Suite("Wake-ups")
struct WakeUpsTests {
    /// Far longer than any test may take: a wait that ends was woken.
    private let long: Duration = .seconds(600)

    @Test("reach another process over Redis", .redis, .timeLimit(.minutes(1)))
    func otherProcess() async {
        let (here, there) = (WakeUps(TestRedis.current), WakeUps(TestRedis.current))
        // Whoever begins to listen looks once: from here on both hear.
        await there.wait(for: "issue", upTo: long)

        async let woken: Void = there.wait(for: "issue", upTo: long)
        await here.signal("issue")
        await woken
    }

    @Test("work within the process without Redis", .timeLimit(.minutes(1)))
    func withoutRedis() async {
        let wakeUps = WakeUps(nil)

        async let woken: Void = wakeUps.wait(for: "issue", upTo: long)
        await wakeUps.signal("issue")
        await woken
    }

    @Test("are kept for whoever waits next", .timeLimit(.minutes(1)))
    func kept() async {
        let wakeUps = WakeUps(nil)

        await wakeUps.signal("issue")
        await wakeUps.wait(for: "issue", upTo: long)
    }

    @Test("end at once when the task is cancelled or the program stops", .timeLimit(.minutes(1)))
    func ending() async {
        let wakeUps = WakeUps(nil)
        let task = Task { [long] in await wakeUps.wait(for: "issue", upTo: long) }
        task.cancel()
        await task.value

        async let woken: Void = wakeUps.wait(for: "issue", upTo: long)
        wakeUps.shutDown()
        await woken
    }
}
