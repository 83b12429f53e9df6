import Accounts
import Campaigns
import Coupons
import Foundation
import Recipients
import Support

/// The body of `POST /campaigns`.
struct CampaignBody: Decodable, Sendable {
    struct Recipient: Decodable, Sendable {
        let name: String?
        let phone: String
        let quantity: Int?
    }

    let companyId: Company.ID?
    let eventName: String
    let goodsId: String
    let purpose: String?
    let title: String
    let message: String
    let callbackNumber: String
    let templateId: String?
    let scheduledAt: String?
    let recipients: [Recipient]?
    let importId: String?
    /// Of a list for several campaigns: which part, from 1.
    let part: Int?
    let confirmCount: Int?
    /// The price that was shown; another one refuses the release.
    let unitPrice: Int?
    /// A saved draft that the release takes away.
    let draftId: String?
    /// An advertisement at night may be moved to 08:00.
    let nightConsent: Bool?
    /// The same was released a moment ago, and this is meant as another one.
    let sendAgain: Bool?

    /// The draft with its list: the one in the body, or an import of the same company.
    func draft(by principal: Principal, _ parts: CampaignParts) async throws -> CampaignDraft {
        let company = companyId ?? principal.companyID
        var draft = CampaignDraft(
            companyID: company, eventName: eventName, goodsID: goodsId, purpose: purpose ?? "", title: title,
            message: message, callbackNumber: callbackNumber, templateID: templateId, scheduledAt: scheduledAt,
            recipients: try await list(principal, parts), confirmCount: confirmCount, unitPrice: unitPrice)
        draft.nightConsent = nightConsent ?? false
        draft.sendAgain = sendAgain ?? false
        return draft
    }

    func savedDraft() throws -> SavedDraft.ID? {
        guard let draftId else { return nil }
        guard let id = SavedDraft.ID(draftId) else { throw FieldProblems("draftId", "임시저장을 찾을 수 없습니다.") }
        return id
    }

    private func list(_ principal: Principal, _ parts: CampaignParts) async throws -> [CampaignRecipient] {
        switch (recipients, importId) {
        case (let recipients?, nil): return try Self.checked(recipients)
        case (nil, let text?):
            let found = try await parts.imports.settled(text, for: principal)
            return try chosen(from: found.reading.list).map(CampaignRecipient.init)
        case (.some, .some):
            throw FieldProblems("recipients", "명단은 recipients와 importId 가운데 하나로만 넘겨 주세요.")
        case (nil, nil): throw FieldProblems("recipients", "받는 사람이 없습니다. 명단을 넣어 주세요.")
        }
    }

    private func chosen(from list: RecipientList) throws -> ArraySlice<ListedRecipient> {
        guard let part else { return list.rows[...] }
        let parts = list.parts(of: Registration.maxCoupons)
        guard parts.indices.contains(part - 1) else {
            throw FieldProblems("part", "이 명단은 \(parts.count.grouped)개로 나뉩니다. 1에서 \(parts.count.grouped) 사이로 골라 주세요.")
        }
        return parts[part - 1]
    }

    /// A program hands over what it means: one bad item refuses the whole list.
    private static func checked(_ recipients: [Recipient]) throws -> [CampaignRecipient] {
        let entries = recipients.enumerated().map { index, item in
            RecipientEntry(row: index + 1, name: item.name ?? "", phone: item.phone, quantity: item.quantity)
        }
        let list: RecipientList
        do {
            list = try RecipientReader().check(entries)
        } catch {
            throw FieldProblems("recipients", error.message)
        }
        guard list.problems.isEmpty else {
            var problems = FieldProblems()
            for problem in list.problems.prefix(50) {
                problems.add("recipients[\(problem.row - 1)].\(problem.field.rawValue)", problem.message)
            }
            throw problems
        }
        return list.rows.map(CampaignRecipient.init)
    }
}

extension CampaignRecipient {
    fileprivate init(_ listed: ListedRecipient) {
        self.init(name: listed.name, phone: listed.phone, quantity: listed.quantity)
    }
}

/// The body of `POST /campaigns/preview`: as much of a draft as there is, and one recipient.
struct PreviewBody: Decodable, Sendable {
    struct Recipient: Decodable, Sendable {
        let name: String?
    }

    let companyId: Company.ID?
    let goodsId: String
    let title: String?
    let templateId: String?
    let recipient: Recipient?
}
