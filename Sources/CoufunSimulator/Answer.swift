/// What the vendor answers, before it is encoded and before anything goes wrong on the way.
struct Answer: Sendable {
    let call: SupplierCall
    let code: String
    let message: String
    private(set) var body = XMLText()
    /// Set when this answer tells of an order.
    private(set) var orderID: String?

    init(_ call: SupplierCall, code: String, message: String) {
        (self.call, self.code, self.message) = (call, code, message)
    }

    init(_ call: SupplierCall, _ code: ResultCode, _ build: (inout XMLText) -> Void = { _ in }) {
        self.init(call, code: code.rawValue, message: code.message)
        build(&body)
    }

    init(created order: Order, _ behaviour: Behaviour) {
        self.init(.create, .success) { xml in
            xml.element("ORDER_ID", order.orderId)
            switch behaviour.shape {
            case .blocks where order.named.count != 1:
                for barcode in order.named {
                    xml.group("COUPON_INFO") { xml in
                        xml.element("BARCODE_NUM", barcode)
                        xml.element(behaviour.validityTag, order.validEnd)
                    }
                }
            case .blocks, .repeated:
                for barcode in order.named { xml.element("BARCODE_NUM", barcode) }
                xml.element(behaviour.validityTag, order.validEnd)
            }
        }
        orderID = order.orderId
    }

    /// The document as the settings and the fault want it.
    func encoded(_ arrival: Supplier.Arrival) -> EncodedAnswer {
        var content = XMLText()
        if arrival.fault != .noResultCode {
            let isSuccess = code == ResultCode.success.rawValue
            content.element("RESULT_CODE", isSuccess ? arrival.behaviour.successCode : code)
        }
        content.cdata("RESULT_MSG", message)
        content.append(body)
        let charset = arrival.behaviour.charset
        let (written, claimed): (Behaviour.Charset, Behaviour.Charset) =
            switch arrival.fault {
            case .eucKR: (.eucKR, .eucKR)
            case .wrongCharset: (.eucKR, .utf8)
            case .falseEUCKR: (.utf8, .eucKR)
            default: (charset, charset)
            }
        let prologue = arrival.fault == .hostileXML ? Self.entityBomb : ""
        let text = XMLText.document(
            call.rootElement, encoding: claimed.rawValue.uppercased(), prologue: prologue, body: content)
        let bytes = written == .eucKR ? EUCKR.bytes(text) ?? Array(text.utf8) : Array(text.utf8)
        return EncodedAnswer(bytes: bytes, contentType: "text/xml; charset=\(claimed.rawValue.uppercased())")
    }

    private static let entityBomb: String = {
        let levels = (1...9).map { level in
            "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">"
        }
        return "<!DOCTYPE bomb [<!ENTITY l0 \"쿠폰\">" + levels.joined() + "]>\n"
    }()
}

struct EncodedAnswer: Sendable {
    let bytes: [UInt8]
    let contentType: String
}
