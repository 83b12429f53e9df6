import Foundation

/// Instants as Korean civil time and back. Korea keeps +09:00 all year, so day borders are integer arithmetic.
package enum SeoulTime {
    package static let offsetSeconds = 9 * 3600

    /// `2026-11-22 14:05:09.123`: a `DATETIME(3)` of our tables.
    package static func sql(_ instant: Date) -> String {
        let (parts, millisecond) = civil(instant)
        return "\(day(parts)) \(time(parts)).\(pad(millisecond, 3))"
    }

    /// `2026-11-22T14:05:09+09:00`: RFC 3339, for the API.
    package static func rfc3339(_ instant: Date) -> String {
        let (parts, _) = civil(instant)
        return "\(day(parts))T\(time(parts))+09:00"
    }

    /// `2026-11-22(일) 14:05`: for pages.
    package static func page(_ instant: Date) -> String {
        let (parts, _) = civil(instant)
        let today = CalendarDay(year: parts.year, month: parts.month, day: parts.day)
        return "\(today.page) \(pad(parts.hour, 2)):\(pad(parts.minute, 2))"
    }

    /// `14:05:09`.
    package static func clock(_ instant: Date) -> String { time(civil(instant).parts) }

    /// Reads `2026-11-22 14:05:09` with an optional fraction, as MariaDB writes a `DATETIME`.
    package static func instant(sql text: String) -> Date? {
        guard let (wall, rest) = WallClock.read(text, separators: [0x20, 0x54]), rest.isEmpty else { return nil }
        return wall.instant(offsetSeconds: offsetSeconds)
    }

    /// Reads RFC 3339 with `Z` or a numeric offset: `2026-11-22T14:05:09+09:00`. A day or time that does not exist is nil:
    /// 31 November, 24:00, second 60, an offset of 25 hours.
    package static func instant(rfc3339 text: String) -> Date? {
        guard text.utf8.count <= 40, let (wall, rest) = WallClock.read(text, separators: [0x54, 0x74]),
            let offset = WallClock.offset(rest)
        else { return nil }
        let instant = wall.instant(offsetSeconds: offset)
        return instants.contains(instant) ? instant : nil
    }

    /// The day in Korea at this instant.
    package static func day(of instant: Date) -> CalendarDay {
        let parts = civil(instant).parts
        return CalendarDay(year: parts.year, month: parts.month, day: parts.day)
    }

    /// The instant at which `day` begins in Korea.
    package static func start(of day: CalendarDay) -> Date {
        Date(timeIntervalSince1970: Double(day.daysSince1970 * 86400 - offsetSeconds))
    }

    /// The instants of the years 1 to 9999 in Korea: what a `DATETIME` and RFC 3339 can say.
    package static let instants: ClosedRange<Date> =
        start(of: .first)...start(of: .last).addingTimeInterval(86400 - 0.001)

    private struct Parts { var year, month, day, hour, minute, second: Int }

    /// An instant beyond `instants` is told as their nearest, whatever the `Date` holds: no number ends the program.
    private static func civil(_ instant: Date) -> (parts: Parts, millisecond: Int) {
        // A Date that is not a number is greater than nothing: the first.
        let held = instant > instants.lowerBound ? min(instant, instants.upperBound) : instants.lowerBound
        let milliseconds = Int((held.timeIntervalSince1970 * 1000).rounded(.down)) + offsetSeconds * 1000
        let seconds = Int((Double(milliseconds) / 1000).rounded(.down))
        let days = Int((Double(seconds) / 86400).rounded(.down))
        let day = CalendarDay(daysSince1970: days)
        let rest = seconds - days * 86400
        return (
            Parts(
                year: day.year, month: day.month, day: day.day, hour: rest / 3600, minute: rest % 3600 / 60,
                second: rest % 60),
            milliseconds - seconds * 1000
        )
    }

    private static func day(_ parts: Parts) -> String {
        "\(pad(parts.year, 4))-\(pad(parts.month, 2))-\(pad(parts.day, 2))"
    }
    private static func time(_ parts: Parts) -> String {
        "\(pad(parts.hour, 2)):\(pad(parts.minute, 2)):\(pad(parts.second, 2))"
    }

    static func pad(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        var value = 0
        guard !bytes.isEmpty, bytes.count < 18 else { return nil }
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
