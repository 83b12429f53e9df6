/// COUFUN's result codes with what follows from each and what to tell a person.
///
/// Source: docs/sources.md §2.3 (the only public list; the classes are our judgement).
package struct CoufunCode: Sendable {
    package enum Kind: String, Sendable {
        /// Our account, IP or rights: nothing of this company can succeed until a person acts.
        case account
        /// This request can never succeed as it is.
        case content
        /// COUFUN cannot at the moment and did nothing; later it may.
        case later
        /// COUFUN has seen this TR_ID before.
        case duplicate
        /// The coupon's own state forbids it: used, cancelled.
        case state
        /// COUFUN failed inside and may or may not have acted.
        case ambiguous
        /// Not in the table.
        case other
    }

    package let kind: Kind
    package let message: String

    /// `0000` is what older documents say (docs/sources.md §2.2).
    package static let success: Set<String> = ["00", "0000"]

    package static let table: [String: CoufunCode] = [
        "01": .init(kind: .account, message: "쿠폰 공급사에 등록되지 않은 서버 주소(IP)입니다. 연동 설정 문제이므로 운영자에게 알려 주세요."),
        "02": .init(kind: .account, message: "고객사의 공급사 ID(POC_ID)가 맞지 않습니다. 운영자에게 알려 주세요."),
        "03": .init(kind: .content, message: "주문번호가 맞지 않습니다."),
        "04": .init(kind: .content, message: "유효기간 값이 맞지 않습니다."),
        "05": .init(kind: .content, message: "사용기간 값이 맞지 않습니다."),
        "08": .init(kind: .content, message: "권종이 맞지 않는 상품입니다."),
        "09": .init(kind: .later, message: "오늘 상품 조회 횟수를 모두 썼습니다. 저장해 둔 상품 목록을 보여 드립니다."),
        "10": .init(kind: .content, message: "상품 정보가 맞지 않습니다. 상품 목록을 새로 고친 뒤 다시 골라 주세요."),
        "11": .init(kind: .content, message: "거래번호(TR_ID) 길이가 맞지 않습니다. 운영자에게 알려 주세요."),
        "12": .init(kind: .duplicate, message: "공급사가 이미 처리한 거래번호입니다. 쿠폰이 발급되었는지 확인이 필요합니다."),
        "13": .init(kind: .content, message: "발신번호가 맞지 않습니다."),
        "14": .init(kind: .content, message: "수신번호가 맞지 않습니다."),
        "15": .init(kind: .content, message: "요청한 수량이 맞지 않습니다. 한 번에 1~10장까지 발급할 수 있습니다."),
        "16": .init(kind: .content, message: "쿠폰 번호가 맞지 않습니다."),
        "17": .init(kind: .state, message: "이미 사용된 쿠폰입니다."),
        "18": .init(kind: .state, message: "이미 취소된 쿠폰입니다."),
        "19": .init(kind: .content, message: "발송 유형이 맞지 않습니다."),
        "20": .init(kind: .content, message: "공급사의 발송 횟수 한도를 넘었습니다."),
        "21": .init(kind: .content, message: "문자 제목이 맞지 않습니다."),
        "22": .init(kind: .content, message: "문자 내용이 맞지 않습니다."),
        "23": .init(kind: .duplicate, message: "공급사가 중복 요청이라고 답했습니다. 쿠폰이 발급되었는지 확인이 필요합니다."),
        "24": .init(kind: .content, message: "추가 입력 값이 너무 깁니다."),
        "25": .init(kind: .content, message: "추가 입력 값이 너무 깁니다."),
        "26": .init(kind: .content, message: "유효기간 정보가 없습니다."),
        "27": .init(kind: .content, message: "유효기간 형식이 맞지 않습니다."),
        "28": .init(kind: .content, message: "이 상품은 유효기간을 늘릴 수 없습니다."),
        "29": .init(kind: .content, message: "유효기간 연장 값이 맞지 않습니다."),
        "30": .init(kind: .content, message: "판매 기간이 끝난 상품입니다. 다른 상품을 골라 주세요."),
        "31": .init(kind: .content, message: "없는 상품입니다. 상품 목록을 새로 고친 뒤 다시 골라 주세요."),
        "50": .init(kind: .later, message: "쿠폰 공급사가 점검 중이거나 응답이 늦어지고 있습니다. 잠시 뒤 자동으로 다시 요청합니다."),
        "95": .init(kind: .account, message: "공급사에서 먼저 처리할 일이 있습니다. 운영자에게 알려 주세요."),
        "98": .init(kind: .account, message: "쿠폰 공급사의 사용 권한이 부족합니다. 운영자에게 알려 주세요."),
        "99": .init(kind: .ambiguous, message: "쿠폰 공급사 시스템 오류입니다. 처리되었는지 확인이 필요합니다."),
    ]
}
