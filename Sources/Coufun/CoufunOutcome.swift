/// What is known after a call to COUFUN. Every call ends in exactly one of these.
package enum CoufunOutcome<Answer: Sendable>: Sendable {
    /// COUFUN did it and said so in a reply that could be read whole.
    case done(Answer)
    /// COUFUN said no in a well-formed reply.
    case refused(CoufunRefusal)
    /// The request certainly did not reach COUFUN (DNS, connect, TLS): calling again is safe.
    case notSent(reason: String)
    /// The request left us and no usable answer came back: COUFUN may have done it.
    case unknown(reason: String)
}

extension CoufunOutcome: Equatable where Answer: Equatable {}

/// A well-formed "no" of COUFUN.
package struct CoufunRefusal: Sendable, Equatable {
    /// As COUFUN wrote it: `02`, `12`, `50` …
    package let code: String
    package let kind: CoufunCode.Kind
    /// Korean, for the person at the screen.
    package let message: String
    /// RESULT_MSG as it came, for the operator.
    package let supplierMessage: String

    package init(code: String, supplierMessage: String) {
        let known = CoufunCode.table[code]
        self.code = code
        self.kind = known?.kind ?? .other
        self.message = known?.message ?? "쿠폰 공급사가 알 수 없는 코드(\(code))로 거절했습니다. 운영자에게 문의하세요."
        self.supplierMessage = supplierMessage
    }
}

/// A finished call: its outcome and what went over the wire, for the supplier_call record.
package struct CoufunReply<Answer: Sendable>: Sendable {
    package let outcome: CoufunOutcome<Answer>
    /// HTTP status, nil when no reply began.
    package let httpStatus: Int?
    /// The body as it came, within the limit of its call; holds barcodes in clear, so it is stored encrypted only.
    package let body: [UInt8]
    /// That nobody knows how it ended is our own doing: the process was being stopped. It says nothing about COUFUN.
    package let wasCutOffByUs: Bool

    package init(
        outcome: CoufunOutcome<Answer>, httpStatus: Int? = nil, body: [UInt8] = [], wasCutOffByUs: Bool = false
    ) {
        (self.outcome, self.httpStatus, self.body) = (outcome, httpStatus, body)
        self.wasCutOffByUs = wasCutOffByUs
    }
}
