/// Why a row of a list gets no coupon, in words for the person who made the list.
package struct RecipientProblem: Sendable, Equatable, Codable {
    package let row: Int
    package let field: Field
    /// What stands there, shortened; personal data.
    package let value: String
    package let code: Code
    /// Without the row: `9행과 같은 번호라 제외했습니다.`
    package let reason: String

    /// `17행: 9행과 같은 번호라 제외했습니다.`
    package var message: String { "\(row)행: \(reason)" }

    package enum Field: String, Sendable, Codable {
        case name, phone, quantity
    }

    package enum Code: String, Sendable, Codable {
        case phoneMissing = "phone_missing"
        case phoneNotDigits = "phone_not_digits"
        case phoneTooShort = "phone_too_short"
        case phoneTooLong = "phone_too_long"
        case severalPhones = "several_phones"
        /// 1.02345E+09: the digits are lost.
        case cutByExcel = "phone_cut_by_excel"
        case notMobile = "not_mobile"
        case safetyNumber = "safety_number"
        case nameTooLong = "name_too_long"
        case nameHasNumber = "name_has_number"
        case nameHasLineBreak = "name_has_line_break"
        case quantityNotNumber = "quantity_not_number"
        case quantityOutOfRange = "quantity_out_of_range"
        /// The name's cell holds the number, and the other way round.
        case swapped = "name_and_phone_swapped"
        /// The cell shows `#N/A` or the like.
        case cellError = "cell_error"
        /// The cell is a formula that no program has computed.
        case notComputed = "not_computed"
        /// One cell over several rows: it does not say what each of them gets.
        case mergedCells = "merged_cells"
        /// Most numbers of the list end in 0000: Excel has rounded them.
        case rounded = "phone_rounded"
        case duplicate
        /// The number got a coupon of the same event before.
        case received
        case optedOut = "opted_out"
    }

    init(row: Int, field: Field, value: String, code: Code, reason: String) {
        (self.row, self.field, self.code, self.reason) = (row, field, code, reason)
        self.value = String(value.prefix(60))
    }
}

extension RecipientProblem: CustomStringConvertible, CustomDebugStringConvertible {
    /// Without the value, so that it does not slip into a log.
    package var description: String { "row \(row): \(code.rawValue)" }
    package var debugDescription: String { description }
}
