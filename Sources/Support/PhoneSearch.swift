/// Which numbers somebody is looking for who types a number or a part of one.
package enum PhoneSearch: Sendable, Equatable {
    case phone(PhoneNumber)
    /// Read as a phone number only by adding what is missing (010, a zero): it could be another kind of number, too.
    case probably(PhoneNumber)
    case lastFour(String)

    /// nil when it is no number of a phone nor the end of one.
    package init?(typed: String) {
        if let entered = try? EnteredPhone(typed) {
            self = entered.lostZero ? .probably(entered.phone) : .phone(entered.phone)
            return
        }
        guard let digits = EnteredNumber.digits(typed) else { return nil }
        switch digits.utf8.count {
        case 4: self = .lastFour(digits)
        case 8:
            guard let phone = try? PhoneNumber(digits: "010" + digits) else { return nil }
            self = .probably(phone)
        default: return nil
        }
    }
}
