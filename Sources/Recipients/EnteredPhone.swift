import Support

/// A phone number as people and Excel write it, put right where only one reading is possible.
struct EnteredPhone {
    let phone: PhoneNumber
    /// Excel had eaten the first zero.
    private(set) var lostZero = false
    private(set) var hadCountryCode = false

    /// Codes closed to new use: most of their owners have moved to 010.
    var hasOldPrefix: Bool { !phone.digits.hasPrefix("010") }

    init(_ text: String) throws(Refusal) {
        var text = text
        if text.hasPrefix("'") { text.removeFirst() }  // Excel's mark for "this is text" survives some copies
        if text.hasPrefix("0082") { text = "+" + text.dropFirst(2) }
        guard !text.isEmpty else { throw .missing }
        guard var digits = PhoneNumber.nationalDigits(text) else { throw .notDigits }
        hadCountryCode = text.hasPrefix("+") || text.hasPrefix("＋") || text.hasPrefix("82")
        if !hadCountryCode, Self.isMobileWithoutZero(digits) {
            digits = "0" + digits
            lostZero = true
        }
        do throws(InvalidPhoneNumber) {
            phone = try PhoneNumber(digits)
        } catch {
            throw Refusal(error, digits: digits)
        }
    }

    /// `1012345678`, `161234567`: with its zero a mobile number, without it none of any kind. A digit may be missing or
    /// too many, so that the person is told the right length.
    private static func isMobileWithoutZero(_ digits: String) -> Bool {
        switch digits.prefix(2) {
        case "10": (9...11).contains(digits.utf8.count)
        case "11", "16", "17", "18", "19": (9...10).contains(digits.utf8.count)
        default: false
        }
    }

    enum Refusal: Error, Equatable {
        case missing, notDigits, several, notMobile, safetyNumber
        case tooShort(digits: Int)
        case tooLong(digits: Int)

        fileprivate init(_ invalid: InvalidPhoneNumber, digits: String) {
            let count = digits.utf8.count
            switch invalid {
            case .notDigits: self = .notDigits
            case .wrongLength, .notMobile:
                if count >= 18 {
                    self = .several
                } else if digits.hasPrefix("050") {
                    self = .safetyNumber
                } else if invalid == .notMobile {
                    self = .notMobile
                } else {
                    self = count < 11 ? .tooShort(digits: count) : .tooLong(digits: count)
                }
            }
        }
    }
}

extension EnteredPhone.Refusal {
    var code: RecipientProblem.Code {
        switch self {
        case .missing: .phoneMissing
        case .notDigits: .phoneNotDigits
        case .several: .severalPhones
        case .notMobile: .notMobile
        case .safetyNumber: .safetyNumber
        case .tooShort: .phoneTooShort
        case .tooLong: .phoneTooLong
        }
    }

    var reason: String {
        switch self {
        case .missing: "휴대폰번호가 비어 있습니다."
        case .notDigits: "휴대폰번호에 숫자가 아닌 글자가 있습니다. 숫자와 하이픈(-)만 남겨 주세요."
        case .several: "한 칸에 번호가 두 개 이상 있습니다. 한 줄에 하나씩 나누어 적어 주세요."
        case .notMobile: "휴대폰번호가 아닙니다. 문자를 받을 수 있는 번호로 바꿔 주세요."
        case .safetyNumber: "안심번호(050)로는 쿠폰을 보낼 수 없습니다. 휴대폰번호로 바꿔 주세요."
        case .tooShort(let digits):
            digits == 10
                ? "휴대폰번호가 10자리입니다. 한 자리가 빠졌는지 확인하세요."
                : "휴대폰번호가 \(digits)자리입니다. 빠진 숫자가 있는지 확인하세요."
        case .tooLong(let digits):
            digits == 12
                ? "휴대폰번호가 12자리입니다. 한 자리가 더 들어갔는지 확인하세요."
                : "휴대폰번호가 \(digits)자리입니다. 더 들어간 숫자가 있는지 확인하세요."
        }
    }
}
