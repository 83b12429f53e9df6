import Accounts
import Catalog
import Foundation
import MariaDB
import OptOuts
import Safeguards
import Support

/// What is looked at before a release: whether everything it needs stands ready at this moment. Changes nothing.
package struct Preflight: Sendable {
    package struct Check: Sendable, Equatable {
        package enum Subject: String, Sendable, CaseIterable {
            case product, callbackNumber, supplier, agent, disk, optOuts, holds
        }
        package enum State: String, Sendable {
            case ready
            /// It may be released; it will go out late or not quite as thought.
            case warning
            /// A release would be refused.
            case blocked
        }

        package let subject: Subject
        package let state: State
        /// Korean; says what to do when it is not ready.
        package let text: String
    }

    /// The parts of a draft that can be checked; what is not chosen yet is nil.
    package struct Question: Sendable {
        package var companyID: Company.ID
        package var goodsID: String?
        /// The price that the person has seen.
        package var unitPrice: Int?
        package var callbackNumber: String?
        package var coupons: Int

        package init(companyID: Company.ID, goodsID: String?, unitPrice: Int?, callbackNumber: String?, coupons: Int) {
            (self.companyID, self.goodsID, self.unitPrice) = (companyID, goodsID, unitPrice)
            (self.callbackNumber, self.coupons) = (callbackNumber, coupons)
        }
    }

    let database: Database
    let shelf: ProductShelf
    /// Throws when messages cannot be handed over at all.
    let agent: @Sendable () async throws -> Void
    /// Free bytes where the cards are kept; throws when nothing can be written there.
    let cardSpace: @Sendable () async throws -> Int

    package init(
        database: Database, shelf: ProductShelf, agent: @escaping @Sendable () async throws -> Void,
        cardSpace: @escaping @Sendable () async throws -> Int
    ) {
        (self.database, self.shelf, self.agent, self.cardSpace) = (database, shelf, agent, cardSpace)
    }

    /// - Throws: `FieldProblems` when the company is not the user's.
    package func checks(_ question: Question, by principal: Principal, at now: Date = Date()) async throws -> [Check] {
        let id = question.companyID
        guard principal.scope.allows(id), let company = try await database.read({ db in try Company.find(db, id) })
        else { throw FieldProblems("companyId", "고객사를 찾을 수 없습니다. 고객사를 다시 골라 주세요.") }
        let list = try await shelf.products(of: company)
        let (alerts, holds, optOuts) = try await database.read { db in
            (
                try Alert.open(db, in: .company(id)), try CampaignHolds.current(db, in: .company(id)),
                try OptOut.count(db, of: id)
            )
        }
        var checks: [Check] = []
        if let goodsID = question.goodsID { checks.append(product(goodsID, question.unitPrice, in: list)) }
        if let number = question.callbackNumber {
            let usable = try await database.read { db in
                try CallbackNumber.usable(db, number, by: id, on: SeoulTime.day(of: now))
            }
            checks.append(
                usable == nil
                    ? Check(.callbackNumber, .blocked, "등록되지 않았거나 기한이 지난 번호입니다. 다른 발신번호를 골라 주세요.")
                    : Check(.callbackNumber, .ready, "등록된 발신번호입니다."))
        }
        checks.append(supplier(list, alerts, at: now))
        checks.append(await agentCheck(alerts))
        checks.append(await diskCheck(question.coupons))
        checks.append(
            Check(
                .optOuts, .ready,
                optOuts == 0
                    ? "등록된 수신거부 번호가 없습니다. 보내기 직전에 한 번 더 확인합니다."
                    : "수신거부 번호 \(optOuts)개를 명단에서 빼고, 보내기 직전에 한 번 더 확인합니다."))
        let held = holds.holding(company: id, callbackNumber: question.callbackNumber)
        if let hold = held.first {
            let reason = hold.reason.isEmpty ? "" : " (\(hold.reason))"
            checks.append(Check(.holds, .warning, "관리자나 안전장치가 발송을 멈춰 두었습니다\(reason). 요청하면 정지가 풀린 뒤에 나갑니다."))
        }
        return checks
    }

    private func product(_ goodsID: String, _ seen: Int?, in list: ProductList) -> Check {
        guard let product = list.products.first(where: { $0.goodsID == goodsID }) else {
            return Check(.product, .blocked, "상품을 찾을 수 없습니다. 목록을 새로 고친 뒤 다시 골라 주세요.")
        }
        guard product.sellable else { return Check(.product, .blocked, "판매가 끝난 상품입니다. 다른 상품을 골라 주세요.") }
        if let seen, seen != product.price.amount {
            return Check(.product, .blocked, CampaignPriceCheck.words(seen: Won(seen), now: product.price))
        }
        return Check(.product, .ready, "판매 중이고 가격도 그대로입니다.")
    }

    private func supplier(_ list: ProductList, _ alerts: [Alert], at now: Date) -> Check {
        if list.stale {
            return Check(
                .supplier, .warning, "\(list.problem ?? "쿠폰 공급사와 연결이 원활하지 않습니다.") 요청하면 연결이 돌아온 뒤에 발급합니다.")
        }
        if let alert = alerts.first(where: { $0.kind == .supplier }) {
            return Check(
                .supplier, .warning,
                alert.words(forEverybody: "쿠폰 공급사와 연결이 원활하지 않아 관리자가 확인하고 있습니다. 요청하면 연결이 돌아온 뒤에 발급합니다."))
        }
        let minutes = list.fetchedAt.map { max(0, Int(now.timeIntervalSince($0) / 60)) } ?? 0
        return Check(.supplier, .ready, "연결되어 있습니다. \(minutes == 0 ? "방금" : "\(minutes)분 전") 확인")
    }

    private func agentCheck(_ alerts: [Alert]) async -> Check {
        do {
            try await agent()
        } catch {
            return Check(.agent, .warning, "문자 발송기를 쓸 수 없습니다. 요청하면 발송기가 돌아온 뒤에 나갑니다. 관리자에게 알려 주세요.")
        }
        let kinds: Set<Alert.Kind> = [.agent, .agentTables, .sendingBraked]
        if let alert = alerts.first(where: { kinds.contains($0.kind) }) {
            return Check(
                .agent, .warning,
                alert.words(forEverybody: "문자 발송에 문제가 있어 관리자가 확인하고 있습니다. 요청하면 문자가 늦게 나갈 수 있습니다."))
        }
        return Check(.agent, .ready, "문자를 받을 준비가 되어 있습니다.")
    }

    private func diskCheck(_ coupons: Int) async -> Check {
        // A card is at most 300 KB; the rest is for everything else on the disk.
        let needed = coupons * 300_000 + 200_000_000
        do {
            guard try await cardSpace() >= needed else {
                return Check(.disk, .warning, "카드 이미지를 저장할 공간이 모자랄 수 있습니다. 관리자에게 알려 주세요.")
            }
            return Check(.disk, .ready, "카드 이미지를 저장할 공간이 넉넉합니다.")
        } catch {
            return Check(.disk, .warning, "카드 이미지를 저장할 수 없습니다. 요청하면 고친 뒤에 나갑니다. 관리자에게 알려 주세요.")
        }
    }
}

extension Alert {
    /// The company's own alert as it is. One of the whole system is written for the operators and may tell of others.
    fileprivate func words(forEverybody words: String) -> String { companyID == nil ? words : text }
}

extension Preflight.Check {
    fileprivate init(_ subject: Subject, _ state: State, _ text: String) {
        self.init(subject: subject, state: state, text: text)
    }
}

/// The price that a person has seen against the one that COUFUN asks now.
enum CampaignPriceCheck {
    static func words(seen: Won, now: Won) -> String {
        "가격이 \(seen.text)에서 \(now.text)으로 바뀌었습니다. 상품을 다시 골라 금액을 확인해 주세요."
    }
}
