/// DONE_CODE values the simulated agent and hub give, with DONE_CODE_DESC.
enum AgentCode: String, Sendable, CaseIterable {
    // The agent itself, before anything is sent.
    case fileMissing = "41010"
    case fileExtension = "41020"
    case fileTooLarge = "41030"
    case numberFormat = "42020"
    case callbackNotRegistered = "42030"
    case agentFailure = "90010"
    // The hub, on receipt.
    case tooManyFiles = "21004"
    case nightAdvertisement = "21001"
    case optedOut = "22000"
    case fileDamaged = "23002"
    case fileFormat = "23003"
    case carrierDown = "23006"
    case repeatedKey = "29024"
    case wrongParameter = "29001"
    // The carrier.
    case wrongNumber = "31101"
    case unsupportedHandset = "31104"
    case handsetFull = "31105"
    case deliveryTimedOut = "31106"
    case poweredOff = "31107"
    case noSignal = "31108"
    case carrierRefused = "31110"
    case suspended = "31111"
    case carrierInternal = "31112"

    var description: String {
        switch self {
        case .fileMissing: "MMS 파일 없음"
        case .fileExtension: "MMS 파일 확장자 오류"
        case .fileTooLarge: "MMS 용량 초과"
        case .numberFormat: "번호 형식 오류"
        case .callbackNotRegistered: "발신번호 미등록"
        case .agentFailure: "에이전트 처리 실패"
        case .tooManyFiles: "첨부파일 4개 이상"
        case .nightAdvertisement: "야간 발송 제한 시간"
        case .optedOut: "080 수신거부 등록자"
        case .fileDamaged: "파일 오류"
        case .fileFormat: "파일 포맷 오류"
        case .carrierDown: "이통사 장애"
        case .repeatedKey: "중복 키"
        case .wrongParameter: "파라미터 오류"
        case .wrongNumber: "수신번호 오류"
        case .unsupportedHandset: "MMS 미지원 단말"
        case .handsetFull: "단말 저장공간 초과"
        case .deliveryTimedOut: "전송시간 초과"
        case .poweredOff: "단말 전원 꺼짐"
        case .noSignal: "음영지역"
        case .carrierRefused: "서버 접수 실패"
        case .suspended: "일시 서비스 정지"
        case .carrierInternal: "통신사 내부 오류"
        }
    }

    /// How often each reason turns up among a hundred failures of a Korean bulk sender, roughly.
    static let believableFailures: [(code: AgentCode, weight: Int)] = [
        (.poweredOff, 24), (.noSignal, 14), (.wrongNumber, 16), (.suspended, 12), (.handsetFull, 8),
        (.unsupportedHandset, 8), (.optedOut, 6), (.deliveryTimedOut, 4), (.carrierRefused, 3), (.carrierInternal, 2),
        (.carrierDown, 2), (.agentFailure, 1),
    ]
}
