import Foundation
import Support

/// A sender number registered for a company. Only these may stand in a message, and only until they expire.
package struct CallbackNumber: Sendable, Equatable, Identifiable {
    package typealias ID = Identifier<CallbackNumber>

    package let id: ID
    package let companyID: Company.ID
    package let companyName: String
    package let number: SenderNumber
    package let label: String
    /// The last day on which it may be used; nil: no end.
    package let expiresOn: CalendarDay?
    package let createdAt: Date

    package func isUsable(on day: CalendarDay) -> Bool { expiresOn.map { day <= $0 } ?? true }
}

/// A callback number as an administrator entered it, checked.
package struct NewCallbackNumber: Sendable, Equatable {
    package let companyID: Company.ID
    package let number: SenderNumber
    package let label: String
    package let expiresOn: CalendarDay?

    package init(companyID: String, number: String, label: String?, expiresOn: String?) throws(FieldProblems) {
        var problems = FieldProblems()
        let companyID = problems.require(Company.ID(companyID), "companyId", "고객사를 골라 주세요.")
        let number = problems.require(SenderNumber(number), "number", CallbackNumber.numberRule)
        let label = problems.require(CallbackNumber.checkedLabel(label ?? ""), "label", CallbackNumber.labelRule)
        self.expiresOn = expiresOn.flatMap {
            problems.require(CalendarDay($0.tidied), "expiresOn", CallbackNumber.dayRule)
        }
        guard let companyID, let number, let label, problems.isEmpty else { throw problems }
        (self.companyID, self.number, self.label) = (companyID, number, label)
    }
}

/// What an administrator changes on a callback number; nil leaves it as it is. The number itself never changes.
package struct CallbackNumberChange: Sendable, Equatable {
    /// The end of its use: left alone, taken away, or set.
    package enum Expiry: Sendable, Equatable { case keep, never, on(CalendarDay) }

    package let label: String?
    package let expiry: Expiry

    /// `expiresOn`: nil leaves it, an empty text takes it away.
    package init(label: String?, expiresOn: String?) throws(FieldProblems) {
        var problems = FieldProblems()
        self.label = label.flatMap {
            problems.require(CallbackNumber.checkedLabel($0), "label", CallbackNumber.labelRule)
        }
        switch expiresOn?.tidied {
        case nil: expiry = .keep
        case "": expiry = .never
        case let text?:
            expiry = problems.require(CalendarDay(text), "expiresOn", CallbackNumber.dayRule).map(Expiry.on) ?? .keep
        }
        guard problems.isEmpty else { throw problems }
    }
}

extension CallbackNumber {
    static let numberRule =
        "발신번호로 쓸 수 없는 번호입니다. 02·031 같은 지역번호, 010, 070, 1588 같은 대표번호만 등록할 수 있습니다. 번호를 확인해 주세요."
    static let labelRule = "이름은 100자까지 한 줄로 입력해 주세요."
    static let dayRule = "날짜를 2026-12-31처럼 입력해 주세요."

    static func checkedLabel(_ text: String) -> String? {
        let label = text.tidied
        return label.count <= 100 && text.isPlainLine ? label : nil
    }
}
