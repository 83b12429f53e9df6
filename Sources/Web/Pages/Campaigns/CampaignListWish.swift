import Accounts
import Campaigns
import Foundation
import Hummingbird
import Support

/// What the address of the list asks for, and the addresses that ask for a little else.
struct CampaignListWish: Sendable {
    private(set) var search = CampaignSearch()
    /// Korean, why the list cannot be looked up.
    private(set) var problem: String?
    let from: CalendarDay
    let to: CalendarDay
    private let today: CalendarDay
    /// The filters as they were asked for; without the page.
    private(set) var link: PageLink

    init(_ request: Request, at now: Date) {
        today = SeoulTime.day(of: now)
        let asked = (from: request.query("from"), to: request.query("to"))
        let days = (from: asked.from.flatMap(CalendarDay.init), to: asked.to.flatMap(CalendarDay.init))
        to = days.to ?? today
        from = days.from ?? (days.to ?? today).adding(days: -6)
        let names: [Substring] = ["from", "to", "companyId", "status", "q", "sort"]
        link = PageLink("/campaigns", names.map { (String($0), request.query($0)) })
        (search.from, search.to) = (from, to)
        search.companyID = request.query("companyId").flatMap(Company.ID.init)
        search.status = request.query("status").flatMap(CampaignProgress.Status.init(rawValue:))
        search.text = request.query("q").map { String($0.prefix(60)) }
        if let order = (try? request.sort(by: CampaignSearch.Sort.self))?.first {
            (search.sort, search.descending) = (order.field, order.descending)
        }
        if (asked.from != nil && days.from == nil) || (asked.to != nil && days.to == nil) {
            problem = "날짜를 읽을 수 없습니다. 2026-11-22처럼 입력해 주세요."
        } else if from > to {
            problem = "시작일이 끝일보다 늦습니다. 날짜를 바꿔 주세요."
        }
    }

    var periods: [CampaignListPage.Period] {
        let month = CalendarDay(year: today.year, month: today.month, day: 1)
        return [
            period("오늘", today, today), period("어제", today.adding(days: -1), today.adding(days: -1)),
            period("최근 7일", today.adding(days: -6), today), period("이번 달", month, today),
        ]
    }

    private func period(_ name: String, _ from: CalendarDay, _ to: CalendarDay) -> CampaignListPage.Period {
        let others = link.query.filter { $0.name != "from" && $0.name != "to" }.map { ($0.name, Optional($0.value)) }
        let href = PageLink(link.path, [("from", from.description), ("to", to.description)] + others).text
        return CampaignListPage.Period(name, href: href, current: from == self.from && to == self.to)
    }

    func columns(showingCompany: Bool) -> [CampaignListPage.Column] {
        typealias Column = CampaignListPage.Column
        let company = showingCompany ? [Column("고객사")] : []
        return [Column("상태"), sorted("이벤트", .eventName)] + company + [
            sorted("대상", .total, isNumber: true), Column("도착", isNumber: true), Column("실패", isNumber: true),
            Column("대기", isNumber: true), Column("확인 필요", isNumber: true), Column("교환율", isNumber: true),
            sorted("금액", .amount, isNumber: true), sorted("시작", .createdAt), Column("담당"),
        ]
    }

    /// Pressed again, the order turns round; numbers and times start with the largest.
    private func sorted(_ name: String, _ field: CampaignSearch.Sort, isNumber: Bool = false)
        -> CampaignListPage.Column
    {
        let current = search.sort == field
        let descending = current ? !search.descending : field != .eventName
        return CampaignListPage.Column(
            name, isNumber: isNumber, href: link.setting("sort", (descending ? "-" : "") + field.rawValue),
            ascending: current ? !search.descending : nil)
    }
}
