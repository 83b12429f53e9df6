import Foundation
import Simulation
import Testing

@testable import CoufunSimulator

@Suite("The simulated vendor")
struct SupplierTests {
    private let supplier = Supplier(seed: Seed(1), knownPOCs: ["POC0000001"], behaviour: Behaviour())

    @Test(
        "refuses what its document forbids",
        arguments: [
            ("GOODS_ID=0000001001&CREATE_CNT=1", "02"),
            ("POC_ID=POC0000002&GOODS_ID=0000001001&CREATE_CNT=1", "02"),
            ("POC_ID=POC0000001&CREATE_CNT=1", "10"),
            ("POC_ID=POC0000001&GOODS_ID=1001&CREATE_CNT=1", "31"),
            ("POC_ID=POC0000001&GOODS_ID=0000001001", "15"),
            ("POC_ID=POC0000001&GOODS_ID=0000001001&CREATE_CNT=0", "15"),
            ("POC_ID=POC0000001&GOODS_ID=0000001001&CREATE_CNT=11", "15"),
            ("POC_ID=POC0000001&GOODS_ID=0000001603&CREATE_CNT=1", "30"),
            ("POC_ID=POC0000001&GOODS_ID=0000001001&CREATE_CNT=1&TR_ID=\(String(repeating: "x", count: 51))", "11"),
            ("POC_ID=POC0000001&GOODS_ID=0000001001&CREATE_CNT=1&TR_ID=\(String(repeating: "x", count: 50))", "00"),
            ("POC_ID=POC0000001&GOODS_ID=0000001001&CREATE_CNT=10&TR_ID=", "00"),
        ])
    func refusals(form: String, code: String) async throws {
        let answer = try await call(.create, form)

        #expect(answer.code == code)
        #expect(await supplier.ledger.orders.count == (code == "00" ? 1 : 0))
    }

    @Test("issues under a TR_ID once and answers 12 afterwards")
    func code12() async throws {
        _ = try await create("T1")
        let second = try await create("T1")

        #expect(second.code == "12")
        #expect(await supplier.ledger.coupons.count == 1)
    }

    @Test("can give the first reply again")
    func replay() async throws {
        try await change(#"{"duplicate": "replay"}"#)

        let first = try await create("T1", count: 3)
        let second = try await create("T1", count: 3)

        #expect(first.body.text == second.body.text)
        #expect(await supplier.ledger.coupons.count == 3)
    }

    @Test("can overlook a TR_ID that was used and issue a second coupon")
    func ignore() async throws {
        try await change(#"{"duplicate": "ignore"}"#)

        let first = try await create("T1")
        let second = try await create("T1")

        #expect(second.code == "00")
        #expect(first.body.text != second.body.text)
        #expect(await supplier.ledger.coupons.count == 2)
    }

    @Test("gives the same barcodes for the same seed in any order of calls")
    func order() async throws {
        let other = Supplier(seed: Seed(1), knownPOCs: ["POC0000001"], behaviour: Behaviour())
        for trID in ["T1", "T2", "T3"] { _ = try await create(trID) }
        for trID in ["T3", "T1", "T2"] { _ = try await create(trID, at: other) }

        let barcodes = await Set(supplier.ledger.coupons.keys)

        #expect(barcodes == (await Set(other.ledger.coupons.keys)))
        #expect(barcodes.allSatisfy { $0.utf8.count == 16 && UInt64($0) != nil })
    }

    @Test("cancels an unused coupon once, and never a used one")
    func cancel() async throws {
        _ = try await create("T1", count: 2)
        let barcodes = try #require(await supplier.ledger.orders.first).barcodes
        _ = try await supplier.redeem(ExchangeWish(barcode: barcodes[1]))

        let form = "POC_ID=POC0000001&GOODS_ID=0000001001&BARCODE_NUM="
        let codes = [
            try await call(.cancel, form + barcodes[0]).code, try await call(.cancel, form + barcodes[0]).code,
            try await call(.cancel, form + barcodes[1]).code, try await call(.cancel, form + "9000000000000000").code,
        ]

        #expect(codes == ["00", "18", "17", "16"])
    }

    @Test("keeps what is left of an amount coupon, and refuses to overdraw it")
    func amount() async throws {
        _ = try await create("T1", goods: "0000001201")
        let barcode = try #require(await supplier.ledger.orders.first).barcodes[0]

        let exchange = try await supplier.redeem(ExchangeWish(barcode: barcode, price: 2_000))
        let status = try await call(.status, "POC_ID=POC0000001&GOODS_ID=0000001201&BARCODE_NUM=\(barcode)")

        #expect(exchange.balance == 3_000)
        #expect(status.body.text.contains("<STATUS>000</STATUS>"))
        #expect(status.body.text.contains("<REMAIN_AMOUNT>3000</REMAIN_AMOUNT>"))
        await #expect(throws: ExchangeRefused.self) {
            try await supplier.redeem(ExchangeWish(barcode: barcode, price: 3_001))
        }
    }

    @Test("tells nobody about the coupons of another POC_ID")
    func otherPOC() async throws {
        let supplier = Supplier(seed: Seed(1), knownPOCs: ["POC0000001", "POC0000002"], behaviour: Behaviour())
        _ = try await create("T1", at: supplier)
        let barcode = try #require(await supplier.ledger.orders.first).barcodes[0]

        let form = "POC_ID=POC0000002&GOODS_ID=0000001001&BARCODE_NUM=\(barcode)"

        #expect(try await call(.status, form, at: supplier).code == "16")
        #expect(try await call(.cancel, form, at: supplier).code == "16")
    }

    @Test(
        "books what it issued although the reply goes wrong",
        arguments: [("replyLost", 1), ("requestLost", 0), ("maintenance", 0), ("systemErrorAfterActing", 1)])
    func faults(word: String, issued: Int) async throws {
        try await change(#"{"chaos": {"shares": {"create": {"\#(word)": 1}}}}"#)
        let arrival = await supplier.arrive(.create, fields("T1"), from: nil)
        if arrival.fault != .requestLost { _ = try await supplier.act(arrival, imageBase: "") }

        #expect(arrival.fault == Fault(word))
        #expect(await supplier.ledger.orders.count == issued)
    }

    @Test("refuses settings it does not know and keeps the old ones")
    func settings() async throws {
        await #expect(throws: InvalidSettings.self) { try await change(#"{"latency": 3}"#) }
        await #expect(throws: InvalidSettings.self) { try await change(#"{"duplicate": "maybe"}"#) }
        try await change(#"{"latencyMilliseconds": 30}"#)

        #expect(await supplier.behaviour.latencyMilliseconds == 30)
        #expect(await supplier.behaviour.duplicate == .code12)
    }

    @Test("answers 09 when the list is asked for too often")
    func productLimit() async throws {
        try await change(#"{"productCallsPerMinute": 2}"#)

        var codes: [String] = []
        for _ in 1...3 { codes.append(try await call(.product, "POC_ID=POC0000001").code) }

        #expect(codes == ["00", "00", "09"])
    }

    private func fields(_ trID: String, goods: String = "0000001001", count: Int = 1) -> CallFields {
        CallFields(urlEncoded: "POC_ID=POC0000001&GOODS_ID=\(goods)&CREATE_CNT=\(count)&TR_ID=\(trID)")
    }

    private func create(
        _ trID: String, goods: String = "0000001001", count: Int = 1, at other: Supplier? = nil
    ) async throws -> Answer {
        try await answer(.create, fields(trID, goods: goods, count: count), at: other ?? supplier)
    }

    private func call(_ call: SupplierCall, _ form: String, at other: Supplier? = nil) async throws -> Answer {
        try await answer(call, CallFields(urlEncoded: form), at: other ?? supplier)
    }

    /// At a fixed time, so that no minute ends within a test.
    private func answer(_ call: SupplierCall, _ fields: CallFields, at supplier: Supplier) async throws -> Answer {
        let arrival = await supplier.arrive(call, fields, from: "127.0.0.1")
        return try await supplier.act(arrival, imageBase: "", now: Date(timeIntervalSince1970: 1_795_361_400))
    }

    private func change(_ json: String) async throws {
        _ = try await supplier.change(Data(json.utf8))
    }
}
