import Foundation
import Support

/// When advertisements may be sent: not from 21:00 to 08:00 in Korea (정보통신망법 제50조, docs/sources.md §3.1).
package enum AdvertisingHours {
    package static let opens = 8
    package static let closes = 21

    package static func allows(_ instant: Date) -> Bool { (opens..<closes).contains(hour(instant)) }

    /// `instant` itself when it is allowed, otherwise the next 08:00.
    package static func next(from instant: Date) -> Date {
        guard !allows(instant) else { return instant }
        let day = SeoulTime.day(of: instant)
        return SeoulTime.start(of: hour(instant) < opens ? day : day.adding(days: 1))
            .addingTimeInterval(TimeInterval(opens * 3600))
    }

    /// The agent takes a row within seconds and the carrier some more: what they get in the evening's last minute may
    /// arrive at night.
    private static let lastMinute: TimeInterval = 60

    /// Like ``next(from:)``, and the next 08:00 also from the last minute before the night on.
    package static func safe(from instant: Date) -> Date {
        let minuteLater = instant.addingTimeInterval(lastMinute)
        return next(from: allows(instant) && !allows(minuteLater) ? minuteLater : instant)
    }

    private static func hour(_ instant: Date) -> Int {
        Int(instant.timeIntervalSince(SeoulTime.start(of: SeoulTime.day(of: instant))) / 3600)
    }
}
