import Campaigns
import Cards
import Drawing
import HTTPTypes
import Support

extension TemplateError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .noSuchTemplate:
            Problem(
                .notFound, "template_not_found", "템플릿을 찾을 수 없습니다", "그 템플릿이 없거나 주소가 잘못되었습니다. 템플릿 목록에서 다시 골라 주세요.")
        case .builtIn:
            Problem(
                .conflict, "template_built_in", "기본 제공 템플릿은 고칠 수 없습니다",
                "새 버전이 나오면 함께 바뀌는 템플릿이라 고치지 않았습니다. 복제한 뒤 복제본을 고쳐 주세요.")
        case .lastResort:
            Problem(
                .conflict, "template_last_resort", "이 템플릿은 사용을 중지할 수 없습니다",
                "다른 템플릿을 그리지 못할 때 대신 쓰는 기본 카드라 항상 남겨 둡니다. 바뀐 내용은 없습니다.")
        }
    }
}

extension CardTemplateConflict: ProblemConvertible {
    package var problem: Problem {
        Problem(
            .conflict, "template_changed", "그사이 템플릿이 바뀌었습니다",
            "다른 사람이 먼저 버전 \(version)을 저장해 덮어쓰지 않았습니다. 템플릿을 다시 열어 바뀐 내용을 확인한 뒤 고쳐 주세요.")
    }
}

extension CardError: ProblemConvertible {
    package var problem: Problem {
        let advice: String =
            switch self {
            case .badBarcode, .barcodeTooWide: "바코드 자리를 가로로 더 넓히거나 바코드 종류를 바꿔 주세요."
            case .unreadable: "바코드 위에 다른 항목이나 그림자가 겹치지 않게 하고, 자리를 넓혀 주세요."
            case .tooLarge: "배경 그림을 단순한 것으로 바꾸거나 카드 크기를 줄여 주세요."
            case .badTemplate: "배경 그림을 다시 올리거나 단색 배경으로 바꿔 주세요."
            case .drawing: "잠시 뒤 다시 시도하고, 계속되면 시스템 운영자에게 알려 주세요."
            }
        return Problem(
            .unprocessableContent, "card_not_drawn", "이 디자인으로는 카드를 그릴 수 없습니다", "\(words). \(advice)",
            errors: [.init(field: "layout", message: "\(words). \(advice)")])
    }
}

extension ImageError: ProblemConvertible {
    package var problem: Problem {
        let words = words
        let isTooLarge = if case .tooManyBytes = self { true } else { false }
        let status: HTTPResponse.Status = isTooLarge ? .contentTooLarge : .unprocessableContent
        return Problem(
            status, "image_not_taken", "그림을 쓸 수 없습니다", words, errors: [.init(field: "file", message: words)])
    }

    /// Korean: what happened, why, what to do.
    private var words: String {
        switch self {
        case .unknownFormat: "JPEG나 PNG 그림이 아니라서 받지 않았습니다. 파일 이름만 바꾼 다른 형식일 수 있습니다. JPEG나 PNG로 저장해 다시 올려 주세요."
        case .tooManyBytes(let limit):
            "그림 파일이 \(limit / 1_000_000)MB를 넘어 받지 않았습니다. 크기를 줄여 다시 올려 주세요."
        case .tooManyPixels(let width, let height):
            "그림이 너무 커서(\(width.grouped) × \(height.grouped)픽셀) 받지 않았습니다. "
                + "카드 크기(최대 1,000 × 1,440픽셀)에 맞게 줄여 다시 올려 주세요."
        case .printingColors: "인쇄용 색(CMYK)으로 저장된 그림이라 화면 색이 달라질 수 있어 받지 않았습니다. RGB로 변환해 다시 올려 주세요."
        case .damaged: "그림 파일이 끝까지 있지 않거나 손상되어 열 수 없습니다. 원본을 다시 저장해 올려 주세요."
        }
    }
}
