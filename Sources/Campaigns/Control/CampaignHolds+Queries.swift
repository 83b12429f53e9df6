import Accounts
import MariaDB
import Safeguards
import Support

/// What holds campaigns back at one moment: by themselves, or through their company, callback number or the system.
struct CampaignHolds: Sendable {
    private let holds: Holds
    /// Held callback numbers by their id: campaigns carry the digits only.
    private let numbers: [ULID: HeldNumber]

    private struct HeldNumber {
        let company: Company.ID
        let digits: String
    }

    /// Those of campaigns in `scope`: what stops another company, and why, stays where it is.
    static func current(_ db: Connection, in scope: TenantScope) throws -> CampaignHolds {
        let holds = try Holds.current(db)
        let ids = holds.all.filter { $0.scope == .callbackNumber }.map(\.subject)
        guard !ids.isEmpty else { return CampaignHolds(holds: holds, numbers: [:]) }
        var numbers: [ULID: HeldNumber] = [:]
        for row in try db.rows(
            "SELECT id, company_id, number FROM callback_number WHERE id IN (\(list: ids)) AND \(part: scope.condition)"
        ) {
            numbers[try row.value("id")] = HeldNumber(
                company: try row.value("company_id"), digits: try row.value("number"))
        }
        return CampaignHolds(holds: holds, numbers: numbers)
    }

    func of(_ campaign: Campaign) -> [Hold] {
        holds.all.filter { hold in
            switch hold.scope {
            case .system: return true
            case .company: return hold.subject == campaign.companyID.ulid
            case .campaign: return hold.subject == campaign.id.ulid
            case .callbackNumber:
                let number = numbers[hold.subject]
                return number?.company == campaign.companyID && number?.digits == campaign.callbackNumber
            }
        }
    }

    /// What would hold back a campaign of this company from this number, were it released now.
    func holding(company: Company.ID, callbackNumber: String?) -> [Hold] {
        let digits = callbackNumber.flatMap { SenderNumber($0)?.digits }
        return holds.all.filter { hold in
            switch hold.scope {
            case .system: return true
            case .company: return hold.subject == company.ulid
            case .campaign: return false
            case .callbackNumber:
                let number = numbers[hold.subject]
                return number?.company == company && number?.digits == digits
            }
        }
    }

    /// A condition on the columns of `campaign` that is true for what is held, whatever for.
    var condition: SQL {
        guard !holds.all.contains(where: { $0.scope == .system }) else { return "TRUE" }
        var parts: [SQL] = ["FALSE"]
        let companies = holds.all.filter { $0.scope == .company }.map(\.subject)
        if !companies.isEmpty { parts.append("company_id IN (\(list: companies))") }
        let campaigns = holds.all.filter { $0.scope == .campaign && $0.cause != .stop }.map(\.subject)
        if !campaigns.isEmpty { parts.append("id IN (\(list: campaigns))") }
        for number in numbers.values {
            parts.append("(company_id = \(number.company) AND callback_number = \(number.digits))")
        }
        return "(" + parts.joined(separator: " OR ") + ")"
    }

    /// A condition on the columns of `campaign` that is true for what has been stopped for good.
    var stopping: SQL {
        let campaigns = holds.all.filter { $0.scope == .campaign && $0.cause == .stop }.map(\.subject)
        return campaigns.isEmpty ? "state = 'stopped'" : "(state = 'stopped' OR id IN (\(list: campaigns)))"
    }
}
