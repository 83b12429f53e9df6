import HTTPTypes
import Support

/// The problems that any route may have.
extension Problem {
    package static let unauthorized = Problem(
        .unauthorized, "unauthorized", "로그인이 필요합니다",
        "로그인하지 않았거나 로그인이 끝났습니다. 다시 로그인해 주세요.")

    package static let forbidden = Problem(
        .forbidden, "forbidden", "권한이 없습니다", "이 기능을 쓸 권한이 없는 계정입니다. 필요하면 관리자에게 권한을 요청해 주세요.")

    package static let passwordChangeRequired = Problem(
        .forbidden, "password_change_required", "비밀번호를 바꿔야 합니다",
        "처음 받은 비밀번호를 그대로 쓰고 있어 다른 기능을 쓸 수 없습니다. 먼저 새 비밀번호로 바꿔 주세요.")

    package static let csrfFailed = Problem(
        .forbidden, "csrf_failed", "화면이 오래되어 요청을 받을 수 없습니다",
        "이 화면에서 보낸 요청인지 확인하지 못했습니다. 화면을 새로고침한 뒤 다시 시도해 주세요. 바뀐 내용은 없습니다.")

    package static let notFound = Problem(
        .notFound, "not_found", "찾을 수 없습니다", "요청한 항목이 없거나 볼 수 있는 범위에 없습니다. 주소나 검색 조건을 확인해 주세요.")

    package static let methodNotAllowed = Problem(
        .methodNotAllowed, "method_not_allowed", "지원하지 않는 요청입니다", "이 주소에는 그 방식으로 요청할 수 없습니다. API 문서를 확인해 주세요.")

    package static let tooLarge = Problem(
        .contentTooLarge, "too_large", "요청이 너무 큽니다", "보낸 내용이 허용된 크기를 넘어 받지 않았습니다. 파일은 20MB까지 올릴 수 있습니다.")

    package static let invalidJSON = Problem(
        .badRequest, "invalid_json", "요청을 읽을 수 없습니다", "본문이 올바른 JSON이 아닙니다. 형식을 확인한 뒤 다시 보내 주세요.")

    package static let tooManyMarks = Problem(
        .badRequest, "invalid_json", "요청을 읽을 수 없습니다",
        "글자 하나에 결합 부호가 \(MarkCount.most)개 넘게 붙어 있어 읽지 않았습니다. 그 글자를 지우고 다시 보내 주세요.")

    package static let unsupportedMediaType = Problem(
        .unsupportedMediaType, "unsupported_media_type", "요청 형식이 다릅니다",
        "이 주소는 application/json 본문만 받습니다. Content-Type을 확인해 주세요.")

    package static let databaseUnavailable = Problem(
        .serviceUnavailable, "database_unavailable", "잠시 이용할 수 없습니다",
        "데이터베이스와 연결이 원활하지 않아 요청을 처리하지 못했습니다. 잠시 뒤 다시 시도해 주세요.", retryAfterSeconds: 5)

    /// What became of the act is not known: the connection went while it was being written.
    package static let outcomeUnknown = Problem(
        .serviceUnavailable, "outcome_unknown", "처리 결과를 확인하지 못했습니다",
        "저장하는 도중 데이터베이스 연결이 끊겨 반영되었는지 알 수 없습니다. 목록에서 결과를 확인한 뒤 필요하면 다시 시도해 주세요.", retryAfterSeconds: 5)

    package static let internalError = Problem(
        .internalServerError, "internal_error", "처리하지 못했습니다",
        "시스템 안에서 예상하지 못한 문제가 생겨 요청을 끝내지 못했습니다. 같은 일이 반복되면 요청번호를 관리자에게 알려 주세요.")

    package static let busy = Problem(
        .tooManyRequests, "too_busy", "요청이 몰리고 있습니다", "한꺼번에 많은 요청이 들어와 처리하지 않았습니다. 잠시 뒤 다시 시도해 주세요.",
        retryAfterSeconds: 1)

    package static func invalidQuery(_ field: String, _ message: String) -> Problem {
        Problem(
            .badRequest, "invalid_query", "검색 조건이 올바르지 않습니다", message,
            errors: [FieldProblems.Item(field: field, message: message)])
    }

    package static func invalid(_ problems: FieldProblems) -> Problem {
        let detail = problems.items.first.map { first in
            problems.items.count == 1
                ? first.message : "\(first.message) 그 밖에 확인할 항목이 \(problems.items.count - 1)개 더 있습니다."
        }
        return Problem(
            .unprocessableContent, "validation_failed", "입력한 내용을 확인해 주세요", detail ?? "입력한 내용을 확인해 주세요.",
            errors: problems.items)
    }

    package static let idempotencyKeyReused = Problem(
        .unprocessableContent, "idempotency_key_reused", "이미 다른 요청에 쓴 키입니다",
        "같은 Idempotency-Key로 내용이 다른 요청을 보냈습니다. 새 요청이면 새 키를 쓰고, 다시 보내는 것이면 처음과 같은 내용을 보내 주세요.")

    package static let idempotencyKeyRunning = Problem(
        .conflict, "idempotency_key_running", "같은 요청을 처리하고 있습니다",
        "같은 Idempotency-Key의 요청이 아직 끝나지 않았습니다. 잠시 뒤 같은 키로 다시 보내면 결과를 받을 수 있습니다.", retryAfterSeconds: 2)

    package static let invalidIdempotencyKey = Problem(
        .badRequest, "invalid_idempotency_key", "Idempotency-Key를 읽을 수 없습니다",
        "Idempotency-Key는 공백 없는 영문·숫자·기호 1~128자입니다. 요청마다 새로 만든 값을 보내 주세요.")
}
