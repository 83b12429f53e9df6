import Spreadsheet
import Support

/// The sheet of a file that is read: the one that a person chose, else the first that is a list of people.
struct SheetChoice {
    let sheet: Sheet
    /// All that could be chosen, in the order of their tabs, with the people on each.
    let offers: [SheetOffer]
    /// The other sheets, to be read when they are chosen.
    let others: [Sheet]
    /// Names of visible sheets that were too large to be looked at.
    let unread: [String]

    init(file bytes: ArraySlice<UInt8>, named fileName: String, wish: String?) throws(RecipientListError) {
        let sheets: Sheets
        do throws(SheetError) {
            sheets = try Sheets.read(bytes, fileName: fileName)
        } catch {
            throw .unreadable(error)
        }
        try self.init(among: sheets.filled, unread: sheets.unread.map(\.name), wish: wish)
    }

    init(among sheets: [Sheet], unread: [String] = [], wish: String?) throws(RecipientListError) {
        guard let first = sheets.first else { throw .empty }
        self.unread = unread
        guard sheets.count > 1 else {
            guard wish == nil || wish == first.name else { throw .noSuchSheet }
            (sheet, offers, others) = (first, [], [])
            return
        }
        let findings = sheets.map(Finding.init)
        let chosen: Int
        if let wish {
            guard let index = sheets.firstIndex(where: { $0.name == wish }) else { throw .noSuchSheet }
            chosen = index
        } else {
            chosen = Self.best(findings)
        }
        let numbers = Set(findings[chosen].phones)
        sheet = sheets[chosen]
        offers = zip(sheets, findings).map { sheet, finding in
            SheetOffer(
                name: sheet.name, people: finding.phones.count,
                others: finding.phones.count { !numbers.contains($0) })
        }
        others = sheets.indices.filter { $0 != chosen }.map { sheets[$0] }
    }

    /// A list with a heading over its numbers comes before one without, and far more people before a few: a summary may name
    /// whom to call. Of equal ones the first.
    private static func best(_ findings: [Finding]) -> Int {
        let rank = findings.map(\.rank).max() ?? 0
        let places = findings.indices.filter { findings[$0].rank == rank }
        let most = places.map { findings[$0].phones.count }.max() ?? 0
        return places.first { findings[$0].phones.count * 10 >= most } ?? 0
    }

    private struct Finding {
        /// Numbers that could be sent to.
        let phones: [String]
        let rank: Int

        init(_ sheet: Sheet) {
            var rules = RecipientRules()
            rules.limit = .max
            do throws(RecipientListError) {
                let reading = try RecipientReader(rules: rules).read(sheet, includingHidden: false, choice: nil)
                phones = reading.list.rows.map(\.phone.digits)
                rank = phones.isEmpty ? 0 : reading.columns.headingRow == nil ? 1 : 2
            } catch {
                phones = []
                // Numbers stand there, only not yet computed: the words about that help more than another sheet.
                if case .formulasWithoutValues = error { rank = 2 } else { rank = 0 }
            }
        }
    }
}

/// A sheet of the file that can be read.
package struct SheetOffer: Sendable, Equatable, Codable {
    package let name: String
    /// With a number that could be sent to.
    package let people: Int
    /// Of these, who is not on the sheet that is read.
    package let others: Int
}
