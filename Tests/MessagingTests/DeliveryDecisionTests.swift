import Foundation
import Support
import Testing

@testable import Messaging

@Suite("What follows from a result")
struct DeliveryDecisionTests {
    private var noon: Date { time("2026-11-22T12:00:00+09:00") }

    private func time(_ text: String) -> Date { SeoulTime.instant(rfc3339: text) ?? .distantPast }

    private func after(
        _ code: String, retries: Int = 0, advertisement: Bool = false, policy: RetryPolicy = RetryPolicy(),
        at now: Date? = nil
    ) -> DeliveryDecision {
        .after(
            code, isSuccess: code == "00000", retries: retries, isAdvertisement: advertisement, policy: policy,
            jitter: 0, at: now ?? noon)
    }

    @Test("a success ends it")
    func success() {
        #expect(after("00000") == DeliveryDecision(delivered: true))
    }

    @Test(
        "what may yet arrive is tried after minutes, then hours, three times at most",
        arguments: [(0, 5.0), (1, 60), (2, 240)])
    func retries(retries: Int, minutes: Double) {
        #expect(after("31110", retries: retries).retryAt == noon.addingTimeInterval(minutes * 60))
        #expect(after("31110", retries: 3).retryAt == nil)
    }

    @Test("a handset that is off or full is tried after hours, not minutes", arguments: ["31105", "31107", "31108"])
    func handset(code: String) {
        #expect(after(code).retryAt == noon.addingTimeInterval(3600))
        #expect(after(code, retries: 2).retryAt == noon.addingTimeInterval(4 * 3600))
        #expect(after(code, retries: 3).retryAt == nil)
    }

    @Test("an odd failure is tried once")
    func once() {
        #expect(after("31109").retryAt == noon.addingTimeInterval(300))
        #expect(after("31109", retries: 1).retryAt == nil)
    }

    @Test("an advertisement is never tried again at night")
    func night() {
        let evening = time("2026-11-22T20:58:00+09:00")

        #expect(after("31110", advertisement: true, at: evening).retryAt == time("2026-11-23T08:00:00+09:00"))
        #expect(after("31110", advertisement: false, at: evening).retryAt == time("2026-11-22T21:03:00+09:00"))
    }

    @Test("any time of the day, any number of tries: the next attempt of an advertisement is in the day")
    func neverAtNight() {
        for minute in stride(from: 0, to: 24 * 60, by: 7) {
            for retries in 0..<3 {
                for code in ["31110", "31107", "31109", "21001"] {
                    let now = time("2026-11-22T00:00:00+09:00").addingTimeInterval(Double(minute) * 60)
                    guard let at = after(code, retries: retries, advertisement: true, at: now).retryAt else { continue }
                    #expect(AdvertisingHours.allows(at), "\(code) after \(retries) at minute \(minute)")
                    #expect(at >= now)
                }
            }
        }
    }

    @Test("what the carrier refused for the hour goes out in the morning")
    func refusedAtNight() {
        let decision = after("21001", at: time("2026-11-22T22:30:00+09:00"))

        #expect(decision.retryAt == time("2026-11-23T08:00:00+09:00"))
        #expect(decision.brake == nil)
    }

    @Test("a wrong number is left to people", arguments: ["31101", "31104", "42020", "30122"])
    func number(code: String) {
        #expect(after(code) == DeliveryDecision(delivered: false))
    }

    @Test("wrong content counts against the campaign", arguments: ["41010", "41030", "23003"])
    func content(code: String) {
        #expect(after(code).isContent)
        #expect(after(code).retryAt == nil)
    }

    @Test("a callback number that is refused stops that number; the account stops everything")
    func brakes() {
        #expect(after("42030").brake == .callbackNumber)
        #expect(after("22002").brake == .callbackNumber)
        #expect(after("25000").brake == .everything)
        #expect(after("20001").brake == .everything)
    }

    @Test("an opt-out at the carrier is learnt and never tried again")
    func optOut() {
        #expect(after("22000").learnsOptOut)
        #expect(after("22000").retryAt == nil)
    }

    @Test("a copy that the hub has already is not sent again", arguments: ["29005", "29024", "31004"])
    func duplicate(code: String) {
        #expect(after(code).retryAt == nil)
    }

    @Test("a failure of the agent itself is tried again and told")
    func agent() {
        #expect(after("90010").agentFailed)
        #expect(after("90010").retryAt != nil)
    }

    @Test("without delays nothing is tried again")
    func none() {
        #expect(after("31110", policy: RetryPolicy(delays: [])).retryAt == nil)
        #expect(after("31107", policy: RetryPolicy(delays: [])).retryAt == nil)
    }
}

@Suite("The hours of advertisements")
struct AdvertisingHoursTests {
    @Test(
        "from 21:00 to 08:00 the next time is 08:00",
        arguments: [
            ("2026-11-22T07:59:59+09:00", "2026-11-22T08:00:00+09:00"),
            ("2026-11-22T08:00:00+09:00", "2026-11-22T08:00:00+09:00"),
            ("2026-11-22T20:59:59+09:00", "2026-11-22T20:59:59+09:00"),
            ("2026-11-22T21:00:00+09:00", "2026-11-23T08:00:00+09:00"),
            ("2026-12-31T23:30:00+09:00", "2027-01-01T08:00:00+09:00"),
            ("2026-11-23T00:00:00+09:00", "2026-11-23T08:00:00+09:00"),
        ])
    func next(from: String, next: String) throws {
        let instant = try #require(SeoulTime.instant(rfc3339: from))
        #expect(SeoulTime.rfc3339(AdvertisingHours.next(from: instant)) == next)
    }
}
