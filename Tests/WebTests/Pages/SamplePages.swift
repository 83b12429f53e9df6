import Accounts
import Coupons
import Foundation
import OptOuts
import Support
import Web

/// Every page with all that it can show: each section of its template has something in it.
enum SamplePages {
    static let administrator = PageFrame(
        viewer: .init(
            userID: "01K9ADMIN00000000000000000", loginID: "haneul.kim", name: "김하늘", companyName: "가나다커피",
            isAdministrator: true, areas: Set(PageArea.allCases)), csrfToken: "token", practice: true,
        notices: [SystemNotice(words: "문자 발송을 멈췄습니다", reason: "통신사 점검", since: "오늘 14:06")])
    static let nobody = PageFrame(viewer: nil, csrfToken: "", practice: true)

    static var all: [any Page] {
        [
            LoginPage(next: "/campaigns", reason: .expired, practice: true),
            PasswordPage(loginID: "haneul.kim", mustChange: true),
            today, newCampaign, campaigns, campaign, coupons, noCoupons, couponStart, coupon, users, companies,
            callbackNumbers, issueOrders, noIssueOrders, exchangeEvents, noExchangeEvents, optOuts, noOptOuts, system,
            calmSystem, templates,
            TemplateEditorPage(copying: "01K9T1", companies: [Choice("01K9A", "가나다커피")]),
            TemplateEditorPage(editing: "01K9T1", name: "여름 안내", reach: "모든 고객사"),
            ErrorPage(
                status: 500, heading: "처리하지 못했습니다", detail: "같은 일이 반복되면 요청번호를 관리자에게 알려 주세요.", path: "/campaigns",
                requestID: "01K9REQUEST000000000000000"),
        ]
    }

    static let today = TodayPage(
        greeting: "김하늘님, 안녕하세요", date: "2026-11-22(일)",
        attention: [UnconfirmedNote(eventName: "겨울 감사 이벤트", count: 8, amount: Won(36_000), href: "/campaigns")!],
        tiles: [
            CountTile("campaigns", "발송", 3, href: "/campaigns"), CountTile("total", "대상", 1_398, href: "/campaigns"),
            CountTile("issued", "발급", 1_390, href: "/campaigns"),
            CountTile("delivered", "도착", 1_019, tone: "ok", href: "/campaigns"),
            CountTile("pending", "결과 대기", 349, tone: "info", href: "/campaigns"),
            CountTile("failed", "실패", 14, tone: "bad", href: "/campaigns"),
            CountTile("unconfirmed", "확인 필요", 8, tone: "warn", href: "/campaigns"),
        ],
        campaigns: [
            TodayPage.RecentCampaign(
                href: "/campaigns/1", status: sending, eventName: "겨울 감사 이벤트", productName: "스타벅스 카페 아메리카노 T",
                companyName: "가나다커피", total: 998, delivered: 619, failed: 14, started: "오늘 14:06",
                startedExactly: "2026-11-22(일) 14:06"),
            TodayPage.RecentCampaign(
                href: "/campaigns/2", status: StateChip("ok", "fa-solid fa-check", "완료"), eventName: "가을 설문 답례",
                productName: "배스킨라빈스 파인트", companyName: "가나다커피", total: 400, delivered: 400, failed: 0,
                started: "오늘 09:20", startedExactly: "2026-11-22(일) 09:20"),
        ])

    static let newCampaign = NewCampaignPage(
        companies: [Choice("01K9A", "가나다커피", selected: true), Choice("01K9B", "라마바뱅크")],
        callbackNumbers: [
            NewCampaignPage.Sender(
                companyID: "01K9A", digits: "0269569621", shown: "02-6956-9621", label: "대표번호", selected: true)
        ],
        templates: [
            NewCampaignPage.Template(id: "01K9T1", name: "기본", selected: true),
            NewCampaignPage.Template(id: "01K9T2", name: "생일"),
        ])

    static let templates = TemplatesPage(
        rows: [
            TemplateRow(
                id: "01K9T0", version: 1, name: "기프티콘", companyName: nil, isOffered: true, isBuiltIn: true,
                isLastResort: false, changed: ""),
            TemplateRow(
                id: "01K9T1", version: 3, name: "여름 안내", companyName: "가나다커피", isOffered: false, isBuiltIn: false,
                isLastResort: false, changed: "2026-11-22(일)"),
        ], total: 100, pager: Pager(page: 2, size: 24, total: 100, link: PageLink("/admin/templates")))

    static let campaigns = CampaignListPage(
        periods: [
            CampaignListPage.Period("오늘", href: "/campaigns?from=2026-11-22", current: false),
            CampaignListPage.Period("최근 7일", href: "/campaigns", current: true),
            CampaignListPage.Period("이번 달", href: "/campaigns?from=2026-11-01", current: false),
        ],
        from: CalendarDay(year: 2026, month: 11, day: 16), to: CalendarDay(year: 2026, month: 11, day: 22),
        companies: [Choice("01K9A", "가나다커피", selected: true), Choice("01K9B", "라마바뱅크")],
        statuses: [Choice("sending", "발송 중", selected: true), Choice("completed", "완료")],
        query: "감사", problem: "끝일이 시작일보다 앞섭니다. 날짜를 확인해 주세요.", total: 124,
        columns: [
            .init("상태"), .init("이벤트", href: "/campaigns?sort=eventName"), .init("고객사"), .init("대상", isNumber: true),
            .init("도착", isNumber: true), .init("실패", isNumber: true), .init("대기", isNumber: true),
            .init("확인 필요", isNumber: true), .init("교환율", isNumber: true), .init("금액", isNumber: true),
            .init("시작", href: "/campaigns?sort=createdAt", ascending: false), .init("담당"),
        ],
        rows: [
            row("겨울 감사 이벤트", "스타벅스 카페 아메리카노 T", sending, counts, moving: true),
            row("가을 설문 답례", "배스킨라빈스 파인트", StateChip("ok", "fa-solid fa-check", "완료"), finished, moving: false),
        ],
        pager: Pager(page: 2, size: 50, total: 124, link: PageLink("/campaigns", [("status", "sending")])),
        drafts: [DraftRow(id: "01K9D", name: "", changed: "오늘 14:05", changedExactly: "2026-11-22(일) 14:05")])

    static let campaign = CampaignPage(
        .init(
            id: "01K9C", eventName: "겨울 감사 이벤트", companyName: "가나다커피", productName: "스타벅스 카페 아메리카노 T",
            registrant: "김하늘", status: sending, isMoving: true, isSending: true,
            halted: "쿠폰 공급사와 연결이 원활하지 않아 발급을 잠시 멈췄습니다.", price: Won(4_500),
            startedExactly: "2026-11-22(일) 14:06", startedWord: "시작", rateWords: "분당 1,240건 · 약 20초 남음",
            messageTitle: "쿠폰이 도착했어요", message: "{이름}님, 올 한 해 함께해 주셔서 고맙습니다.\n따뜻한 커피 한 잔 드립니다.",
            purpose: "정보성", callbackNumber: "02-6956-9621", templateName: "기본", scheduled: "바로 보내기"),
        controls: CampaignControls(
            id: "01K9C", canPause: true, canResume: true, canStop: true, canReschedule: true, failedMessages: 14,
            scheduledAt: "2026-11-22T14:06"),
        counts: counts,
        list: .init(
            group: .failed, query: "1180", total: 14,
            rows: [
                recipient("최*지", "010-****-5678", .issued, .delivered, .unused, "14:07:12"),
                recipient("박*준", "010-****-1180", .issued, .pending, .unused, "14:07:15"),
                recipient("이*윤", "010-****-9031", .issued, .failed, .unused, "결번이거나 정지된 번호"),
                recipient("정*아", "010-****-4402", .unconfirmed, .waiting, .unused, "공급사 응답을 받지 못함"),
                recipient("한*수", "010-****-7716", .issued, .delivered, .used, "강남역점 14:31"),
            ],
            pager: Pager(page: 2, size: 50, total: 140, link: PageLink("/campaigns/01K9C"))),
        failures: [
            .init(reason: "결번이거나 정지된 번호", todo: "번호 확인 필요", count: 11),
            .init(reason: "MMS를 받을 수 없는 단말", todo: "다른 번호 확인", count: 3),
        ])

    static let coupons = CouponSearchPage(
        query: "010-2345-5678", problem: "번호가 너무 짧습니다.",
        rows: (0..<3).map { index in
            CouponRow(
                id: "01K9P\(index)", imageURL: "/assets/img/icon.svg",
                productName: ["스타벅스 카페 아메리카노 T", "GS25 모바일상품권 1만원권", "BBQ 황금올리브 치킨"][index], name: "최*지",
                phone: "010-****-5678", issue: IssueState.issued.chip, delivery: DeliveryState.delivered.chip,
                redemption: [RedemptionState.unused, .partlyUsed, .expired][index].chip,
                validUntil: CalendarDay(year: 2027, month: 1, day: 21), eventName: "겨울 감사 이벤트",
                registered: "오늘 14:06", registeredExactly: "2026-11-22(일) 14:06:58")
        },
        limit: 2)

    static let noCoupons = CouponSearchPage(query: "0000", rows: [], limit: 100)
    static let couponStart = CouponSearchPage(query: "", rows: [], limit: 100)

    static let issueOrders = IssueOrdersPage(
        rows: [
            .init(
                id: "01K9P0", trID: "01K9P0QQQQQQQQQQQQQQQQQQQQ", campaignID: "01K9C", eventName: "겨울 감사 이벤트",
                companyName: "가나다커피", productName: "카페 아메리카노 T", quantity: 1, amount: Won(4_500), age: "3분 전",
                exactly: "2026-11-22(일) 14:07", note: "공급사 응답을 받지 못했습니다.", proposal: "공급사에 확인하세요.",
                attempts: [.init(number: 1, when: "2026-11-22(일) 14:07:02", result: "응답 없음")],
                answers: ["9526 **** **** 3016"])
        ], total: 60, amount: Won(270_000), isUnconfirmed: true,
        pager: Pager(page: 2, size: 50, total: 120, link: PageLink("/admin/issue-orders")))

    static let noIssueOrders = IssueOrdersPage(rows: [], total: 0, amount: Won(0), isUnconfirmed: false, pager: nil)

    static let coupon = CouponPage(
        .init(
            id: "01K9P0", imageURL: "/assets/img/icon.svg", productName: "스타벅스 카페 아메리카노 T",
            issue: IssueState.issued.chip, delivery: DeliveryState.delivered.chip,
            redemption: RedemptionState.unused.chip,
            explanation: "통신사 결과를 기다리는 중입니다. 보통 몇 분, 길게는 3일까지 걸릴 수 있습니다.", name: "최*지",
            phone: "010-****-5678", barcode: "9526 **** **** 3016", validUntil: "2027-01-21(목)", daysLeft: "60일 남음",
            useText: "2026-11-20(금) 18:02:00 · GS25 역삼점 · 잔액 2,000원", checked: "방금 공급사 확인", price: Won(4_500),
            orderID: "OD0000000412", campaignID: "01K9C", eventName: "겨울 감사 이벤트",
            companyName: "가나다커피"),
        events: [
            .init(tone: "ok", word: "도착", detail: "010-****-5678", when: "2026-11-22(일) 14:07:12"),
            .init(tone: "info", word: "발송 요청", detail: "1번째 MMS", when: "2026-11-22(일) 14:07:03"),
            .init(tone: "ok", word: "발급", detail: "주문번호 OD0000000412", when: "2026-11-22(일) 14:07:02"),
            .init(tone: "", word: "등록", detail: "김하늘 · 겨울 감사 이벤트", when: "2026-11-22(일) 14:06:58"),
        ],
        actions: [
            .init(
                key: "resend", icon: "fa-regular fa-paper-plane", name: "재발송", reason: "2/5회 다시 보냄", allowed: true),
            .init(
                key: "cancel", icon: "fa-solid fa-ban", name: "쿠폰 취소", reason: "이미 사용한 쿠폰이라 취소할 수 없습니다.",
                allowed: false),
        ],
        answer: "고객님, 쿠폰은 11월 22일 14시 07분에 010-****-5678 번호로 도착한 것으로 확인됩니다. 아직 사용 전이며 2027년 1월 21일까지 쓰실 수 있습니다.")

    static let users = UsersPage(
        rows: [
            UserRow(
                id: "01K9U1", name: "김하늘", loginID: "haneul.kim", companyID: "01K9A", companyName: "가나다커피",
                role: .administrator, state: .active, isLocked: false, lastLogin: "오늘 13:58"),
            UserRow(
                id: "01K9U2", name: "이서연", loginID: "seoyeon", companyID: "01K9B", companyName: "라마바뱅크",
                role: .member, state: .active, isLocked: true, lastLogin: "어제 18:11"),
            UserRow(
                id: "01K9U3", name: "박지훈", loginID: "jihoon.p", companyID: "01K9B", companyName: "라마바뱅크",
                role: .member, state: .pending, isLocked: false, lastLogin: nil),
        ],
        total: 103, companies: [company("가나다커피"), company("라마바뱅크")],
        pager: Pager(page: 2, size: 50, total: 103, link: PageLink("/admin/users")))

    static let companies = CompaniesPage(
        companies: [company("가나다커피"), company("라마바뱅크")], total: 102,
        pager: Pager(page: 2, size: 50, total: 102, link: PageLink("/admin/companies")))

    static let callbackNumbers = CallbackNumbersPage(
        rows: [
            CallbackNumberRow(
                id: "01K9N1", number: SenderNumber("02-6956-9621")!, label: "대표번호", companyID: "01K9A",
                companyName: "가나다커피", expiresOn: nil, isUsable: true),
            CallbackNumberRow(
                id: "01K9N3", number: SenderNumber("02-1234-5678")!, label: "이벤트", companyID: "01K9A",
                companyName: "가나다커피", expiresOn: nil, isUsable: true, heldReason: "통신사가 이 발신번호를 받지 않았습니다."),
            CallbackNumberRow(
                id: "01K9N2", number: SenderNumber("1588-1234")!, label: "고객센터", companyID: "01K9B",
                companyName: "라마바뱅크", expiresOn: CalendarDay(year: 2026, month: 10, day: 31), isUsable: false),
        ],
        total: 120, companies: [company("가나다커피")],
        pager: Pager(page: 2, size: 50, total: 120, link: PageLink("/admin/callback-numbers")))

    static let exchangeEvents = ExchangeEventsPage(
        rows: [
            .init(
                id: "01K9P0X3J7Q5W8ZB2M4N6R9T1V", barcode: "9526 **** **** 3016", what: "사용",
                detail: "GS25 역삼점 · 4,500원 · 잔액 0원", exchanged: "2026-11-22(일) 14:06:10", received: "오늘 14:06")
        ], total: 120, pager: Pager(page: 2, size: 50, total: 120, link: PageLink("/admin/exchange-events")))
    static let noExchangeEvents = ExchangeEventsPage(rows: [], total: 0, pager: nil)

    static let optOuts = OptOutsPage(
        rows: [
            OptOutRow(
                id: "01K9O1", phone: "010-****-5678", companyName: "가나다커피", source: .carrier,
                created: "2026-11-22(일) 14:06"),
            OptOutRow(
                id: "01K9O2", phone: "010-****-1111", companyName: "라마바뱅크", source: .uploaded,
                created: "2026-11-20(금) 09:12"),
        ],
        total: 120, companies: [company("가나다커피")],
        pager: Pager(page: 2, size: 50, total: 120, link: PageLink("/admin/opt-outs")))
    static let noOptOuts = OptOutsPage(
        rows: [], total: 0, query: "abc", problem: "휴대폰번호 전체나 뒤 4자리를 입력해 주세요.", companies: [], pager: nil)

    static let system = SystemPage(
        sides: [
            .init(
                key: "snap", name: "문자 발송기 SNAP", status: StateChip("bad", "fa-solid fa-xmark", "중단"),
                sentence: "문자를 보낼 수 없습니다.", problems: ["UMS_MSG 테이블이 없습니다."],
                figures: [.init("발송기 대기(ready)", "12건", detail: "가장 오래된 것 3분 전"), .init("예약 대기", "0건")])
        ],
        brakes: [
            .init(halts: "issuing", name: "발급", held: false), .init(halts: "sending", name: "발송", held: true),
        ],
        holds: [
            .init(
                scope: "system", subject: "", halts: "sending", what: "전체 · 발송", reason: "통신사 점검", by: "김하늘",
                since: "오늘 14:06", liftable: true),
            .init(
                scope: "campaign", subject: "01K9C", halts: "all", what: "발송 ‘겨울’ · 발급·발송", reason: "잘못된 명단",
                by: "김하늘", since: "오늘 14:01", liftable: false),
        ],
        alerts: [
            .init(
                id: "01K9L", word: "발송 자동 정지", text: "모든 발송을 멈췄습니다.", times: "3번", last: "오늘 14:06",
                href: "/admin/system"),
            .init(id: "01K9M", word: "문자 발송기", text: "문자 3건이 나가지 않았습니다.", times: nil, last: "오늘 14:02"),
        ], at: "2026-11-22(일) 14:07:12")
    static let calmSystem = SystemPage(sides: [], brakes: [], holds: [], alerts: [], at: "2026-11-22(일) 14:07:12")
}

extension SamplePages {
    private static let sending = StateChip("info", "fa-solid fa-circle-notch", "발송 중")

    private static var counts: CampaignCounts {
        var counts = CouponCounts()
        counts.total = 998
        counts.issue = [.issued: 976, .failed: 4, .unconfirmed: 8, .waiting: 10]
        counts.delivery = [.delivered: 619, .pending: 209, .failed: 10, .waiting: 160]
        counts.redemption = [.used: 1, .unused: 997]
        counts.moving = 367
        return CampaignCounts(counts)
    }

    private static var finished: CampaignCounts {
        var counts = CouponCounts()
        counts.total = 1_000
        counts.issue = [.issued: 1_000]
        counts.delivery = [.delivered: 1_000]
        counts.redemption = [.used: 417, .unused: 583]
        return CampaignCounts(counts)
    }

    private static func row(
        _ event: String, _ product: String, _ status: StateChip, _ counts: CampaignCounts, moving: Bool
    ) -> CampaignRow {
        CampaignRow(
            id: "01K9C", status: status, isMoving: moving, eventName: event, productName: product,
            companyName: "가나다커피", counts: counts, amount: Won(4_491_000), started: "오늘 14:06",
            startedExactly: "2026-11-22(일) 14:06", registrant: "김하늘")
    }

    private static func recipient(
        _ name: String, _ phone: String, _ issue: IssueState, _ delivery: DeliveryState, _ redemption: RedemptionState,
        _ latest: String
    ) -> RecipientRow {
        RecipientRow(
            couponID: "01K9P0", name: name, phone: phone, issue: issue.chip, delivery: delivery.chip,
            redemption: redemption.chip, latest: latest)
    }

    private static func company(_ name: String) -> Company {
        Company(
            id: .new(at: Date(timeIntervalSince1970: 1_795_000_000)), name: name, pocID: POCID("POC0000001")!,
            state: .active, optOutNumber: OptOutNumber("0801234567"),
            createdAt: Date(timeIntervalSince1970: 1_795_000_000))
    }
}
