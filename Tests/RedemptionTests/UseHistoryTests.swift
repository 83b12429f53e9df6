import Coupons
import Foundation
import Support
import Testing

@testable import Redemption

@Suite("What everything that COUFUN said amounts to")
struct UseHistoryTests {
    let noon = Date(timeIntervalSince1970: 1_790_000_000)

    private func exchange(
        _ status: String, at minutes: Double, heard: Double? = nil, price: Int, balance: Int, branch: String = "역삼점"
    ) -> ToldExchange {
        let at = noon.addingTimeInterval(minutes * 60)
        let heardAt = noon.addingTimeInterval((heard ?? minutes) * 60)
        return ToldExchange(
            id: Identifier<UseHistoryTests>.new(at: heardAt).ulid, status: status, exchangedAt: at, receivedAt: heardAt,
            branch: branch,
            price: Won(price), balance: Won(balance))
    }

    private func answer(
        _ status: String, asked minutes: Double, kind: SupplierAnswer.Kind? = .amount, left: Int?,
        of total: Int? = 10_000,
        exchangedAt: Double? = nil
    ) -> SupplierAnswer {
        SupplierAnswer(
            askedAt: noon.addingTimeInterval(minutes * 60), status: status, kind: kind, remaining: left.map(Won.init),
            total: total.map(Won.init), exchangedAt: exchangedAt.map { noon.addingTimeInterval($0 * 60) })
    }

    @Test("an amount coupon whose last use was taken back is partly used, in whatever order its events come")
    func takenBackInPart() {
        let events = [
            exchange("001", at: 0, price: 3_000, balance: 7_000, branch: "강남점"),
            exchange("001", at: 10, price: 4_000, balance: 3_000, branch: "서초점"),
            exchange("000", at: 20, price: 4_000, balance: 7_000, branch: "서초점"),
        ]

        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let history = UseHistory(answer: nil, exchanges: order.map { events[$0] })

            #expect(history.state == .partlyUsed)
            #expect(history.balance == Won(7_000))
            #expect(history.branch == "강남점")
            #expect(history.odd.isEmpty)
        }
    }

    @Test("everything taken back is unused, with nothing that stands")
    func takenBackWhole() {
        let history = UseHistory(
            answer: nil,
            exchanges: [
                exchange("001", at: 0, price: 3_000, balance: 7_000),
                exchange("000", at: 5, price: 3_000, balance: 10_000),
            ])

        #expect(history.state == .unused)
        #expect(history.usedAt == nil)
    }

    @Test("an event that came after the question is newer than its answer")
    func eventAfterTheQuestion() {
        let history = UseHistory(
            answer: answer("000", asked: 0, left: 10_000),
            exchanges: [exchange("001", at: 0.5, price: 10_000, balance: 0)])

        #expect(history.state == .used)
        #expect(history.odd.isEmpty)
    }

    @Test("an answer is newer than every event that had come before it was asked")
    func questionAfterTheEvent() {
        let history = UseHistory(
            answer: answer("000", asked: 1, left: 10_000),
            exchanges: [exchange("001", at: 0, price: 10_000, balance: 0)])

        #expect(history.state == .unused)
        #expect(history.usedAt == nil)
    }

    @Test("what COUFUN had dated before the exchange that it answered with was known to it, however late it is told")
    func toldLate() {
        let history = UseHistory(
            answer: answer("001", asked: 20, left: 3_000, exchangedAt: 10),
            exchanges: [exchange("001", at: 0, heard: 30, price: 3_000, balance: 7_000)])

        #expect(history.state == .partlyUsed)
        #expect(history.balance == Won(3_000))
        #expect(history.odd.isEmpty)
    }

    @Test("an answer that nobody understands moves nothing")
    func unexplained() {
        let history = UseHistory(
            answer: answer("777", asked: 20, left: 0), exchanges: [exchange("001", at: 0, price: 3_000, balance: 7_000)]
        )

        #expect(history.state == .partlyUsed)
    }

    @Test("nothing follows a cancellation")
    func afterCancellation() {
        let late = exchange("001", at: 5, price: 3_000, balance: 7_000)

        let history = UseHistory(answer: answer("100", asked: 0, left: 0), exchanges: [late])

        #expect(history.state == .cancelled)
        #expect(Set(history.odd.keys) == [late.id])
    }

    @Test("uses of one day, dated by the day alone, are in the order of their balances")
    func sameDay() {
        let history = UseHistory(
            answer: nil,
            exchanges: [
                exchange("001", at: 0, heard: 1, price: 4_000, balance: 3_000),
                exchange("001", at: 0, heard: 2, price: 3_000, balance: 7_000),
            ])

        #expect(history.balance == Won(3_000))
        #expect(history.odd.isEmpty)
    }
}
