import Cards
import Coupons
import Foundation
import MariaDB
import Safeguards
import Support

/// What follows when a campaign's cards are not what was chosen. Called in the transaction that records it.
enum CardTrouble {
    /// The card was drawn in the plain template: it is sent, and somebody is told.
    static func fellBack(_ db: Connection, _ message: Message, because reason: CardError, at now: Date) throws {
        try Alert.raise(
            db, .card, about: "\(message.campaignID)", company: message.companyID.ulid,
            "고른 디자인으로 쿠폰 카드를 그리지 못해 기본 카드로 보내고 있습니다(\(reason.words)). "
                + "쿠폰은 그대로 쓸 수 있습니다. 관리 > 템플릿에서 디자인을 확인해 주세요.", at: now)
    }

    /// Not even the plain card could be drawn: nothing more of the campaign is sent until somebody has looked.
    static func notDrawn(_ db: Connection, _ message: Message, because reason: CardError, at now: Date) throws {
        try Hold(
            .campaign, message.campaignID.ulid, halts: .sending, cause: .brake,
            reason: "쿠폰 카드를 기본 디자인으로도 그리지 못해 발송을 멈췄습니다(\(reason.words)). 원인을 없앤 뒤 다시 시작해 주세요.", at: now
        ).place(db)
        try Alert.raise(
            db, .card, about: "\(message.campaignID)", company: message.companyID.ulid,
            "쿠폰 카드를 기본 디자인으로도 그리지 못해 이 발송의 문자를 멈췄습니다(\(reason.words)). "
                + "남은 문자는 지워지지 않고 기다립니다. 원인을 없앤 뒤 발송을 다시 시작해 주세요.", at: now)
    }
}
