import MariaDB
import Support

/// Where the agent's tables live and how its line is called.
package struct UMSTables: Sendable {
    /// The schema that holds `UMS_MSG` and `UMS_LOG_YYYYMM`.
    package let schemaName: String
    let schema: SQLName
    /// A line the agent has configured: a row with another one is never picked up.
    package let trafficType: String
    /// DONE_CODE values that mean "delivered". Two are known (docs/sources.md §1.8).
    package let successCodes: Set<String>

    package init(schemaName: String, trafficType: String, successCodes: Set<String>) throws(InvalidSQLName) {
        schema = try SQLName(validating: schemaName)
        (self.schemaName, self.trafficType, self.successCodes) = (schemaName, trafficType, successCodes)
    }

    /// `UMS_LOG_202611`, for every month from the one of `first` to the one of `last`.
    package static func logTables(from first: CalendarDay, to last: CalendarDay) -> [String] {
        var names: [String] = []
        var (year, month) = (first.year, first.month)
        while (year, month) <= (last.year, last.month) {
            names.append("UMS_LOG_" + CalendarDay(year: year, month: month, day: 1).monthText)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        return names
    }
}
