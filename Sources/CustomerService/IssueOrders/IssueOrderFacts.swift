import Campaigns
import Foundation
import Issuing
import Support

/// An order that waits for a person, with everything that is known about it.
package struct IssueOrderFacts: Sendable {
    package let order: IssueOrder
    package let campaign: Campaign
    package let companyName: String
    package let calls: [CallRecord]
    /// The barcodes of each answer in which COUFUN said that it issued, masked; more than one set is one too many.
    /// Without those that a coupon of another order has.
    package let maskedAnswers: [[String]]
    /// Whether an answer named such a barcode.
    package let namesOthers: Bool

    /// Korean: what the person should do next.
    package var proposal: String {
        switch order.state {
        case .unconfirmed where namesOthers:
            "공급사가 이미 다른 쿠폰에 쓰인 번호를 보내와 그 번호는 목록에서 뺐습니다. 이 주문의 번호를 공급사에서 받아 '발급됨'으로 처리하거나, 없으면 '발급 안 됨'으로 처리하세요."
        case .unconfirmed where maskedAnswers.count == 1 && maskedAnswers[0].count != order.quantity:
            "공급사가 주문한 수와 다르게 쿠폰 번호를 보내왔습니다. 어느 번호가 맞는지 공급사에 확인해 입력하고, 남는 쿠폰은 취소해 달라고 하세요."
        case .unconfirmed where maskedAnswers.count == 1:
            "공급사가 보낸 쿠폰 번호가 남아 있습니다. 공급사에 확인한 뒤 번호 칸을 비워 두고 '발급됨'으로 처리하면 그 번호를 씁니다."
        case .unconfirmed where !maskedAnswers.isEmpty:
            "공급사가 서로 다른 쿠폰 번호를 보내왔습니다. 어느 번호가 맞는지 공급사에 확인해 입력하고, 남는 쿠폰은 취소해 달라고 하세요."
        case .unconfirmed where calls.contains { ["12", "23"].contains($0.code) }:
            "공급사에는 발급된 기록이 있습니다. 공급사에서 쿠폰 번호를 받아 '발급됨'으로 처리하세요."
        case .unconfirmed: "공급사에 거래번호로 발급 여부를 확인한 뒤 결과를 입력하세요."
        case .failed: "원인을 해결한 뒤 '실패분 다시 발급'을 누르세요. 아무것도 발급되지 않은 주문입니다."
        case .planned, .calling, .ambiguous, .issued: "처리할 일이 없습니다."
        }
    }
}

package struct IssueOrderPage: Sendable {
    package let items: [IssueOrderFacts]
    package let total: Total
    /// Of all of them, not only of this page: what is at risk.
    package let amount: Won
}

/// How a person settles an order.
package struct IssueResolution: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        /// COUFUN's barcodes in the order of the coupons, and its ORDER_ID when it is known. Without barcodes those of its
        /// answer on record.
        case issued(barcodes: [String], orderID: String?)
        case notIssued

        var word: String {
            switch self {
            case .issued: "issued"
            case .notIssued: "not-issued"
            }
        }
    }

    package let outcome: Outcome
    /// Who said so, when and where: at most 500 characters.
    package let evidence: String

    /// - Throws: `FieldProblems` by field.
    package init(outcome: String, barcodes: [String], orderID: String?, evidence: String) throws(FieldProblems) {
        var problems = FieldProblems()
        let evidence = evidence.tidiedLines.trimmed
        if evidence.count < 5 || evidence.count > 500 {
            problems.add("evidence", "공급사에 확인한 내용을 5~500자로 적어 주세요. 예: 11월 22일 담당자 메일 회신")
        }
        let codes = barcodes.map(EnteredCode.read).filter { !$0.isEmpty }
        let orderID = orderID?.tidied
        if let orderID, orderID.utf8.count > 50 { problems.add("orderId", "주문번호는 50자까지 쓸 수 있습니다.") }
        switch outcome {
        case "issued":
            if codes.contains(where: {
                !(4...40).contains($0.count) || !$0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }) {
                problems.add("barcodes", "쿠폰 번호는 영문과 숫자 4~40자입니다.")
            }
            self.outcome = .issued(barcodes: codes, orderID: orderID?.isEmpty == false ? orderID : nil)
        case "not-issued": self.outcome = .notIssued
        default:
            problems.add("outcome", "발급됨(issued)과 발급 안 됨(not-issued) 가운데 하나를 골라 주세요.")
            self.outcome = .notIssued
        }
        self.evidence = evidence
        if !problems.isEmpty { throw problems }
    }
}
