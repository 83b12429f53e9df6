import Accounts
import Support

/// `/admin/callback-numbers`
package struct CallbackNumbersPage: Page {
    package static let template = "admin/callback-numbers"
    package let title = "발신번호"
    package let area: PageArea? = .admin
    package let script = "admin"
    let sections = AdminSection.tabs(current: .callbackNumbers)
    let total: String
    let rows: [CallbackNumberRow]
    let hasRows: Bool
    let companies: [Choice]
    let pager: Pager?

    package init(rows: [CallbackNumberRow], total: Total, companies: [Company], pager: Pager?) {
        self.total = total.words("개")
        self.rows = rows
        hasRows = !rows.isEmpty
        self.companies = companies.map { Choice($0.id.description, $0.name) }
        self.pager = pager
    }
}

/// A callback number in the administrator's list.
package struct CallbackNumberRow: PageRow {
    let id: String
    let number: String
    let label: String
    let companyID: String
    let companyName: String
    let status: StateChip
    let expiresOn: String
    /// As a date field takes it.
    let expiryDate: String
    /// Why nothing is sent from it; nil while it may be used.
    let heldReason: String?

    package init(
        id: String, number: SenderNumber, label: String, companyID: String, companyName: String,
        expiresOn: CalendarDay?, isUsable: Bool, heldReason: String? = nil
    ) {
        (self.id, self.number, self.label) = (id, number.hyphenated, label)
        (self.companyID, self.companyName) = (companyID, companyName)
        self.heldReason = heldReason
        status =
            heldReason != nil
            ? StateChip("bad", "fa-solid fa-hand", "발송 정지")
            : isUsable
                ? StateChip("ok", "fa-solid fa-check", "사용 가능") : StateChip("bad", "fa-solid fa-xmark", "기간 지남")
        self.expiresOn = expiresOn.map(\.page) ?? "기한 없음"
        expiryDate = expiresOn?.description ?? ""
    }

    init(_ number: CallbackNumber, on today: CalendarDay, held: String?) {
        self.init(
            id: number.id.description, number: number.number, label: number.label,
            companyID: number.companyID.description, companyName: number.companyName, expiresOn: number.expiresOn,
            isUsable: number.isUsable(on: today), heldReason: held)
    }

    package func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "number": number
        case "label": label
        case "companyID": companyID
        case "companyName": companyName
        case "status": status
        case "expiresOn": expiresOn
        case "expiryDate": expiryDate
        case "heldReason": heldReason
        default: nil
        }
    }
}
