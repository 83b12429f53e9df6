import MariaDB
import Support

/// Whose rows a query may touch. Every query of a tenant's rows takes one.
package enum TenantScope: Sendable, Equatable {
    case company(Company.ID)
    /// Every company: administrators and the workers.
    case all

    /// The company to filter by; nil means no filter.
    package var companyID: Company.ID? {
        switch self {
        case .company(let id): id
        case .all: nil
        }
    }

    /// For a WHERE over rows that carry `company_id`.
    package var condition: SQL {
        switch self {
        case .company(let id): "company_id = \(id)"
        case .all: "TRUE"
        }
    }

    package func allows(_ company: Company.ID) -> Bool {
        switch self {
        case .company(let id): id == company
        case .all: true
        }
    }

    /// `all` becomes the chosen company; a company stays what it is, whatever was chosen.
    package func narrowed(to company: Company.ID?) -> TenantScope {
        guard case .all = self, let company else { return self }
        return .company(company)
    }
}
