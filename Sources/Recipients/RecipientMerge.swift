import Spreadsheet
import Support

extension RecipientReading {
    /// This list with a corrected one put in: who was right stays, who was wrong is replaced by the corrected row.
    ///
    /// A wrong row is replaced by a corrected one with the same name, or in the same row with the same name or none;
    /// what nobody corrected stays wrong, so that nothing goes missing in silence. Numbers that are right already are
    /// not added again.
    package func merged(with corrected: RecipientReading, under rules: RecipientRules) throws(RecipientListError)
        -> RecipientReading
    {
        guard !isInDoubt else { throw .columnsUnconfirmed }
        let corrected = try corrected.following(columns, under: rules)
        guard !corrected.isInDoubt else { throw .columnsUnconfirmed }
        let entries = entries
        let wrong = Set(list.problems.filter { $0.code.isMistake }.map(\.row))
        let known = Set(list.rows.map(\.phone))
        // Only what brings something new: the good rows come back with the file they were given back in.
        var fresh = corrected.entries.filter { entry in
            guard let phone = try? EnteredPhone(entry.phone.tidied).phone else { return true }
            return !known.contains(phone)
        }
        var merged: [RecipientEntry] = []
        for entry in entries {
            guard wrong.contains(entry.row), let index = Self.correction(of: entry, in: fresh) else {
                merged.append(entry)
                continue
            }
            merged.append(fresh.remove(at: index).moved(to: entry.row))
        }
        let last = merged.map(\.row).max() ?? 0
        merged += fresh.enumerated().map { $0.element.moved(to: last + 1 + $0.offset) }
        return try RecipientReading(of: merged, under: rules)
    }

    /// The columns of a list that was given back are those that were chosen for it, whatever else could be read from it.
    /// Headings may be alike, places are not: the columns stand where they stood.
    private func following(_ first: RecipientColumns, under rules: RecipientRules) throws(RecipientListError)
        -> RecipientReading
    {
        guard isInDoubt, columns.titles.starts(with: first.titles) else { return self }
        return try checkedAgain(
            under: rules,
            ReadingWish(choice: .init(phone: first.phone, name: first.name, quantity: first.quantity)))
    }

    private static func correction(of entry: RecipientEntry, in fresh: [RecipientEntry]) -> Int? {
        let name = entry.name.tidied
        if let same = fresh.firstIndex(where: { $0.row == entry.row && ($0.name.tidied == name || name.isEmpty) }) {
            return same
        }
        return name.isEmpty ? nil : fresh.firstIndex { $0.name.tidied == name }
    }
}

extension RecipientProblem.Code {
    /// Something to be corrected, not a number that is left out on purpose.
    var isMistake: Bool {
        switch self {
        case .duplicate, .optedOut, .received: false
        case .phoneMissing, .phoneNotDigits, .phoneTooShort, .phoneTooLong, .severalPhones, .notMobile, .safetyNumber,
            .cutByExcel, .nameTooLong, .nameHasNumber, .nameHasLineBreak, .quantityNotNumber, .quantityOutOfRange,
            .swapped, .cellError, .notComputed, .mergedCells, .rounded:
            true
        }
    }
}

extension RecipientEntry {
    fileprivate func moved(to row: Int) -> RecipientEntry {
        var entry = RecipientEntry(row: row, name: name, phone: phone, quantity: quantity)
        entry.faults = faults
        return entry
    }
}
