import Support

/// A list of people after checking: who gets a coupon, what is wrong with the others, and what was put right by itself.
package struct RecipientList: Sendable, Equatable, Codable {
    package let rows: [ListedRecipient]
    /// In the order of the rows; a row may have several.
    package let problems: [RecipientProblem]
    package let counts: Counts
    package let repairs: Repairs

    /// Rows of the file or lines of the text. `rows` is the sum of the others but `coupons`.
    package struct Counts: Sendable, Equatable, Codable {
        package internal(set) var rows = 0
        package internal(set) var valid = 0
        package internal(set) var duplicate = 0
        package internal(set) var invalid = 0
        package internal(set) var optedOut = 0
        /// Left out because they got a coupon of the same event before.
        package internal(set) var received = 0
        /// Over the valid rows: a row may ask for several.
        package internal(set) var coupons = 0
    }

    /// What was put right without asking, counted in valid rows.
    package struct Repairs: Sendable, Equatable, Codable {
        /// Excel had eaten the first zero: `1012345678`.
        package internal(set) var leadingZeros = 0
        /// `+82 10-…` became `010…`.
        package internal(set) var countryCodes = 0
        /// Not repaired, only worth a word: 011, 016 … are closed to new use.
        package internal(set) var oldPrefixes = 0
    }
}

/// One person of a checked list.
package struct ListedRecipient: Sendable, Equatable {
    /// In the file as Excel numbers it, or in the pasted text; from 1.
    package let row: Int
    /// Empty when the list gives none.
    package let name: String
    package let phone: PhoneNumber
    package let quantity: Int
}

extension ListedRecipient: Codable {
    private enum CodingKeys: String, CodingKey {
        case row, name, phone, quantity
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        row = try values.decode(Int.self, forKey: .row)
        name = try values.decode(String.self, forKey: .name)
        phone = try PhoneNumber(values.decode(String.self, forKey: .phone))
        quantity = try values.decode(Int.self, forKey: .quantity)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(row, forKey: .row)
        try values.encode(name, forKey: .name)
        try values.encode(phone.digits, forKey: .phone)
        try values.encode(quantity, forKey: .quantity)
    }
}

extension ListedRecipient: CustomStringConvertible, CustomDebugStringConvertible {
    /// Without the name, so that it does not slip into a log.
    package var description: String { "row \(row): \(phone)" }
    package var debugDescription: String { description }
}
