import Accounts
import Campaigns
import Foundation
import MariaDB
import Support

extension CampaignProgress.Status {
    var word: String {
        switch self {
        case .scheduled: "예약"
        case .sending: "발송 중"
        case .completed: "완료"
        case .paused: "일시정지"
        case .stopped: "중지됨"
        }
    }

    package var chip: StateChip {
        switch self {
        case .scheduled: StateChip("", "fa-regular fa-calendar", word)
        case .sending: StateChip("info", "fa-solid fa-circle-notch", word)
        case .completed: StateChip("ok", "fa-solid fa-check", word)
        case .paused: StateChip("warn", "fa-solid fa-pause", word)
        case .stopped: StateChip("bad", "fa-solid fa-stop", word)
        }
    }
}

extension Campaign.Purpose {
    var word: String {
        switch self {
        case .information: "정보성"
        case .advertisement: "광고성"
        }
    }
}

extension Campaign {
    /// When its first coupon may be issued.
    var begins: Date { scheduledAt ?? createdAt }
}

/// The names that campaigns carry only as ids.
struct CampaignNames: Sendable {
    let companies: [Company.ID: String]
    let users: [User.ID: String]

    func company(of campaign: Campaign) -> String { companies[campaign.companyID] ?? "" }
    func registrant(of campaign: Campaign) -> String { users[campaign.createdBy] ?? "" }
}

extension WebParts {
    /// `holders`: users who hold campaigns back.
    func names(of campaigns: [Campaign], holders: [ULID] = []) async throws -> CampaignNames {
        let companyIDs = Set(campaigns.map(\.companyID))
        let userIDs = Set(campaigns.map(\.createdBy) + holders.map(User.ID.init))
        let data = personalData
        return try await database.read { db in
            var companies: [Company.ID: String] = [:]
            for id in companyIDs { companies[id] = try Company.find(db, id)?.name }
            return CampaignNames(companies: companies, users: try User.names(db, of: userIDs, data))
        }
    }

    /// For an administrator's choice; a member has none.
    func companies(for principal: Principal) async throws -> [Company] {
        guard principal.isAdministrator else { return [] }
        return try await accounts.companies.list(limit: 1000).companies.filter { $0.state == .active }
    }
}
