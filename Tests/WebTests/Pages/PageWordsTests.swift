import Coupons
import Foundation
import Support
import Testing
import Web

@Suite("Words and numbers on pages")
struct PageWordsTests {
    /// 2026-11-22 14:06 in Korea.
    private let now = SeoulTime.instant(sql: "2026-11-22 14:06:00")!

    @Test(
        "times are told as near as they are",
        arguments: [
            ("2026-11-22 00:00:00", "오늘 00:00"), ("2026-11-21 23:59:59", "어제 23:59"),
            ("2026-11-23 00:00:00", "내일 00:00"), ("2026-11-19 15:20:00", "11-19 15:20"),
            ("2025-12-31 08:00:00", "2025-12-31 08:00"),
        ])
    func shortTimes(instant: String, words: String) throws {
        let instant = try #require(SeoulTime.instant(sql: instant))

        #expect(PageTime.short(instant, at: now) == words)
    }

    @Test(
        "validity counts whole days in Korea",
        arguments: [("2026-11-22", "오늘까지"), ("2027-01-21", "60일 남음"), ("2026-11-19", "3일 지남")])
    func daysLeft(day: String, words: String) throws {
        let day = try #require(CalendarDay(day))

        #expect(PageTime.left(until: day, at: now) == words)
    }

    @Test("a link keeps its other parts and escapes what people typed")
    func linksKeepTheirParts() {
        let link = PageLink("/campaigns", [("q", "감사 & 50%"), ("status", ""), ("sort", "total")])

        #expect(link.setting("page", "2") == "/campaigns?q=%EA%B0%90%EC%82%AC%20%26%2050%25&sort=total&page=2")
        #expect(link.setting("q", nil) == "/campaigns?sort=total")
    }

    @Test("a list that fits on one page has no pager; the others lead to their neighbours")
    func pagers() throws {
        let link = PageLink("/campaigns")

        let first = try #require(Pager(page: 1, size: 50, total: 51, link: link))
        let last = try #require(Pager(page: 2, size: 50, total: 51, link: link))

        #expect(Pager(page: 1, size: 50, total: 50, link: link) == nil)
        #expect(first == Pager(previous: nil, next: "/campaigns?page=2", page: "1", pages: "2"))
        #expect(last == Pager(previous: "/campaigns", next: nil, page: "2", pages: "2"))
    }

    @Test("a campaign that lacks one message never reads as complete")
    func sharesRoundDown() {
        var counts = CouponCounts()
        counts.total = 1_000
        counts.issue = [.issued: 1_000]
        counts.delivery = [.delivered: 999, .pending: 1]
        counts.moving = 1

        let shown = CampaignCounts(counts)

        #expect(shown.share(shown.delivered) == "99.9")
        #expect(shown.sent == 1_000)
        #expect(shown.pending == 1)
        #expect(shown.share(0) == "0")
    }

    @Test(
        "the answer for a customer follows the three states",
        arguments: [
            (
                IssueState.issued, DeliveryState.delivered, RedemptionState.unused,
                "11월 22일 14시 06분에 010-****-5678 번호로 도착한 것으로 확인됩니다. 아직 사용 전이며 2027년 1월 21일까지 쓰실 수 있습니다."
            ),
            (.issued, .pending, .unused, "통신사에서 확인하고 있습니다."),
            (.issued, .delivered, .used, "이미 사용된 쿠폰입니다."),
            (.unconfirmed, .waiting, .unused, "발급되었는지 공급사에 확인하고 있습니다."),
            (.failed, .waiting, .unused, "발급하지 못했습니다."),
        ])
    func answers(issue: IssueState, delivery: DeliveryState, redemption: RedemptionState, part: String) {
        let answer = CouponAnswerText(
            issue: issue, delivery: delivery, redemption: redemption, productName: "카페 아메리카노 T",
            phone: "010-****-5678", deliveredAt: delivery == .delivered ? now : nil,
            validUntil: CalendarDay(year: 2027, month: 1, day: 21))

        #expect(answer.text.contains(part))
    }
}
