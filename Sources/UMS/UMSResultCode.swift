/// What a DONE_CODE means and what follows from it.
///
/// Source: requirements 4.2.3 and docs/sources.md §1.8; classes other than the officially retryable ones are our
/// judgement. A code that is not listed is classed by its prefix and shown with the agent's own words.
package struct UMSResultCode: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case success
        /// A later attempt may succeed: minutes, or hours for the state of a handset.
        case retry, retryLater, retryOnce
        /// This number cannot get it: a person must look at the number.
        case number
        /// The recipient refuses advertisements at the carrier (080).
        case optOut
        /// The message itself is wrong: the rest of the campaign would fail alike.
        case content
        /// The callback number is not accepted: everything sent from it would fail alike.
        case callback
        /// The agent's account, quota, balance, policy: everything would fail alike.
        case account
        /// Not at this hour of the day.
        case night
        /// The hub has this message already.
        case duplicate
        /// Nobody knows: a person decides.
        case unknown
    }

    package let kind: Kind
    /// Korean, for the person at the screen.
    package let message: String

    private init(_ kind: Kind, _ message: String) { (self.kind, self.message) = (kind, message) }

    /// Never throws away a code: what is not in the table is classed by its prefix.
    package init(code: String) {
        if let known = Self.table[code] {
            self = known
        } else if code.isEmpty {
            self.init(.unknown, "결과 코드 없이 끝난 메시지")
        } else {
            self.init(Self.kind(byPrefixOf: code), "발송 실패 (코드 \(code))")
        }
    }

    private static func kind(byPrefixOf code: String) -> Kind {
        if code.hasPrefix("90") || code.hasPrefix("49") { return .retry }
        switch code.prefix(2) {
        case "20", "25", "22": return .account
        case "21", "23", "31", "41": return .content
        case "24", "29": return .retryOnce
        case "30", "42": return .number
        default: return .unknown
        }
    }

    private static let table: [String: UMSResultCode] = [
        "00000": .init(.success, "휴대폰에 도착"),
        "10000": .init(.success, "휴대폰에 도착"),
        "20000": .init(.account, "메시지 서비스 인증 오류"),
        "20001": .init(.account, "메시지 서비스 인증 오류"),
        "20002": .init(.account, "메시지 서비스 인증 오류"),
        "20003": .init(.account, "메시지 서비스 인증 오류"),
        "20004": .init(.account, "메시지 서비스 인증 오류"),
        "21000": .init(.retry, "발송 서버 통신 오류"),
        "21001": .init(.night, "야간 발송 제한 시간"),
        "21002": .init(.content, "잘못된 첨부 파일"),
        "21003": .init(.content, "잘못된 첨부 파일"),
        "21004": .init(.content, "잘못된 첨부 파일"),
        "21006": .init(.content, "잘못된 첨부 파일"),
        "21007": .init(.content, "잘못된 첨부 파일"),
        "21012": .init(.content, "요청 값 오류"),
        "21013": .init(.account, "발송 계정 설정 오류"),
        "21014": .init(.account, "발송 계정 설정 오류"),
        "21015": .init(.content, "요청 값 오류"),
        "21018": .init(.content, "요청 값 오류"),
        "21024": .init(.account, "발송 계정 설정 오류"),
        "21029": .init(.content, "잘못된 첨부 파일"),
        "21040": .init(.account, "발송 계정 설정 오류"),
        "21041": .init(.account, "발송 계정 설정 오류"),
        "21042": .init(.account, "발송 계정 설정 오류"),
        "21043": .init(.content, "메시지 내용이 차단됨"),
        "21049": .init(.account, "최초 식별 코드(KISA)가 필요함"),
        "21400": .init(.retry, "발송 서버 통신 오류"),
        "21504": .init(.account, "발송 계정 설정 오류"),
        "21505": .init(.account, "발송 계정 설정 오류"),
        "21506": .init(.account, "발송 계정 설정 오류"),
        "21507": .init(.account, "발송 계정 설정 오류"),
        "22000": .init(.optOut, "080 수신거부를 등록한 번호"),
        "22001": .init(.content, "메시지 내용이 차단됨"),
        "22002": .init(.callback, "등록되지 않은 발신번호 – 관리자에게 문의하세요"),
        "22003": .init(.account, "발송 계정 설정 오류"),
        "22004": .init(.retry, "발송 서버 내부 오류"),
        "22005": .init(.account, "발송 계정 설정 오류"),
        "22006": .init(.account, "발송 계정 설정 오류"),
        "22007": .init(.callback, "발신번호 도용 차단"),
        "22008": .init(.callback, "발신번호 도용 차단"),
        "23000": .init(.content, "첨부 이미지 오류"),
        "23001": .init(.content, "첨부 이미지 오류"),
        "23002": .init(.content, "첨부 이미지 오류"),
        "23003": .init(.content, "첨부 이미지 오류"),
        "23004": .init(.retry, "발송 서버 내부 오류"),
        "23005": .init(.retry, "발송 서버 내부 오류"),
        "23006": .init(.retry, "통신사 장애"),
        "23007": .init(.retry, "통신사 장애"),
        "23008": .init(.account, "통신사 인증 오류"),
        "23009": .init(.content, "첨부 이미지 오류"),
        "24000": .init(.retry, "발송 시간 초과"),
        "24001": .init(.retry, "발송 시간 초과"),
        "24002": .init(.retry, "발송 시간 초과"),
        "25000": .init(.account, "발송 잔액 부족"),
        "25001": .init(.account, "발송 잔액 부족"),
        "25002": .init(.account, "발송 잔액 부족"),
        "25003": .init(.account, "발송 잔액 부족"),
        "25004": .init(.account, "발송 잔액 부족"),
        "25005": .init(.account, "발송 잔액 부족"),
        "25006": .init(.account, "발송 잔액 부족"),
        "25007": .init(.account, "발송 잔액 부족"),
        "29000": .init(.content, "요청 값 오류"),
        "29001": .init(.content, "요청 값 오류"),
        "29002": .init(.retry, "초당 발송 건수 초과"),
        "29003": .init(.retryOnce, "일시적인 발송 오류"),
        "29004": .init(.retryOnce, "일시적인 발송 오류"),
        "29005": .init(.duplicate, "이미 접수된 메시지"),
        "29006": .init(.retry, "발송 서버 통신 오류"),
        "29007": .init(.retry, "발송 서버 통신 오류"),
        "29008": .init(.content, "요청 값 오류"),
        "29009": .init(.content, "요청 값 오류"),
        "29010": .init(.content, "요청 값 오류"),
        "29011": .init(.account, "메시지 서비스 인증 오류"),
        "29012": .init(.retry, "발송 서버 통신 오류"),
        "29015": .init(.retry, "발송 시간 초과"),
        "29016": .init(.account, "발송 계정 설정 오류"),
        "29017": .init(.retry, "발송 서버 통신 오류"),
        "29018": .init(.account, "발송 한도 초과"),
        "29019": .init(.retry, "발송 서버 통신 오류"),
        "29020": .init(.account, "발송 한도 초과"),
        "29022": .init(.account, "발송 계정 설정 오류"),
        "29023": .init(.duplicate, "이미 접수된 메시지"),
        "29024": .init(.duplicate, "이미 접수된 메시지"),
        "29025": .init(.account, "메시지 서비스 인증 오류"),
        "29026": .init(.retry, "발송 서버 통신 오류"),
        "29028": .init(.retry, "발송 서버 통신 오류"),
        "29029": .init(.content, "잘못된 첨부 파일"),
        "29030": .init(.retry, "발송 서버 통신 오류"),
        "29031": .init(.retry, "발송 서버 통신 오류"),
        "29032": .init(.retry, "발송 서버 통신 오류"),
        "29033": .init(.retry, "발송 서버 통신 오류"),
        "29034": .init(.retry, "발송 서버 통신 오류"),
        "30000": .init(.duplicate, "이미 접수된 메시지"),
        "30100": .init(.account, "통신사 과금·인증 오류"),
        "30101": .init(.retryLater, "휴대폰 저장 공간 부족"),
        "30102": .init(.retry, "전송 시간 초과"),
        "30103": .init(.retry, "전송 시간 초과"),
        "30104": .init(.number, "문자를 받을 수 없는 번호"),
        "30105": .init(.duplicate, "이미 접수된 메시지"),
        "30106": .init(.account, "통신사 과금·인증 오류"),
        "30107": .init(.account, "통신사 과금·인증 오류"),
        "30108": .init(.retryOnce, "통신사 기타 오류"),
        "30109": .init(.number, "잘못된 휴대폰 번호"),
        "30110": .init(.number, "결번이거나 정지된 번호"),
        "30111": .init(.content, "광고 표시 또는 수신거부 문구 오류"),
        "30112": .init(.night, "야간 광고 제한 시간"),
        "30113": .init(.content, "광고 표시 또는 수신거부 문구 오류"),
        "30114": .init(.content, "광고 표시 또는 수신거부 문구 오류"),
        "30115": .init(.night, "야간 발송 제한 시간"),
        "30116": .init(.callback, "등록되지 않은 발신번호 – 관리자에게 문의하세요"),
        "30117": .init(.callback, "발신번호 규칙 위반"),
        "30118": .init(.content, "메시지 형식 오류"),
        "30119": .init(.callback, "변작으로 신고된 발신번호"),
        "30120": .init(.callback, "발신번호 도용 차단"),
        "30121": .init(.retry, "전송 시간 초과"),
        "30122": .init(.number, "휴대폰에서 수신을 거부함"),
        "30123": .init(.number, "결번이거나 정지된 번호"),
        "30125": .init(.number, "결번이거나 정지된 번호"),
        "30126": .init(.retryLater, "휴대폰 전원이 꺼져 있음"),
        "30127": .init(.retryLater, "휴대폰이 통화권 밖에 있음"),
        "31000": .init(.number, "잘못된 휴대폰 번호"),
        "31001": .init(.content, "메시지 형식 오류"),
        "31002": .init(.retryOnce, "통신사 기타 오류"),
        "31003": .init(.account, "발송 잔액 부족"),
        "31004": .init(.duplicate, "이미 접수된 메시지"),
        "31100": .init(.content, "메시지 형식 오류"),
        "31101": .init(.number, "잘못된 휴대폰 번호"),
        "31102": .init(.content, "메시지 형식 오류"),
        "31103": .init(.content, "메시지 형식 오류"),
        "31104": .init(.number, "MMS를 받을 수 없는 단말"),
        "31105": .init(.retryLater, "휴대폰 저장 공간 부족"),
        "31106": .init(.retry, "전송 시간 초과"),
        "31107": .init(.retryLater, "휴대폰 전원이 꺼져 있음"),
        "31108": .init(.retryLater, "휴대폰이 통화권 밖에 있음"),
        "31109": .init(.retryOnce, "통신사 기타 오류"),
        "31110": .init(.retry, "통신사 일시 오류"),
        "31111": .init(.number, "일시 정지된 번호"),
        "31112": .init(.retry, "발송 서버 내부 오류"),
        "31113": .init(.retry, "통신사 일시 오류"),
        "31114": .init(.account, "통신사가 계정을 차단함"),
        "31115": .init(.account, "통신사가 계정을 차단함"),
        "31116": .init(.account, "통신사가 계정을 차단함"),
        "31117": .init(.retryOnce, "번호이동 처리 오류"),
        "31118": .init(.retry, "발송 서버 내부 오류"),
        "31119": .init(.content, "메시지 내용이 차단됨"),
        "31120": .init(.duplicate, "이미 접수된 메시지"),
        "31121": .init(.callback, "등록되지 않은 발신번호 – 관리자에게 문의하세요"),
        "31122": .init(.callback, "발신번호 규칙 위반"),
        "31123": .init(.callback, "변작으로 신고된 발신번호"),
        "31124": .init(.callback, "발신번호 도용 차단"),
        "41010": .init(.content, "첨부 이미지를 찾지 못함"),
        "41020": .init(.content, "이미지 형식 오류"),
        "41030": .init(.content, "이미지 용량 초과"),
        "42020": .init(.number, "번호 형식 오류 – 번호를 고쳐 다시 보내세요"),
        "42030": .init(.callback, "등록되지 않은 발신번호 – 관리자에게 문의하세요"),
    ]
}
