/// A mobile number as people and Excel write it, put right where only one reading is possible.
package struct EnteredPhone: Sendable, Equatable {
    package let phone: PhoneNumber
    /// Excel had eaten the first zero.
    package let lostZero: Bool
    package let hadCountryCode: Bool

    /// Codes closed to new use: most of their owners have moved to 010.
    package var hasOldPrefix: Bool { !phone.digits.hasPrefix("010") }

    package init(_ text: String) throws(InvalidPhoneNumber) {
        if let phone = PhoneNumber(ordinary: text) {
            (self.phone, lostZero, hadCountryCode) = (phone, false, false)
            return
        }
        let number: EnteredNumber
        do throws(EnteredNumber.Unreadable) {
            number = try EnteredNumber(text)
        } catch {
            throw InvalidPhoneNumber(error)
        }
        lostZero = !number.hadCountryCode && Self.isMobileWithoutZero(number.digits)
        hadCountryCode = number.hadCountryCode
        phone = try PhoneNumber(digits: lostZero ? "0" + number.digits : number.digits)
        guard !number.isBroken else { throw .unclear }
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
}
