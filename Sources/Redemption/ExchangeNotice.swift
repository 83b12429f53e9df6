import Foundation
import Support

/// One redemption event as COUFUN tells it (docs/sources.md §2.4): read tolerantly, believed only when whole.
package struct ExchangeNotice: Sendable, Equatable {
    package let barcode: String
    /// `001` used, `000` taken back, `100` cancelled; anything else is kept as it came.
    package let status: String
    package let exchangedAt: Date
    package let branch: String?
    /// Won; nil when it was not said.
    package let price: Int?
    package let balance: Int?

    package init(barcode: String, status: String, exchangedAt: Date, branch: String?, price: Int?, balance: Int?) {
        (self.barcode, self.status, self.exchangedAt) = (barcode, status, exchangedAt)
        (self.branch, self.price, self.balance) = (branch, price, balance)
    }

    /// Names are compared without regard to case and underscores.
    package init(_ fields: [String: String]) throws(ExchangeProblem) {
        var values: [String: String] = [:]
        for (name, value) in fields {
            let text = value.trimmingCharacters(in: .whitespacesAndNewlines)
            if !text.isEmpty { values[name.lowercased().filter { $0 != "_" }] = text }
        }
        guard let barcode = values["barcodenum"], (4...40).contains(barcode.utf8.count),
            barcode.utf8.allSatisfy({ Self.lettersAndDigits.contains($0) })
        else { throw .field("BARCODE_NUM") }
        guard let status = values["status"], status.utf8.count <= 10 else { throw .field("STATUS") }
        guard let date = values["exchangedate"].flatMap(Self.date) else { throw .field("EXCHANGE_DATE") }
        self.init(
            barcode: barcode, status: status, exchangedAt: date,
            branch: values["branchname"].map { String($0.prefix(100)) },
            price: try Self.won(values["price"], "PRICE"), balance: try Self.won(values["balance"], "BALANCE"))
    }

    /// What makes two notices the same event: COUFUN sends no id of its own.
    var identity: String {
        [
            barcode, status, String(Int(exchangedAt.timeIntervalSince1970)), branch ?? "", price.map(String.init) ?? "",
            balance.map(String.init) ?? "",
        ].joined(separator: "\u{1F}")
    }

    private static let lettersAndDigits = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    private static func won(_ text: String?, _ name: String) throws(ExchangeProblem) -> Int? {
        guard let text else { return nil }
        guard let won = Int(text.filter { $0 != "," }), (0...100_000_000).contains(won) else { throw .field(name) }
        return won
    }

    /// `yyyyMMddHHmmss`, `yyyy-MM-dd HH:mm:ss` or `yyyyMMdd`, all Korean time.
    package static func date(_ text: String) -> Date? {
        let digits = text.filter(\.isNumber)
        guard digits.count == 8 || digits.count == 14, text.allSatisfy({ $0.isNumber || "-: T./".contains($0) }),
            let day = CalendarDay(String(digits.prefix(8)))
        else { return nil }
        let time = digits.dropFirst(8)
        guard !time.isEmpty else { return SeoulTime.start(of: day) }
        let parts = stride(from: 0, to: 6, by: 2).compactMap { Int(time.dropFirst($0).prefix(2)) }
        guard parts.count == 3, parts[0] < 24, parts[1] < 60, parts[2] < 60 else { return nil }
        return SeoulTime.start(of: day).addingTimeInterval(Double(parts[0] * 3600 + parts[1] * 60 + parts[2]))
    }
}

/// Why a notice cannot be taken: the field that is missing or makes no sense.
package enum ExchangeProblem: Error, Equatable {
    case field(String)
}
