import Foundation
import Glibc

/// The vendors' clocks and calendars are Korean: +09:00 all year, written without an offset.
package enum KoreanTime {
    /// `20261122140509`.
    package static func compact(_ instant: Date) -> String {
        let t = civil(instant)
        return [t.year, t.month, t.day, t.hour, t.minute, t.second].map(twoDigits).joined()
    }

    /// `20261122`.
    package static func day(_ instant: Date) -> String { String(compact(instant).prefix(8)) }

    /// `202611`.
    package static func month(_ instant: Date) -> String { String(compact(instant).prefix(6)) }

    /// `2026-11-22 14:05:09`: what a `DATETIME` column takes.
    package static func sql(_ instant: Date) -> String {
        let t = civil(instant)
        let day = [t.year, t.month, t.day].map(twoDigits).joined(separator: "-")
        return day + " " + [t.hour, t.minute, t.second].map(twoDigits).joined(separator: ":")
    }

    package static func hour(_ instant: Date) -> Int { civil(instant).hour }
    package static func year(_ instant: Date) -> Int { civil(instant).year }

    /// Reads `2026-11-22 14:05:09`; the first 19 characters count.
    package static func instant(sql text: String) -> Date? {
        let numbers = text.prefix(19).split { "-: T".contains($0) }.map { Int($0) }
        guard numbers.count == 6, !numbers.contains(nil) else { return nil }
        let parts = numbers.compactMap { $0 }
        var t = tm()
        (t.tm_year, t.tm_mon, t.tm_mday) = (Int32(parts[0] - 1900), Int32(parts[1] - 1), Int32(parts[2]))
        (t.tm_hour, t.tm_min, t.tm_sec) = (Int32(parts[3]), Int32(parts[4]), Int32(parts[5]))
        return Date(timeIntervalSince1970: Double(timegm(&t) - 9 * 3600))
    }

    private static func civil(
        _ instant: Date
    ) -> (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        var seconds = time_t(instant.timeIntervalSince1970.rounded(.down)) + 9 * 3600
        var t = tm()
        gmtime_r(&seconds, &t)
        return (
            Int(t.tm_year) + 1900, Int(t.tm_mon) + 1, Int(t.tm_mday), Int(t.tm_hour), Int(t.tm_min), Int(t.tm_sec)
        )
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
