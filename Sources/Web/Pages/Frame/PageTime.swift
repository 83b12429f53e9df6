import Foundation
import Support

/// Instants as people at the screen read them, always in Korean time.
package enum PageTime {
    /// `오늘 14:06`, `어제 11:00`, `내일 10:00`, `11-19 15:20`, `2025-11-19 15:20`.
    package static func short(_ instant: Date, at now: Date) -> String {
        let day = SeoulTime.day(of: instant)
        let today = SeoulTime.day(of: now)
        let clock = String(SeoulTime.clock(instant).prefix(5))
        switch day.daysSince1970 - today.daysSince1970 {
        case 0: return "오늘 \(clock)"
        case -1: return "어제 \(clock)"
        case 1: return "내일 \(clock)"
        default:
            let text = day.description
            return "\(day.year == today.year ? String(text.dropFirst(5)) : text) \(clock)"
        }
    }

    /// `60일 남음`, `오늘까지`, `3일 지남`.
    package static func left(until day: CalendarDay, at now: Date) -> String {
        switch day.daysSince1970 - SeoulTime.day(of: now).daysSince1970 {
        case 0: "오늘까지"
        case let days where days > 0: "\(days.grouped)일 남음"
        case let days: "\((-days).grouped)일 지남"
        }
    }

    /// `2026-11-22(일) 14:07:12`: for a history, where the order within a minute matters.
    package static func exact(_ instant: Date) -> String {
        "\(SeoulTime.day(of: instant).page) \(SeoulTime.clock(instant))"
    }
}
