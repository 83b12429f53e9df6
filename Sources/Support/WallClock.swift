import Foundation

/// A day and a time on it as somebody wrote them, both existing; which instant they mean depends on the place.
struct WallClock {
    private let day: CalendarDay
    private let seconds: Int
    private let fraction: Double

    /// Reads `2026-11-22T14:05:09.123` from the beginning of a text; the seconds may be missing.
    ///
    /// - Returns: nil when there is no such day or time; else what is left of the text.
    static func read(_ text: String, separators: Set<UInt8>) -> (WallClock, rest: ArraySlice<UInt8>)? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 16, bytes[4] == dash, bytes[7] == dash, separators.contains(bytes[10]), bytes[13] == colon,
            let day = CalendarDay(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = SeoulTime.number(bytes[11..<13]), let minute = SeoulTime.number(bytes[14..<16]), hour < 24,
            minute < 60
        else { return nil }
        var (rest, second, fraction) = (bytes[16...], 0, 0.0)
        if rest.first == colon {
            guard rest.count >= 3, let read = SeoulTime.number(bytes[17..<19]), read < 60 else { return nil }
            (rest, second) = (bytes[19...], read)
        }
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { $0.isDigit }
            guard let read = SeoulTime.number(digits) else { return nil }
            fraction = Double(read) / pow(10, Double(digits.count))
            rest = rest[digits.endIndex...]
        }
        let clock = WallClock(day: day, seconds: hour * 3600 + minute * 60 + second, fraction: fraction)
        return (clock, rest)
    }

    /// `Z`, `+09:00`: seconds east of Greenwich. Nowhere on earth is the clock more than 14 hours away.
    static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let sign = bytes.first else { return nil }
        if bytes.count == 1 { return sign == 0x5A || sign == 0x7A ? 0 : nil }
        let digits = bytes.dropFirst()
        guard sign == UInt8(ascii: "+") || sign == dash, digits.count == 5, digits[digits.startIndex + 2] == colon,
            let hours = SeoulTime.number(digits.prefix(2)), let minutes = SeoulTime.number(digits.suffix(2)),
            minutes < 60,
            hours * 60 + minutes <= 14 * 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (sign == dash ? -1 : 1)
    }

    func instant(offsetSeconds: Int) -> Date {
        Date(timeIntervalSince1970: Double(day.daysSince1970 * 86400 + seconds - offsetSeconds) + fraction)
    }

    private static let (dash, colon) = (UInt8(ascii: "-"), UInt8(ascii: ":"))
}
