import Drawing
import Support

extension TemplateProblem {
    /// What is wrong with a layout in the words and with the field names of whoever edits it; nil when nothing is.
    package static func fields(of layout: CardLayout) -> FieldProblems? {
        var fields = FieldProblems()
        for problem in all(in: layout) {
            let (field, message) = problem.words(in: layout)
            fields.add(field, message)
        }
        return fields.isEmpty ? nil : fields
    }

    private func words(in layout: CardLayout) -> (field: String, message: String) {
        func path(_ index: Int, _ part: String) -> String { "layout.elements[\(index)].\(part)" }
        func name(_ index: Int) -> String { "‘\(layout.elements[index].word)’ 항목" }
        return switch self {
        case .size(let width, let height):
            (
                "layout.width",
                "카드 크기는 가로 \(width.lowerBound)~\(width.upperBound), 세로 \(height.lowerBound)~\(height.upperBound)픽셀이어야 합니다. "
                    + "더 큰 그림은 일부 휴대폰에서 보이지 않습니다."
            )
        case .tooManyElements(let limit): ("layout.elements", "항목이 \(limit)개를 넘습니다. 쓰지 않는 항목을 지워 주세요.")
        case .outside(let index):
            (path(index, "frame"), "\(name(index))이 카드 밖으로 나갔거나 8픽셀보다 작습니다. 위치와 크기를 카드 안으로 고쳐 주세요.")
        case .noBarcode: ("layout.elements", "바코드 자리가 없어 쿠폰을 쓸 수 없는 카드가 됩니다. 바코드를 넣어 주세요.")
        case .severalBarcodes: ("layout.elements", "바코드 자리가 둘 이상이라 매장에서 어느 것을 읽을지 알 수 없습니다. 하나만 남겨 주세요.")
        case .barcodeTooSmall:
            (
                path(layout.elements.firstIndex(where: \.isBarcode) ?? 0, "frame"),
                "바코드 자리가 좁아 12자리 번호도 읽히게 그릴 수 없습니다. 너비를 넓히거나 높이를 키워 주세요."
            )
        case .textStyle(let index):
            (path(index, "style"), "\(name(index))의 글자 크기(10~160), 줄 수(1~12), 줄 간격(0.8~2.5) 중 범위를 벗어난 값이 있습니다. 고쳐 주세요.")
        case .shape(let index):
            (path(index, "shape"), "\(name(index))의 둥글기, 선, 그림자 값이 그릴 수 있는 범위를 벗어났습니다. 작은 값으로 고쳐 주세요.")
        case .words(let index): (path(index, "text"), "\(name(index))의 글이 \(Self.maxWords)자를 넘습니다. 줄여 주세요.")
        case .coversBarcode(let index):
            (path(index, "frame"), "\(name(index))이 바코드를 가려 읽히지 않을 수 있습니다. 겹치지 않게 옮기거나 바코드보다 앞 순서로 바꿔 주세요.")
        }
    }
}

extension CardElement {
    /// Korean, what the thing is.
    package var word: String {
        switch kind {
        case .shape: "도형"
        case .label: "글자"
        case .field(let field, _, _): field.word
        case .productImage: "상품 이미지"
        case .barcode: "바코드"
        }
    }
}

extension CardField {
    /// Korean, as people who send coupons call it.
    package var word: String {
        switch self {
        case .productName: "상품명"
        case .company: "고객사"
        case .notice: "안내"
        case .recipient: "받는 사람"
        case .validity: "유효기간"
        case .message: "인사말"
        }
    }
}
