import Foundation
import Simulation

/// The vendor: checks a call as strictly as its document allows, changes the books, and words the reply.
actor Supplier {
    let seed: Seed
    let knownPOCs: Set<String>
    nonisolated let cuts: ConnectionCuts
    private(set) var behaviour: Behaviour
    private(set) var ledger: Ledger
    private(set) var tally = Tally()
    private let catalogue: [String: Goods]
    private let journal: Journal?
    private var attempts: [String: Int] = [:]
    private var productCalls: [String: (minute: Int, count: Int)] = [:]

    init(
        seed: Seed, knownPOCs: Set<String>, behaviour: Behaviour, journal: Journal? = nil, earlier: [Ledger.Entry] = []
    ) {
        (self.seed, self.knownPOCs, self.behaviour, self.journal) = (seed, knownPOCs, behaviour, journal)
        cuts = ConnectionCuts(seed: seed)
        catalogue = Dictionary(uniqueKeysWithValues: Catalogue.all.map { ($0.id, $0) })
        ledger = Ledger(seed: seed)
        for entry in earlier { ledger.apply(entry) }
    }

    /// How often what was called, refused and spoilt since the start.
    struct Tally: Sendable, Codable {
        var calls: [SupplierCall: Int] = [:]
        var refusals: [String: Int] = [:]
        var faults: [String: Int] = [:]
    }

    /// A call that arrived: which attempt it is and what will go wrong with it.
    struct Arrival: Sendable {
        let call: SupplierCall
        let fields: CallFields
        let fault: Fault?
        let behaviour: Behaviour
        /// Feeds further choices of this call, such as which 5xx.
        let chance: UInt64
        let address: String?
    }

    func arrive(_ call: SupplierCall, _ fields: CallFields, from address: String?) -> Arrival {
        let key = fields.trID ?? [fields.pocID, fields.goodsID, fields.barcode].joined(separator: "/")
        let attempt = attempts["\(call.rawValue) \(key)", default: 0] + 1
        attempts["\(call.rawValue) \(key)"] = attempt
        let fault = behaviour.chaos.fault(call, fields, key: key, attempt: attempt, seed: seed)
        tally.calls[call, default: 0] += 1
        if let fault { tally.faults["\(fault)", default: 0] += 1 }
        return Arrival(
            call: call, fields: fields, fault: fault, behaviour: behaviour,
            chance: seed.number("chance", call.rawValue, key, String(attempt)), address: address)
    }

    /// Does what was asked and returns the answer. Entries are on the disk when it returns.
    func act(_ arrival: Arrival, imageBase: String, now: Date = Date()) async throws -> Answer {
        let answer: Answer
        if case .refused(let code) = arrival.fault {
            answer = Answer(arrival.call, code: code, message: ResultCode(rawValue: code)?.message ?? "오류")
        } else if let refusal = refusal(of: arrival, now: now) {
            answer = Answer(arrival.call, refusal)
        } else {
            answer =
                switch arrival.call {
                case .product: productList(arrival, imageBase: imageBase, now: now)
                case .create: try await create(arrival, now: now)
                case .status: status(arrival)
                case .cancel: try await cancel(arrival, now: now)
                }
        }
        if answer.code != ResultCode.success.rawValue { tally.refusals[answer.code, default: 0] += 1 }
        guard arrival.fault == .systemErrorAfterActing else { return answer }
        return Answer(arrival.call, .systemError)
    }

    func change(_ json: Data) throws -> Behaviour {
        behaviour = try behaviour.changed(by: json)
        cuts.cut(share: behaviour.cutConnections)
        return behaviour
    }

    /// Applies an entry and waits until it is kept.
    func record(_ entry: Ledger.Entry) async throws {
        ledger.apply(entry)
        try await journal?.append(entry)
    }
}

extension Supplier {
    /// What is checked before the call itself: who asks, and how often.
    private func refusal(of arrival: Arrival, now: Date) -> ResultCode? {
        let allowed = arrival.behaviour.allowedAddresses
        guard allowed.isEmpty || arrival.address.map(allowed.contains) == true else { return .unknownAddress }
        let poc = arrival.fields.pocID
        guard poc.utf8.count <= 10, knownPOCs.contains(poc) else { return .unknownPOC }
        guard arrival.call == .product, arrival.behaviour.productCallsPerMinute > 0 else { return nil }
        let minute = Int(now.timeIntervalSince1970 / 60)
        let count = productCalls[poc].map { $0.minute == minute ? $0.count : 0 } ?? 0
        productCalls[poc] = (minute, count + 1)
        return count < arrival.behaviour.productCallsPerMinute ? nil : .tooManyProductCalls
    }

    private func productList(_ arrival: Arrival, imageBase: String, now: Date) -> Answer {
        let listed = Catalogue.all.filter { !arrival.behaviour.hidden.contains($0.id) }
        return Answer(arrival.call, .success) { xml in
            xml.element("LIST_CNT", String(listed.count))
            for goods in listed {
                xml.group("PRODUCT_INFO") { xml in
                    let image = "\(imageBase)/images/\(goods.imageFile)"
                    xml.element("CAT_ID", goods.category)
                    xml.element("GOODS_ID", goods.id)
                    xml.cdata("GOODS_NAME", goods.name)
                    xml.element("GOODS_ORI_PRICE", String(goods.listPrice))
                    xml.element("GOODS_PRICE", String(arrival.behaviour.prices[goods.id] ?? goods.price))
                    switch goods.validity {
                    case .days(let days):
                        xml.element("VALID_END_TYPE", "D")
                        xml.element("VALID_END_DATE", String(days))
                    case .endOfYear:
                        xml.element("VALID_END_TYPE", "T")
                        xml.element("VALID_END_DATE", goods.validity.lastDay(from: now))
                    }
                    xml.element("SEND_TYPE", "S")
                    for name in ["IMAGE_PATH", "IMAGE_PATH_B", "IMAGE_PATH_M"] { xml.element(name, image) }
                }
            }
        }
    }

    private func create(_ arrival: Arrival, now: Date) async throws -> Answer {
        let fields = arrival.fields
        let behaviour = arrival.behaviour
        guard !fields.goodsID.isEmpty else { return Answer(.create, .wrongProductInformation) }
        guard let goods = catalogue[fields.goodsID] else { return Answer(.create, .unknownGoods) }
        guard let count = fields.count else { return Answer(.create, .wrongCount) }
        guard (fields.trID ?? "").utf8.count <= 50 else { return Answer(.create, .wrongTRIDLength) }
        if let first = ledger.order(trID: fields.trID) {
            switch behaviour.duplicate {
            case .code12: return Answer(.create, .repeatedTRID)
            case .replay: return Answer(created: first, behaviour)
            case .ignore: break
            }
        }
        guard goods.isOnSale, !behaviour.offSale.contains(goods.id), !behaviour.hidden.contains(goods.id) else {
            return Answer(.create, .notOnSale)
        }
        let naming: Ledger.Naming =
            switch arrival.fault {
            case .wrongCount: .oneLess
            case .extraBarcode: .oneMore
            case .repeatedBarcode: .repeated
            default: .asIssued
            }
        let order = ledger.newOrder(
            goods, price: behaviour.prices[goods.id] ?? goods.price, count: count, fields: fields, now: now,
            naming: naming)
        try await record(.issued(order, kind: goods.kind))
        return Answer(created: order, behaviour)
    }

    private func status(_ arrival: Arrival) -> Answer {
        guard let coupon = coupon(arrival.fields) else { return Answer(.status, .wrongBarcode) }
        return Answer(.status, .success) { xml in
            xml.element("COUPON_TYPE", coupon.kind.rawValue)
            xml.element("STATUS", coupon.status.rawValue)
            xml.element("BARCODE_NUM", coupon.barcode)
            xml.element("REMAIN_AMOUNT", String(coupon.remain))
            xml.element("TOTAL_AMOUNT", String(coupon.total))
            xml.element("VALID_END_DATE", coupon.validEnd)
            xml.element("ORDER_DATE", coupon.orderDate)
            if let date = coupon.exchangeDate { xml.element("EXCHANGE_DATE", date) }
            if let date = coupon.cancelDate { xml.element("CANCEL_DATE", date) }
        }
    }

    private func cancel(_ arrival: Arrival, now: Date) async throws -> Answer {
        guard let coupon = coupon(arrival.fields) else { return Answer(.cancel, .wrongBarcode) }
        guard coupon.status != .cancelled else { return Answer(.cancel, .alreadyCancelled) }
        guard coupon.status == .unused, coupon.remain == coupon.total else { return Answer(.cancel, .alreadyUsed) }
        let date = KoreanTime.compact(now)
        try await record(.cancelled(barcode: coupon.barcode, date: date))
        return Answer(.cancel, .success) { xml in
            xml.element("BARCODE_NUM", coupon.barcode)
            xml.element("CANCEL_DATE", date)
        }
    }

    /// The coupon asked for, when POC_ID and GOODS_ID are its own.
    private func coupon(_ fields: CallFields) -> Coupon? {
        guard let coupon = ledger.coupons[fields.barcode] else { return nil }
        return coupon.pocId == fields.pocID && coupon.goodsId == fields.goodsID ? coupon : nil
    }
}
