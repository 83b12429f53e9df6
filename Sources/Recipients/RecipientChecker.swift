import Support

/// Checks entries one after the other. Of several with the same number the first stays and the others are left out,
/// unless the rules say that each is a coupon.
struct RecipientChecker {
    private let rules: RecipientRules
    private var rows: [ListedRecipient] = []
    private var problems: [RecipientProblem] = []
    private var counts = RecipientList.Counts()
    private var repairs = RecipientList.Repairs()
    /// The row in which a number was taken.
    private var taken: [PhoneNumber: Int] = [:]
    private var couponsOf: [PhoneNumber: Int] = [:]
    private var rowBeyondLimit: Int?

    init(_ rules: RecipientRules) { self.rules = rules }

    static func list(of entries: [RecipientEntry], under rules: RecipientRules) throws(RecipientListError)
        -> RecipientList
    {
        guard !entries.isEmpty else { throw .empty }
        var checker = RecipientChecker(rules)
        for entry in entries { checker.add(entry) }
        if let row = checker.rowBeyondLimit {
            throw .tooMany(limit: rules.limit, row: row, found: checker.counts.valid)
        }
        return RecipientList(
            rows: checker.rows, problems: checker.problems, counts: checker.counts, repairs: checker.repairs)
    }

    private mutating func add(_ entry: RecipientEntry) {
        counts.rows += 1
        let known = problems.count
        for fault in entry.faults { report(entry, fault.field, fault.value, fault.code, fault.reason) }
        let entered = phone(entry)
        let name = name(entry)
        let quantity = quantity(entry)
        guard let entered, let quantity, problems.count == known else {
            counts.invalid += 1
            return
        }
        let first = taken[entered.phone]
        if let first, rules.duplicates == .first {
            counts.duplicate += 1
            return report(entry, .phone, entry.phone, .duplicate, "\(first)행과 같은 번호라 제외했습니다.")
        }
        let together = couponsOf[entered.phone, default: 0] + quantity
        guard together <= rules.maxQuantity else {
            counts.invalid += 1
            return report(
                entry, .quantity, "\(quantity)", .quantityOutOfRange,
                "같은 번호에는 모두 합쳐 \(rules.maxQuantity)장까지 보낼 수 있습니다.")
        }
        guard !rules.isOptedOut(entered.phone) else {
            counts.optedOut += 1
            return report(entry, .phone, entry.phone, .optedOut, "수신거부한 번호라 제외했습니다.")
        }
        taken[entered.phone] = first ?? entry.row
        couponsOf[entered.phone] = together
        counts.valid += 1
        counts.coupons += quantity
        if counts.valid > rules.limit, rowBeyondLimit == nil { rowBeyondLimit = entry.row }
        repairs.leadingZeros += entered.lostZero ? 1 : 0
        repairs.countryCodes += entered.hadCountryCode ? 1 : 0
        repairs.oldPrefixes += entered.hasOldPrefix ? 1 : 0
        rows.append(ListedRecipient(row: entry.row, name: name, phone: entered.phone, quantity: quantity))
    }

    /// A name that holds a number or a line break is more than one cell: with it another person's data would go out.
    private mutating func name(_ entry: RecipientEntry) -> String {
        let name = entry.name.tidied
        if entry.name.trimmed.contains(where: \.isNewline) {
            report(entry, .name, name, .nameHasLineBreak, "이름 칸에 줄바꿈이 있습니다. 여러 사람이 한 칸에 들어갔는지 확인하고 한 줄로 적어 주세요.")
        } else if problems.last?.row != entry.row || problems.last?.code != .swapped, EnteredNumber.stands(in: name) {
            report(entry, .name, name, .nameHasNumber, "이름 칸에 전화번호가 들어 있습니다. 이름만 남겨 주세요.")
        } else if name.count > rules.nameCharacters || name.utf8.count > rules.nameCharacters * 8 {
            report(entry, .name, name, .nameTooLong, "이름이 \(rules.nameCharacters)자보다 깁니다. 줄여서 적어 주세요.")
        }
        return name
    }

    private mutating func phone(_ entry: RecipientEntry) -> EnteredPhone? {
        if entry.faults.contains(where: { $0.field == .phone }) { return nil }
        do throws(InvalidPhoneNumber) {
            return try EnteredPhone(entry.phone)
        } catch {
            if error == .notDigits, (try? EnteredPhone(entry.name)) != nil {
                report(entry, .phone, entry.phone, .swapped, "이름 칸에 휴대폰번호가 있습니다. 이름과 번호가 서로 바뀌었는지 확인하세요.")
                return nil
            }
            report(entry, .phone, entry.phone, error.code, error.reason)
            return nil
        }
    }

    /// `2`, `2.0`, `2매`, `２`; nothing is one.
    private mutating func quantity(_ entry: RecipientEntry) -> Int? {
        let text = entry.quantity.tidied
        guard !text.isEmpty, text != "1" else { return 1 }
        var digits = text[...]
        for unit in ["매", "장", "개", "건"] where digits.hasSuffix(unit) { digits = digits.dropLast() }
        if let point = digits.lastIndex(of: "."), digits[point...].dropFirst().allSatisfy({ $0 == "0" }) {
            digits = digits[..<point]
        }
        let number = digits.trimmingSuffix(while: \.isWhitespace)
        let values = number.map { $0.wholeNumberValue }
        guard (1...9).contains(values.count), !values.contains(nil) else {
            let isNumber = Double(number) != nil
            report(
                entry, .quantity, text, isNumber ? .quantityOutOfRange : .quantityNotNumber,
                isNumber ? outOfRange : "수량이 숫자가 아닙니다. 1에서 \(rules.maxQuantity) 사이의 숫자로 적어 주세요.")
            return nil
        }
        let quantity = values.reduce(0) { $0 * 10 + ($1 ?? 0) }
        guard (1...rules.maxQuantity).contains(quantity) else {
            report(entry, .quantity, text, .quantityOutOfRange, outOfRange)
            return nil
        }
        return quantity
    }

    private var outOfRange: String { "수량은 1장에서 \(rules.maxQuantity)장까지 넣을 수 있습니다." }

    private mutating func report(
        _ entry: RecipientEntry, _ field: RecipientProblem.Field, _ value: String, _ code: RecipientProblem.Code,
        _ reason: String
    ) {
        problems.append(RecipientProblem(row: entry.row, field: field, value: value, code: code, reason: reason))
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isOdd: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, isOdd(last) { rest = rest.dropLast() }
        return rest
    }
}
