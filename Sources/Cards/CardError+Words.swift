import Drawing

extension CardError {
    /// Korean, half a sentence for people who look after sending: why, and nothing of the coupon.
    package var words: String {
        switch self {
        case .badBarcode: "쿠폰 번호를 이 바코드 종류로 만들 수 없음"
        case .barcodeTooWide: "쿠폰 번호가 길어 바코드가 자리보다 넓음"
        case .unreadable: "완성한 카드에서 바코드가 다시 읽히지 않음"
        case .tooLarge: "가장 낮은 화질로도 300KB를 넘음"
        case .badTemplate: "카드 디자인에 바코드 자리가 없거나 배경 그림이 손상됨"
        case .drawing(.noKoreanFont): "서버에 한글 글꼴이 없음"
        case .drawing(.noCanvas), .drawing(.outOfMemory): "서버 메모리가 부족함"
        case .drawing(.notEncoded): "JPEG로 저장하지 못함"
        case .drawing(.closed): "프로그램이 종료되는 중"
        }
    }
}
