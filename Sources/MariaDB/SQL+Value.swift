import Foundation
import Support

extension SQL {
    /// A value on its way to the server.
    package enum Value: Sendable, Equatable {
        case null
        case int(Int64)
        case double(Double)
        case text(String)
        case bytes([UInt8])
    }
}

/// May stand in `\(…)` of a statement.
package protocol SQLBindable {
    var sqlValue: SQL.Value { get }
}

extension SQL.Value: SQLBindable { package var sqlValue: SQL.Value { self } }
extension Int: SQLBindable { package var sqlValue: SQL.Value { .int(Int64(self)) } }
extension Int64: SQLBindable { package var sqlValue: SQL.Value { .int(self) } }
extension Bool: SQLBindable { package var sqlValue: SQL.Value { .int(self ? 1 : 0) } }
extension Double: SQLBindable { package var sqlValue: SQL.Value { .double(self) } }
extension String: SQLBindable { package var sqlValue: SQL.Value { .text(self) } }
extension Won: SQLBindable { package var sqlValue: SQL.Value { .int(Int64(amount)) } }

/// BINARY, VARBINARY and BLOB columns, byte for byte.
extension Array: SQLBindable where Element == UInt8 {
    package var sqlValue: SQL.Value { .bytes(self) }
}

/// Korean time with milliseconds: a `DATETIME(3)` of a session at +09:00.
extension Date: SQLBindable { package var sqlValue: SQL.Value { .text(SeoulTime.sql(self)) } }

/// A `DATE`.
extension CalendarDay: SQLBindable { package var sqlValue: SQL.Value { .text(description) } }

/// `BINARY(16)`.
extension ULID: SQLBindable { package var sqlValue: SQL.Value { .bytes(bytes) } }

/// `BINARY(16)`.
extension Identifier: SQLBindable { package var sqlValue: SQL.Value { ulid.sqlValue } }

/// An enum over text or numbers: `enum State: String, SQLBindable, SQLDecodable`.
extension RawRepresentable where Self: SQLBindable, RawValue: SQLBindable {
    package var sqlValue: SQL.Value { rawValue.sqlValue }
}

extension Optional where Wrapped: SQLBindable {
    /// For rows of `insertMany`, where an absent value is NULL.
    package var sqlValue: SQL.Value { self?.sqlValue ?? .null }
}
