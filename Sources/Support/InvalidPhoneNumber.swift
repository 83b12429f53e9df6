/// Why a text is not a mobile number. Carries no part of the text.
package enum InvalidPhoneNumber: Error, Sendable, Equatable {
    case missing
    /// Holds letters or other signs, or no digit at all; or it is another country's.
    case notDigits
    case several
    /// Digits that could be one number, in pieces in which nobody writes one.
    case unclear
    /// 1.02345E+09: the digits are lost, not only their look.
    case cutByExcel
    /// Digits, but not a number that can get an MMS: geographic, 070, 15xx …
    case notMobile
    /// 050: the carrier's stand-in for a number.
    case safetyNumber
    case tooShort(digits: Int)
    case tooLong(digits: Int)

    init(_ reason: EnteredNumber.Unreadable) {
        switch reason {
        case .missing: self = .missing
        case .letters: self = .notDigits
        case .several: self = .several
        case .cutByExcel: self = .cutByExcel
        }
    }

    /// Korean: what is wrong and what to do.
    package var reason: String {
        switch self {
        case .missing: "휴대폰번호가 비어 있습니다."
        case .notDigits: "휴대폰번호에 숫자가 아닌 글자가 있습니다. 숫자와 하이픈(-)만 남겨 주세요."
        case .several: "한 칸에 번호가 두 개 이상 있습니다. 한 줄에 하나씩 나누어 적어 주세요."
        case .unclear: "번호 하나로 읽을 수 없습니다. 뒤에 붙은 숫자를 지우고 010-1234-5678처럼 적어 주세요."
        case .cutByExcel:
            "엑셀이 번호를 1.02E+09처럼 줄여 저장해 뒷자리가 사라졌습니다. 원본 파일에서 번호 열을 ‘텍스트’ 서식으로 바꾼 뒤 다시 저장해 주세요."
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
