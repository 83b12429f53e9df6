import Support

/// Readers of the four replies (docs/sources.md §2.2). Each is a pure function from bytes to an outcome.
enum CoufunReplies {
    /// A reply with a success code is read by `body`, which returns nil when something needed is missing.
    static func outcome<Answer>(
        status: Int, bytes: [UInt8], charset: String?, upTo maxBytes: Int = CoufunXML.maxBytes,
        read body: (CoufunElement) -> Answer?
    ) -> CoufunOutcome<Answer> {
        let root: CoufunElement
        do {
            root = try CoufunXML.parse(bytes, charset: charset, upTo: maxBytes)
        } catch {
            return .unknown(reason: "HTTP \(status), reply unreadable: \(error)")
        }
        // A reply without a code is not success (older clients took it for one).
        guard let code = root.first("RESULT_CODE") else { return .unknown(reason: "HTTP \(status), no RESULT_CODE") }
        guard CoufunCode.success.contains(code) else {
            let refusal = CoufunRefusal(code: code, supplierMessage: root.first("RESULT_MSG") ?? "")
            switch refusal.kind {
            case .ambiguous, .other: return .unknown(reason: "code \(code)")
            case .account, .content, .later, .duplicate, .state: return .refused(refusal)
            }
        }
        guard (200..<300).contains(status) else { return .unknown(reason: "HTTP \(status) with code \(code)") }
        guard let answer = body(root) else { return .unknown(reason: "code \(code), but needed elements are missing") }
        return .done(answer)
    }

    @Sendable static func products(_ root: CoufunElement) -> [CoufunProduct]? {
        root.elements("PRODUCT_INFO").compactMap(product)
    }

    private static func product(_ element: CoufunElement) -> CoufunProduct? {
        guard let goodsID = element.first("GOODS_ID"), let name = element.first("GOODS_NAME"),
            let price = (element.first("GOODS_PRICE") ?? element.first("GOODS_ORI_PRICE")).flatMap(won)
        else { return nil }
        let image = ["IMAGE_PATH_B", "IMAGE_PATH", "IMAGE_PATH_M"].lazy.compactMap { element.first($0) }.first
        return CoufunProduct(
            goodsID: goodsID, name: name, brand: element.first("BRAND_NAME"), price: price, validity: validity(element),
            imageAddress: image)
    }

    /// `VALID_END_TYPE=D` makes VALID_END_DATE a number of days.
    private static func validity(_ element: CoufunElement) -> CoufunProduct.Validity {
        guard let end = element.first("VALID_END_DATE") else { return .unstated }
        if element.first("VALID_END_TYPE")?.uppercased() == "D" {
            return Int(end).flatMap { (1...3650).contains($0) ? .days($0) : nil } ?? .unstated
        }
        return date(end).map(CoufunProduct.Validity.until) ?? .unstated
    }

    @Sendable static func created(_ root: CoufunElement) -> CreatedCoupons? {
        let barcodes = root.all("BARCODE_NUM").filter { !$0.isEmpty }
        guard let orderID = root.first("ORDER_ID"), !barcodes.isEmpty, barcodes.count <= 10,
            Set(barcodes).count == barcodes.count, barcodes.allSatisfy(isBarcode), orderID.utf8.count <= 50
        else { return nil }
        let end = root.first("VALID_END_DATE") ?? root.first("VALID_DATE")
        return CreatedCoupons(orderID: orderID, barcodes: barcodes, validUntil: end.flatMap(date))
    }

    @Sendable static func status(_ root: CoufunElement) -> CoufunCouponStatus? {
        guard let status = root.first("STATUS") else { return nil }
        return CoufunCouponStatus(
            status: status, couponType: root.first("COUPON_TYPE"), remaining: root.first("REMAIN_AMOUNT").flatMap(won),
            total: root.first("TOTAL_AMOUNT").flatMap(won), validUntil: root.first("VALID_END_DATE").flatMap(date),
            exchangedAt: root.first("EXCHANGE_DATE"), cancelledAt: root.first("CANCEL_DATE"))
    }

    /// `yyyyMMdd`, `yyyyMMddHHmmss` or `yyyy-MM-dd HH:mm:ss`, all Korean time.
    static func date(_ text: String) -> CalendarDay? {
        CalendarDay(String(text.prefix(text.contains("-") ? 10 : 8)))
    }

    private static func won(_ text: String) -> Won? {
        Int(text.filter { $0 != "," }).flatMap { (0...100_000_000).contains($0) ? Won($0) : nil }
    }

    /// Letters and digits, at most 40: what Code 128 and the till can take.
    private static func isBarcode(_ text: String) -> Bool {
        (4...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0 < 0x80 && Character(UnicodeScalar($0)).isLetterOrDigit }
    }
}

extension CreatedCoupons {
    /// Reads a reply that was kept as it came; nil when it does not say that anything was issued.
    package init?(reply bytes: [UInt8]) {
        let outcome = CoufunReplies.outcome(status: 200, bytes: bytes, charset: nil, read: CoufunReplies.created)
        guard case .done(let created) = outcome else { return nil }
        self = created
    }
}

extension Character {
    fileprivate var isLetterOrDigit: Bool { isLetter || isNumber }
}
