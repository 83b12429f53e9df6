import Accounts
import HTTPTypes
import Hummingbird
import MariaDB
import Support

extension Problem {
    /// The one place where an error becomes a refusal; nil for what nobody expected.
    package static func of(_ error: any Error) -> Problem? {
        switch error {
        case let problem as Problem: problem
        case let error as any ProblemConvertible: error.problem
        case let problems as FieldProblems: .invalid(problems)
        case let error as MariaDBError: of(error)
        case is IdempotencyClaimLost: .idempotencyKeyRunning
        case let error as any HTTPResponseError: of(error.status)
        default: nil
        }
    }

    private static func of(_ error: MariaDBError) -> Problem? {
        switch error {
        case .commitOutcomeUnknown: .outcomeUnknown
        case .deadlock, .lockWaitTimeout, .statementTimedOut: .databaseUnavailable
        default: error.isUnavailable ? .databaseUnavailable : nil
        }
    }

    private static func of(_ status: HTTPResponse.Status) -> Problem? {
        switch status {
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .contentTooLarge: .tooLarge
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .unsupportedMediaType: .unsupportedMediaType
        case let status where status.kind == .clientError:
            Problem(status, "bad_request", "요청을 읽을 수 없습니다", "요청의 형식이 올바르지 않습니다. 주소와 값을 확인해 주세요.")
        default: nil
        }
    }
}
