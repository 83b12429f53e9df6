import Jobs
import Redis
import ServiceLifecycle

/// Rings a bell of this process when another process has said that there is work: the web may run elsewhere.
struct WakeUpRelay: Service {
    /// Said when a campaign was registered.
    static let planned = "issue-planned"
    /// Said when somebody wants a coupon cancelled.
    static let cancelWished = "cancel-wished"

    let wakeUps: WakeUps
    let name: String
    let bell: Bell

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await wakeUps.wait(for: name, upTo: .seconds(30))
                bell.ring()
            }
        }
    }
}
