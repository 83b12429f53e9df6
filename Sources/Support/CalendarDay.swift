/// A day in Korea's calendar, without a time: `2026-11-22`.
package struct CalendarDay: Sendable, Hashable, Comparable {
    package let year: Int
    package let month: Int
    package let day: Int

    package init(year: Int, month: Int, day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The days that four digits of a year can tell; what lies beyond them becomes the nearest.
    package static let first = CalendarDay(year: 1, month: 1, day: 1)
    package static let last = CalendarDay(year: 9999, month: 12, day: 31)

    /// Reads `2026-11-22` or `20261122`; refuses days that do not exist.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let hasDashes = bytes.count == 10 && bytes[4] == 0x2D && bytes[7] == 0x2D
        let digits = hasDashes ? bytes[0..<4] + bytes[5..<7] + bytes[8..<10] : bytes[...]
        guard digits.count == 8, let year = SeoulTime.number(digits.prefix(4)),
            let month = SeoulTime.number(digits.dropFirst(4).prefix(2)), let day = SeoulTime.number(digits.suffix(2)),
            (1...12).contains(month), day >= 1
        else { return nil }
        self.init(year: year, month: month, day: day)
        guard exists else { return nil }
    }

    /// Not the 31st of November.
    var exists: Bool { CalendarDay(daysSince1970: daysSince1970) == self }

    /// Days since 1970-01-01 (Howard Hinnant's civil-day arithmetic, public domain).
    package var daysSince1970: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146097 + dayOfEra - 719468
    }

    package init(daysSince1970 days: Int) {
        let z = min(max(days, Self.first.daysSince1970), Self.last.daysSince1970) + 719468
        let era = (z >= 0 ? z : z - 146096) / 146097
        let dayOfEra = z - era * 146097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package func adding(days: Int) -> CalendarDay {
        let (sum, isBeyond) = daysSince1970.addingReportingOverflow(days)
        return CalendarDay(daysSince1970: isBeyond ? days : sum)
    }

    package static func < (a: CalendarDay, b: CalendarDay) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    /// `2026-11-22(일)`: for pages.
    package var page: String {
        let names = ["목", "금", "토", "일", "월", "화", "수"]  // 1970-01-01 was a Thursday
        return "\(self)(\(names[((daysSince1970 % 7) + 7) % 7]))"
    }

    /// `202611`: the month as `UMS_LOG_YYYYMM` writes it.
    package var monthText: String { SeoulTime.pad(year, 4) + SeoulTime.pad(month, 2) }
}

extension CalendarDay: CustomStringConvertible {
    package var description: String {
        "\(SeoulTime.pad(year, 4))-\(SeoulTime.pad(month, 2))-\(SeoulTime.pad(day, 2))"
    }
}
