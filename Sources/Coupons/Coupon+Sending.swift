import Support

extension Coupon {
    /// Korean: why no message may carry this coupon on `day`; nil when one may.
    package func reasonNotToSend(on day: CalendarDay) -> String? {
        switch issue {
        case .issued where cancelRequestedAt != nil: return "취소를 요청해 공급사의 답을 기다리는 쿠폰이라 보낼 수 없습니다."
        case .issued: break
        case .cancelled: return "취소된 쿠폰이라 보낼 수 없습니다."
        case .waiting, .issuing: return "아직 발급되지 않은 쿠폰이라 보낼 수 없습니다."
        case .failed: return "발급하지 못한 쿠폰이라 보낼 수 없습니다."
        case .unconfirmed: return "발급되었는지 확인하고 있는 쿠폰이라 보낼 수 없습니다."
        }
        switch redemption {
        case .unused, .partlyUsed: break
        case .used: return "이미 사용한 쿠폰이라 보낼 수 없습니다."
        case .expired: return Self.overSince(validUntil)
        case .cancelled: return "취소된 쿠폰이라 보낼 수 없습니다."
        }
        if let validUntil, validUntil < day { return Self.overSince(validUntil) }
        return nil
    }

    private static func overSince(_ lastDay: CalendarDay?) -> String {
        "유효기간이 \(lastDay.map { "\($0.page)에 " } ?? "")끝난 쿠폰이라 보낼 수 없습니다."
    }
}
