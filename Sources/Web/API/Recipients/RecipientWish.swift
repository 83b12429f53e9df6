import Accounts
import Hummingbird
import Recipients
import Support

/// How a list is to be read and checked: fields beside the file, or members of the JSON body. All may be missing.
struct RecipientWish: Decodable, Sendable, TakenVerbatim {
    /// The list itself stands beside it in a JSON body.
    static let verbatim: Set<String> = ["text"]
    /// Whose list it is; an administrator says so.
    let companyId: Company.ID?
    /// Numbers that got a coupon of this event before are left out.
    let eventName: String?
    let includeReceived: Bool?
    let duplicates: String?
    /// Columns counted from 0, chosen by hand.
    let columns: Columns?
    /// More people than one campaign holds are taken, to be released as several.
    let split: Bool?
    /// The tab to read, by its name.
    let sheet: String?
    /// With the rows that Excel hides.
    let includeHidden: Bool?

    struct Columns: Decodable, Sendable {
        let phone: Int
        let name: Int?
        let quantity: Int?
    }

    init(_ form: MultipartForm) throws {
        func text(_ name: String) -> String? {
            form.part(name).flatMap { String(decoding: $0.bytes, as: UTF8.self).filled }
        }
        func number(_ name: String) throws -> Int? {
            guard let text = text(name) else { return nil }
            guard let number = Int(text) else { throw FieldProblems(name, "열 번호는 0부터 세는 숫자입니다.") }
            return number
        }
        if let id = text("companyId") {
            guard let company = Company.ID(id) else { throw FieldProblems("companyId", "고객사를 찾을 수 없습니다.") }
            companyId = company
        } else {
            companyId = nil
        }
        (eventName, duplicates) = (text("eventName"), text("duplicates"))
        (sheet, includeHidden) = (text("sheet"), text("includeHidden").map { $0 == "true" })
        (includeReceived, split) = (text("includeReceived").map { $0 == "true" }, text("split").map { $0 == "true" })
        columns = try number("phoneColumn").map { phone in
            try Columns(phone: phone, name: number("nameColumn"), quantity: number("quantityColumn"))
        }
    }

    var reading: ReadingWish {
        ReadingWish(
            choice: columns.map { RecipientColumns.Choice(phone: $0.phone, name: $0.name, quantity: $0.quantity) },
            sheet: sheet, includesHidden: includeHidden)
    }

    func rules() throws -> RecipientRules {
        var rules = RecipientRules()
        if let duplicates {
            guard let known = RecipientRules.Duplicates(rawValue: duplicates) else {
                throw FieldProblems("duplicates", "first 또는 all 가운데 하나여야 합니다.")
            }
            rules.duplicates = known
        }
        if split == true { rules.limit = Self.mostSplit }
        return rules
    }

    /// As many rows as a file may have.
    private static let mostSplit = 20_000
}
