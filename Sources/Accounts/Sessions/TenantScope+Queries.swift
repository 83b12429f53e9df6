import MariaDB

extension TenantScope {
    /// For the WHERE of a table with `company_id`: every query of tenant rows carries it.
    package var condition: SQL {
        switch self {
        case .company(let id): "company_id = \(id)"
        case .all: "TRUE"
        }
    }
}
