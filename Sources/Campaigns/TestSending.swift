import Accounts
import Audit
import Cards
import Coupons
import Foundation
import MariaDB
import Messaging
import Safeguards
import Sealing
import Support

/// Sends a message to the own number before a release, or of a campaign that is released: the real texts, a void card.
package struct TestSending: Sendable {
    /// What is tried out. Nothing checked yet but the shape.
    package struct Wish: Sendable {
        package var companyID: Company.ID
        package var campaignID: CampaignID?
        package var goodsID, title, message, callbackNumber, recipientName: String
        /// `advertisement` gets what the law wants in its texts, as at a release.
        package var purpose: String
        package var templateID: String?
        package var phone: String

        package init(
            companyID: Company.ID, campaignID: CampaignID? = nil, goodsID: String, templateID: String?,
            purpose: String, title: String, message: String, callbackNumber: String, recipientName: String,
            phone: String
        ) {
            (self.companyID, self.campaignID, self.goodsID) = (companyID, campaignID, goodsID)
            (self.templateID, self.purpose, self.title, self.message) = (templateID, purpose, title, message)
            (self.callbackNumber, self.recipientName, self.phone) = (callbackNumber, recipientName, phone)
        }
    }

    let database: Database
    let preview: CardPreview
    let files: CardFiles
    let data: PersonalData
    let now: @Sendable () -> Date

    package init(
        database: Database, preview: CardPreview, files: CardFiles, data: PersonalData,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.preview, self.files, self.data, self.now) = (database, preview, files, data, now)
    }

    /// Draws the card, keeps it on disk and puts the test in line for the agent.
    ///
    /// - Throws: `FieldProblems`; `NotAllowedNow` after ``TestSend/mostAnHour``.
    package func send(
        _ wish: Wish, by principal: Principal,
        alongside: @escaping @Sendable (Connection, TestSend.ID) throws -> Void = { _, _ in }
    ) async throws -> TestSend.ID {
        let now = now()
        let phone: PhoneNumber
        do {
            phone = try PhoneNumber(wish.phone)
        } catch {
            throw FieldProblems("phone", error.reason)
        }
        let name = wish.recipientName.filled ?? "홍길동"
        let values = try await preview.sampleValues(
            company: wish.companyID, goodsID: wish.goodsID, recipientName: name, by: principal, at: now)
        let (draft, callback) = try await check(wish, phone, name, values, at: now)
        let card = try await preview.sample(
            company: wish.companyID, goodsID: wish.goodsID, templateID: wish.templateID, title: draft.title,
            recipientName: name, by: principal, at: now)
        let paths = try await files.write([card.bytes], on: SeoulTime.day(of: now))
        let new = try NewTestSend(
            to: phone, company: wish.companyID, campaign: wish.campaignID, user: principal.userID,
            callbackNumber: callback, title: MessageText.fill(draft.title, with: values),
            message: MessageText.fill(draft.message, with: values), cardPath: paths[0], data, at: now)
        try await database.write { db in
            if let campaign = wish.campaignID?.ulid, try !CampaignGate.enter(db, [campaign]).isOpen(campaign) {
                throw NotAllowedNow("중지한 발송이라 시험 발송을 할 수 없습니다. 복제해서 새로 보낼 때 시험해 주세요.")
            }
            guard try TestSend.add(db, new, at: now) else {
                throw NotAllowedNow("시험 발송은 한 시간에 \(TestSend.mostAnHour)번까지 할 수 있습니다. 잠시 뒤 다시 해 주세요.")
            }
            try AccessRecord.add(
                db, actor: principal.actor, action: "campaign.test-send",
                subject: .init(
                    kind: wish.campaignID == nil ? "test_send" : "campaign", id: wish.campaignID?.ulid ?? new.id.ulid,
                    owner: wish.companyID.ulid), at: now)
            try alongside(db, new.id)
        }
        return new.id
    }

    /// nil when there is none of that id that this user has sent.
    package func find(_ id: TestSend.ID, of principal: Principal) async throws -> TestSend? {
        try await database.read { db in try TestSend.find(db, id, of: principal.userID) }
    }

    /// The texts as a release would complete and check them.
    ///
    /// - Returns: the texts, and the digits of the callback number.
    private func check(
        _ wish: Wish, _ phone: PhoneNumber, _ name: String, _ values: MessageText.Values, at now: Date
    ) async throws -> (CampaignDraft, callbackNumber: String) {
        var problems = FieldProblems()
        let (company, callback) = try await database.read { db in
            (
                try Company.find(db, wish.companyID),
                try CallbackNumber.usable(db, wish.callbackNumber, by: wish.companyID, on: SeoulTime.day(of: now))
            )
        }
        if callback == nil { problems.add("callbackNumber", "등록되지 않았거나 기한이 지난 발신번호입니다. 목록에서 다시 골라 주세요.") }
        var draft = CampaignDraft(
            companyID: wish.companyID, eventName: "시험", goodsID: wish.goodsID, purpose: wish.purpose, title: wish.title,
            message: wish.message, callbackNumber: wish.callbackNumber, templateID: wish.templateID, scheduledAt: nil,
            recipients: [CampaignRecipient(name: name, phone: phone, quantity: 1)], confirmCount: 1)
        CampaignTextCheck.controls(draft, into: &problems)
        draft = draft.entered()
        if let company, Campaign.Purpose(rawValue: wish.purpose) == .advertisement {
            draft = AdvertisementCheck.complete(draft, of: company, into: &problems)
        }
        CampaignTextCheck.check(draft, productName: values.productName, into: &problems)
        guard problems.isEmpty, let callback else { throw problems }
        return (draft, callback.number.digits)
    }
}
