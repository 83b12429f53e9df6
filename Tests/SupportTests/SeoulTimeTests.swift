import Foundation
import Support
import Testing

@Suite("Time in Korea")
struct SeoulTimeTests {
    /// What arithmetic on outside numbers may come to.
    static let beyond: [Double] = [
        .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 9.223372036854775e18,
        -9.223372036854775e18, 1e15, -1e15, 253_402_300_800, -62_135_630_000,
    ]

    @Test("is told of every instant, beyond the calendar as its nearest end", arguments: beyond)
    func tellsEveryInstant(seconds: Double) {
        let instant = Date(timeIntervalSince1970: seconds)

        let first = "0001-01-01 00:00:00.000"
        let last = "9999-12-31 23:59:59.999"
        #expect(SeoulTime.sql(instant) == (seconds > 0 ? last : first))
        #expect(SeoulTime.rfc3339(instant).count == 25)
        #expect(SeoulTime.day(of: instant) == (seconds > 0 ? .last : .first))
        #expect(SeoulTime.page(instant).contains("("))
    }

    @Test(
        "of the calendar's ends and of an ordinary day is told to the millisecond",
        arguments: [
            "0001-01-01 00:00:00.000", "1969-12-31 23:59:59.500", "2026-11-22 14:05:09.120", "2028-02-29 08:59:59.001",
            "9999-12-31 23:59:59.999",
        ])
    func goesThereAndBack(text: String) throws {
        let instant = try #require(SeoulTime.instant(sql: text))

        #expect(SeoulTime.sql(instant) == text)
    }

    @Test(
        "days can be added beyond any calendar",
        arguments: [
            (Int.max, CalendarDay.last), (Int.min, .first), (10_000_000, .last), (-10_000_000, .first),
            (1, CalendarDay(year: 2026, month: 11, day: 23)),
        ])
    func addsDays(days: Int, day: CalendarDay) {
        #expect(CalendarDay(year: 2026, month: 11, day: 22).adding(days: days) == day)
    }

    @Test("the day after the last day is the last day")
    func endsAtTheLastDay() throws {
        let last = try #require(CalendarDay("9999-12-31"))

        #expect(last.adding(days: 1) == last)
        #expect(SeoulTime.sql(SeoulTime.start(of: last.adding(days: 1))) == "9999-12-31 00:00:00.000")
    }

    @Test(
        "is not read from what no calendar holds",
        arguments: [
            "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "99999999999999-01-01T00:00:00Z", "2026-13-01T00:00:00Z",
            "-2026-01-01T00:00:00Z", "2026-11-22T14:05:09+99:99:99", "9999-12-31T23:59:59-23:59",
            "2026-11-22T99999999999999999999:00:00Z", "", "T", "١٢٣٤-٠١-٠١T٠٠:٠٠:٠٠Z",
        ])
    func refuses(text: String) {
        #expect(SeoulTime.instant(rfc3339: text) == nil)
    }
}
