import Foundation
import Support

/// What one column of one row holds: the text form of numbers and times, the bytes themselves of everything else.
package struct SQLCell: Sendable {
    package let bytes: ArraySlice<UInt8>

    /// nil when the bytes are not UTF-8.
    package var text: String? { String(validating: bytes, as: UTF8.self) }

    /// Parsed from the digits without a detour over `String`.
    var integer: Int64? {
        var rest = bytes
        let negative = rest.first == UInt8(ascii: "-")
        if negative { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in rest {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            let digit = Int64(byte - UInt8(ascii: "0"))
            let (sum, over) =
                negative ? tenfold.subtractingReportingOverflow(digit) : tenfold.addingReportingOverflow(digit)
            guard !overflow, !over else { return nil }
            value = sum
        }
        return value
    }
}

/// May be read out of a row. nil from `init` means that the column holds something else.
package protocol SQLDecodable {
    init?(sqlCell: SQLCell)
}

extension Int: SQLDecodable {
    package init?(sqlCell: SQLCell) {
        guard let integer = sqlCell.integer else { return nil }
        self.init(exactly: integer)
    }
}

extension Int64: SQLDecodable {
    package init?(sqlCell: SQLCell) {
        guard let integer = sqlCell.integer else { return nil }
        self = integer
    }
}

extension Bool: SQLDecodable {
    package init?(sqlCell: SQLCell) {
        guard let integer = sqlCell.integer else { return nil }
        self = integer != 0
    }
}

extension Double: SQLDecodable {
    package init?(sqlCell: SQLCell) {
        guard let text = sqlCell.text else { return nil }
        self.init(text)
    }
}

extension String: SQLDecodable {
    package init?(sqlCell: SQLCell) {
        guard let text = sqlCell.text else { return nil }
        self = text
    }
}

extension Array: SQLDecodable where Element == UInt8 {
    package init?(sqlCell: SQLCell) { self = Array(sqlCell.bytes) }
}

extension Won: SQLDecodable {
    package init?(sqlCell: SQLCell) {
        guard let amount = Int(sqlCell: sqlCell) else { return nil }
        self.init(amount)
    }
}

extension Date: SQLDecodable {
    package init?(sqlCell: SQLCell) {
        guard let text = sqlCell.text, let instant = SeoulTime.instant(sql: text) else { return nil }
        self = instant
    }
}

extension CalendarDay: SQLDecodable {
    package init?(sqlCell: SQLCell) {
        guard let text = sqlCell.text else { return nil }
        self.init(text)
    }
}

extension ULID: SQLDecodable {
    package init?(sqlCell: SQLCell) { self.init(bytes: Array(sqlCell.bytes)) }
}

extension Identifier: SQLDecodable {
    package init?(sqlCell: SQLCell) {
        guard let ulid = ULID(sqlCell: sqlCell) else { return nil }
        self.init(ulid)
    }
}

extension RawRepresentable where Self: SQLDecodable, RawValue: SQLDecodable {
    package init?(sqlCell: SQLCell) {
        guard let raw = RawValue(sqlCell: sqlCell) else { return nil }
        self.init(rawValue: raw)
    }
}
