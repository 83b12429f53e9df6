import Accounts
import Foundation
import Messaging
import Support

/// Makes an advertisement what the law wants it to be, or says what is missing.
enum AdvertisementCheck {
    /// The draft with mark, sender and refusal in its texts.
    static func complete(_ draft: CampaignDraft, of company: Company, into problems: inout FieldProblems)
        -> CampaignDraft
    {
        guard let number = company.optOutNumber else {
            problems.add(
                "purpose",
                "광고성 문자에는 무료수신거부 080 번호가 들어가야 하는데 \(company.name)에 등록된 번호가 없습니다. 관리자에게 번호 등록을 요청해 주세요.")
            return draft
        }
        var complete = draft
        complete.title = AdvertisementText.title(draft.title)
        complete.message = AdvertisementText.body(draft.message, sender: company.name, optOut: number)
        return complete
    }

    /// The time at which an advertisement goes out: moved out of the night when the person agrees to it.
    ///
    /// nil means at once, as in the draft.
    static func time(_ scheduledAt: Date?, consent: Bool, at now: Date, into problems: inout FieldProblems) -> Date? {
        let wanted = scheduledAt ?? now
        let next = AdvertisingHours.safe(from: wanted)
        guard next > wanted else { return scheduledAt }
        guard !consent else { return next }
        let why =
            AdvertisingHours.allows(wanted)
            ? "밤 9시 직전에 보낸 광고 문자는 밤에 도착할 수 있어 보낼 수 없습니다." : "광고 문자는 밤 9시부터 아침 8시까지 보낼 수 없습니다."
        problems.add("scheduledAt", "\(why) \(SeoulTime.page(next)) 이후로 예약해 주세요.")
        return scheduledAt
    }
}
