import Foundation
import Support
import Testing

@testable import Redemption

@Suite("Reading a redemption event")
struct ExchangeNoticeTests {
    private let whole = [
        "BARCODE_NUM": "9526123412343016", "STATUS": "001", "EXCHANGE_DATE": "20261120180200",
        "BRANCH_NAME": "GS25 역삼점",
        "PRICE": "4,500", "BALANCE": "0",
    ]

    @Test("names are found whatever their case and underscores")
    func names() throws {
        let odd = Dictionary(uniqueKeysWithValues: whole.map { ($0.key.lowercased().filter { $0 != "_" }, $0.value) })

        let notice = try ExchangeNotice(odd)

        #expect(try notice == ExchangeNotice(whole))
        #expect(notice.price == 4500)
        #expect(notice.branch == "GS25 역삼점")
    }

    @Test(
        "three forms of a date are Korean time",
        arguments: [
            ("20261120180200", "2026-11-20T18:02:00+09:00"), ("2026-11-20 18:02:00", "2026-11-20T18:02:00+09:00"),
            ("20261120", "2026-11-20T00:00:00+09:00"),
        ])
    func dates(text: String, expected: String) {
        #expect(ExchangeNotice.date(text).map(SeoulTime.rfc3339) == expected)
    }

    @Test(
        "what is missing or makes no sense is named",
        arguments: [
            ("BARCODE_NUM", ""), ("BARCODE_NUM", "12"), ("BARCODE_NUM", "9526'; DROP"), ("STATUS", ""),
            ("STATUS", "12345678901"), ("EXCHANGE_DATE", ""), ("EXCHANGE_DATE", "20261320180200"),
            ("EXCHANGE_DATE", "20261120250000"), ("EXCHANGE_DATE", "yesterday"), ("PRICE", "-1"), ("BALANCE", "a lot"),
        ])
    func problems(field: String, value: String) {
        #expect(throws: ExchangeProblem.field(field)) {
            try ExchangeNotice(whole.merging([field: value]) { $1 })
        }
    }
}
