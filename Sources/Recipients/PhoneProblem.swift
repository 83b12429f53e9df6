import Support

extension InvalidPhoneNumber {
    /// How the API calls it.
    var code: RecipientProblem.Code {
        switch self {
        case .missing: .phoneMissing
        case .notDigits: .phoneNotDigits
        case .several, .unclear: .severalPhones
        case .cutByExcel: .cutByExcel
        case .notMobile: .notMobile
        case .safetyNumber: .safetyNumber
        case .tooShort: .phoneTooShort
        case .tooLong: .phoneTooLong
        }
    }
}
