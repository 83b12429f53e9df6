import Campaigns
import Foundation
import HTTPTypes
import Recipients
import Support

/// A checked list as the API tells it.
struct ParseAnswer: Encodable {
    struct Counts: Encodable { let rows, valid, duplicate, invalid, optedOut, received, coupons: Int }
    struct Row: Encodable { let row: Int, name: String, phone: String, quantity: Int }
    struct Trouble: Encodable { let row: Int, field: String, value: String, code: String, message: String }
    struct Repairs: Encodable { let leadingZeros, countryCodes, oldPrefixes: Int }
    struct Warning: Encodable {
        let code: String
        let message: String
        @OrNull var campaignId: Campaign.ID?
    }
    struct Columns: Encodable {
        let phone: Int
        @OrNull var name: Int?
        @OrNull var quantity: Int?
        let titles: [String]
        /// What a person must say before anything is sent.
        let doubt: [Doubt]
    }
    struct Doubt: Encodable { let field: String, candidates: [ColumnAnswer] }
    struct Sheet: Encodable { let name: String, people: Int }
    struct Hidden: Encodable { let rows: Int, included: Bool }
    struct Part: Encodable { let people, coupons: Int }

    let importId: RecipientImport.ID
    let fileName: String
    let counts: Counts
    let rows: [Row]
    let problems: [Trouble]
    let repairs: Repairs
    let columns: Columns
    /// The tab that was read; empty for text.
    let sheet: String
    /// When the file has several: all with something on them.
    let sheets: [Sheet]
    let hidden: Hidden
    let warnings: [Warning]
    /// One for every campaign that the list needs.
    let parts: [Part]
    let expiresAt: String

    init(_ stored: RecipientImport, sameAs earlier: PastRecipients.SameList?, at now: Date) {
        let list = stored.reading.list
        importId = stored.id
        fileName = stored.fileName
        let (c, r) = (list.counts, list.repairs)
        counts = Counts(
            rows: c.rows, valid: c.valid, duplicate: c.duplicate, invalid: c.invalid, optedOut: c.optedOut,
            received: c.received, coupons: c.coupons)
        rows = list.rows.map { Row(row: $0.row, name: $0.name, phone: $0.phone.hyphenated, quantity: $0.quantity) }
        problems = list.problems.map {
            Trouble(
                row: $0.row, field: $0.field.rawValue, value: $0.value, code: $0.code.rawValue, message: $0.message)
        }
        repairs = Repairs(leadingZeros: r.leadingZeros, countryCodes: r.countryCodes, oldPrefixes: r.oldPrefixes)
        let chosen = stored.reading.columns
        columns = Columns(
            phone: chosen.phone, name: chosen.name, quantity: chosen.quantity, titles: chosen.titles,
            doubt: chosen.doubts.map { doubt in
                Doubt(
                    field: doubt.field.rawValue,
                    candidates: doubt.candidates.map { .init(index: $0.index, title: $0.title, samples: $0.samples) })
            })
        sheet = stored.reading.tab
        sheets = stored.reading.offers.map { Sheet(name: $0.name, people: $0.people) }
        hidden = Hidden(rows: stored.reading.hiddenRows, included: stored.reading.includesHidden)
        var warnings = stored.reading.warnings.map { Warning(code: $0.code.rawValue, message: $0.message) }
        if let earlier {
            warnings.append(
                Warning(
                    code: "same_list",
                    message:
                        "\(PageTime.short(earlier.createdAt, at: now))에 보낸 ‘\(earlier.eventName)’과 명단이 똑같습니다. 같은 명단을 다시 올린 것이 아닌지 확인해 주세요.",
                    campaignId: earlier.campaign))
        }
        self.warnings = warnings
        parts = list.parts(of: Registration.maxCoupons).map { part in
            Part(people: part.count, coupons: part.map(\.quantity).reduce(0, +))
        }
        expiresAt = SeoulTime.rfc3339(stored.expiresAt)
    }
}

/// The columns of a file, for the choice by hand.
struct ColumnAnswer: Encodable {
    let index: Int
    let title: String
    let samples: [String]
}

extension RecipientListError: ProblemConvertible {
    package var problem: Problem {
        self == .columnsUnconfirmed
            ? .columnsUnconfirmed
            : Problem(
                .unprocessableContent, code, "명단을 읽을 수 없습니다", message, errors: [.init(field: "file", message: message)])
    }
}

extension Problem {
    /// A list of which nobody has said yet whose numbers are meant.
    static let columnsUnconfirmed = columnsUnconfirmed("importId", RecipientListError.columnsUnconfirmed.message)

    static func columnsUnconfirmed(_ field: String, _ message: String) -> Problem {
        Problem(
            .conflict, RecipientListError.columnsUnconfirmed.code, "명단의 열을 확인해 주세요", message,
            errors: [.init(field: field, message: message)])
    }
}
