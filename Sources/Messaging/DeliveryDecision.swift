import Foundation
import Support
import UMS

/// What follows from the result of a message: the whole of it as one pure function.
package struct DeliveryDecision: Sendable, Equatable {
    package let delivered: Bool
    /// When the program tries again with a new attempt; nil: a person decides.
    package var retryAt: Date?
    /// What is held back from sending until a person has mended the cause.
    package var brake: Brake?
    /// The message itself is wrong: several in a row stop the campaign.
    package var isContent = false
    package var learnsOptOut = false
    /// The agent itself failed: an operator should look.
    package var agentFailed = false

    package enum Brake: Sendable, Equatable {
        case callbackNumber, everything
    }

    /// `retries`: automatic attempts since a person last decided. `jitter`: 0–1, spreads the attempts.
    package static func after(
        _ code: String, isSuccess: Bool, retries: Int, isAdvertisement: Bool, policy: RetryPolicy, jitter: Double,
        at now: Date
    ) -> DeliveryDecision {
        guard !isSuccess else { return DeliveryDecision(delivered: true) }
        var decision = DeliveryDecision(delivered: false)
        func again(_ kind: RetryPolicy.RetryKind) {
            guard let delay = policy.delay(kind, retries: retries) else { return }
            let at = now.addingTimeInterval(delay * (1 + jitter / 10))
            decision.retryAt = isAdvertisement ? AdvertisingHours.next(from: at) : at
        }
        switch UMSResultCode(code: code).kind {
        case .success, .number, .unknown: break
        case .retry:
            again(.soon)
            decision.agentFailed = code.hasPrefix("90")
        case .retryLater: again(.handset)
        case .retryOnce: again(.once)
        case .night:
            // Refused for the hour alone: whatever it is, it goes out in the morning.
            guard retries < policy.delays.count else { break }
            let morning = AdvertisingHours.next(from: now)
            decision.retryAt = max(morning, now.addingTimeInterval(policy.delays.first ?? 0))
        case .content: decision.isContent = true
        case .callback: decision.brake = .callbackNumber
        case .account: decision.brake = .everything
        case .optOut: decision.learnsOptOut = true
        case .duplicate: break  // an earlier copy is on its way: another would be a second message
        }
        return decision
    }
}
