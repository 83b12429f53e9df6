import Accounts
import Coufun
import Coupons
import Support
import Testing

@testable import Issuing

@Suite("What follows from the end of a call")
struct IssueDecisionTests {
    private let policy = IssuePolicy(ambiguous: .retry, attempts: 3)
    private let one = CreatedCoupons(orderID: "OD1", barcodes: ["1111222233334444"], validUntil: nil)

    private func order(attempts: Int = 1, ambiguous: Bool = false, quantity: Int = 1) -> IssueOrder {
        IssueOrder(
            id: .new(), companyID: .new(), campaignID: .new(), pocID: "POC0000001", goodsID: "0000000001",
            quantity: quantity, unitPrice: Won(4500), state: .calling, everAmbiguous: ambiguous, attempts: attempts,
            fence: 1, note: nil)
    }

    private func after(
        _ outcome: CoufunOutcome<CreatedCoupons>?, attempts: Int = 1, ambiguous: Bool = false,
        policy: IssuePolicy? = nil
    ) -> IssueDecision {
        .after(order(attempts: attempts, ambiguous: ambiguous), outcome, policy: policy ?? self.policy, jitter: 0)
    }

    private func refused(_ code: String) -> CoufunOutcome<CreatedCoupons> {
        .refused(CoufunRefusal(code: code, supplierMessage: ""))
    }

    @Test("an answer with as many barcodes as asked issues")
    func done() { #expect(after(.done(one)).state == .issued) }

    @Test("a different number of barcodes is for a person to look at")
    func wrongCount() {
        let decision = IssueDecision.after(order(quantity: 2), .done(one), policy: policy, jitter: 0)

        #expect(decision.state == .unconfirmed)
    }

    @Test("what never left us stays planned, costs no attempt, and is tried for ever", arguments: [1, 3, 50])
    func notSent(attempts: Int) {
        let decision = after(.notSent(reason: "refused"), attempts: attempts)

        #expect(decision.state == .planned)
        #expect(!decision.countsAsAttempt)
        #expect(decision.coupons == .waiting)
        #expect(decision.retryAfterSeconds > 0)
    }

    @Test("what never left us does not wash an earlier open call clean")
    func notSentAfterAmbiguous() {
        let decision = after(.notSent(reason: "refused"), ambiguous: true)

        #expect(decision.state == .ambiguous)
        #expect(decision.everAmbiguous)
    }

    @Test("an open call is repeated under the same TR_ID until the attempts are used up")
    func unknown() {
        #expect(after(.unknown(reason: "timeout"), attempts: 1).state == .ambiguous)
        #expect(after(.unknown(reason: "timeout"), attempts: 2).state == .ambiguous)
        #expect(after(.unknown(reason: "timeout"), attempts: 3).state == .unconfirmed)
    }

    @Test("with the setting hold an open call is never repeated")
    func hold() {
        let decision = after(.unknown(reason: "timeout"), policy: IssuePolicy(ambiguous: .hold, attempts: 3))

        #expect(decision.state == .unconfirmed)
    }

    @Test("a call whose process died is open, never planned again")
    func died() {
        #expect(after(nil).state == .ambiguous)
        #expect(after(nil, policy: IssuePolicy(ambiguous: .hold, attempts: 3)).state == .unconfirmed)
    }

    @Test("a used TR_ID means issued with an unknown barcode: a person resolves it", arguments: ["12", "23"])
    func duplicate(code: String) {
        #expect(after(refused(code), attempts: 2, ambiguous: true).state == .unconfirmed)
        #expect(after(refused(code)).state == .unconfirmed)
    }

    @Test(
        "a refusal of the company stops the company and leaves the order to be called again",
        arguments: ["01", "02", "98"])
    func account(code: String) {
        let (clean, doubtful) = (after(refused(code)), after(refused(code), attempts: 2, ambiguous: true))

        #expect(clean.state == .planned && doubtful.state == .ambiguous)
        #expect(clean.stopsCompany && doubtful.stopsCompany)
        #expect(!clean.countsAsAttempt)
    }

    @Test("a plain refusal fails the order", arguments: ["04", "30", "31"])
    func refusal(code: String) {
        let decision = after(refused(code))

        #expect(decision.state == .failed)
        #expect(decision.coupons == .failed)
        #expect(decision.note?.isEmpty == false)
    }

    @Test("a refusal after an open call does not say that nothing was issued", arguments: ["04", "30", "31"])
    func refusalAfterAmbiguous(code: String) {
        #expect(after(refused(code), attempts: 2, ambiguous: true).state == .unconfirmed)
    }

    @Test("maintenance or delay is waited out within the attempts, and never ends as if nothing had been issued")
    func maintenance() {
        let first = after(refused("50"), attempts: 1)

        #expect(first.state == .ambiguous && first.everAmbiguous && first.retryAfterSeconds > 0)
        #expect(
            after(refused("50"), attempts: 1, policy: IssuePolicy(ambiguous: .hold, attempts: 3)).state == .ambiguous)
        #expect(after(refused("50"), attempts: 3).state == .unconfirmed)
        #expect(after(refused("30"), attempts: 2, ambiguous: first.everAmbiguous).state == .unconfirmed)
    }

    @Test("no sequence of outcomes after an open call ends in failed")
    func neverFailedAfterAmbiguous() {
        let outcomes: [CoufunOutcome<CreatedCoupons>?] =
            [nil, .unknown(reason: ""), .notSent(reason: "")] + CoufunCode.table.keys.sorted().map { refused($0) }
        for outcome in outcomes {
            for attempts in 1...4 {
                let decision = after(outcome, attempts: attempts, ambiguous: true)
                #expect(decision.state != .failed && decision.state != .planned, "\(String(describing: outcome))")
                #expect(decision.everAmbiguous)
            }
        }
    }
}
