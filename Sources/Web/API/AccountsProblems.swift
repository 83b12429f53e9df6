import Accounts
import Foundation
import HTTPTypes
import Support

extension AccountsError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .noSuchCompany:
            Problem(.notFound, "company_not_found", "고객사를 찾을 수 없습니다", "그 고객사가 없거나 지워졌습니다. 고객사 목록에서 다시 골라 주세요.")
        case .noSuchUser:
            Problem(.notFound, "user_not_found", "사용자를 찾을 수 없습니다", "그 사용자가 없습니다. 사용자 목록을 새로고침한 뒤 다시 시도해 주세요.")
        case .noSuchCallbackNumber:
            Problem(
                .notFound, "callback_number_not_found", "발신번호를 찾을 수 없습니다",
                "그 발신번호가 없거나 이미 지워졌습니다. 발신번호 목록을 새로고침해 주세요.")
        case .companyExists:
            Problem(
                .conflict, "company_exists", "이미 등록된 고객사입니다",
                "이름과 POC_ID가 같은 고객사가 있습니다. 목록에서 그 고객사를 쓰거나 다른 이름으로 등록해 주세요.",
                errors: [.init(field: "name", message: "이름과 POC_ID가 같은 고객사가 있습니다.")])
        case .loginIDTaken:
            Problem(
                .conflict, "login_id_taken", "이미 쓰고 있는 아이디입니다", "같은 아이디의 사용자가 있어 만들지 않았습니다. 다른 아이디를 정해 주세요.",
                errors: [.init(field: "loginId", message: "이미 쓰고 있는 아이디입니다.")])
        case .callbackNumberExists:
            Problem(
                .conflict, "callback_number_exists", "이미 등록된 발신번호입니다", "그 고객사에 같은 발신번호가 있습니다. 목록에서 그 번호를 고쳐 주세요.",
                errors: [.init(field: "number", message: "이미 등록된 발신번호입니다.")])
        case .ownRights:
            Problem(
                .conflict, "own_rights", "본인의 관리자 권한은 없앨 수 없습니다",
                "자기 계정의 관리자 권한을 빼거나 비활성화할 수 없습니다. 다른 관리자에게 부탁해 주세요. 바뀐 내용은 없습니다.")
        case .lastAdministrator:
            Problem(
                .conflict, "last_administrator", "마지막 관리자입니다",
                "관리자가 한 명도 남지 않게 되어 바꾸지 않았습니다. 먼저 다른 사용자를 관리자로 지정해 주세요.")
        case .notPending:
            Problem(.conflict, "not_pending", "승인 대기 상태가 아닙니다", "이미 승인되었거나 비활성화된 계정입니다. 목록을 새로고침해 주세요.")
        case .wrongPassword:
            Problem(
                .unprocessableContent, "wrong_password", "지금 비밀번호가 맞지 않습니다",
                "지금 쓰는 비밀번호가 맞지 않아 바꾸지 않았습니다. 다시 입력해 주세요.",
                errors: [.init(field: "currentPassword", message: "지금 비밀번호가 맞지 않습니다.")])
        case .busy: .busy
        }
    }
}

extension AccountLocked: ProblemConvertible {
    package var problem: Problem { .accountLocked(lock, now: Date()) }
}

/// Answers to somebody who tries to sign in.
extension Problem {
    static func invalidCredentials(remaining: Int, _ lock: LoginLock?) -> Problem {
        let detail =
            if let lock {
                "아이디 또는 비밀번호가 맞지 않습니다. \(words(lock))"
            } else {
                "아이디 또는 비밀번호가 맞지 않습니다. (남은 시도 \(remaining)회)"
            }
        return Problem(.unauthorized, "invalid_credentials", "로그인하지 못했습니다", detail)
    }

    static func accountLocked(_ lock: LoginLock, now: Date) -> Problem {
        let seconds = max(1, Int(lock.until.timeIntervalSince(now).rounded(.up)))
        let minutes = (seconds + 59) / 60
        return Problem(
            HTTPResponse.Status(code: 423, reasonPhrase: "Locked"), "account_locked", "계정이 잠겼습니다",
            "\(words(lock)) (남은 시간 \(minutes)분)",
            retryAfterSeconds: seconds)
    }

    private static func words(_ lock: LoginLock) -> String {
        let time = SeoulTime.clock(lock.until).prefix(5)
        return lock.isEverywhere
            ? "여러 곳에서 비밀번호를 잘못 입력한 일이 많아 처음 쓰는 기기의 로그인을 \(lock.minutes)분간 막았습니다. "
                + "전에 로그인했던 브라우저에서 로그인하거나, \(time) 이후 다시 시도하거나, 관리자에게 잠금 해제를 요청하세요."
            : "비밀번호를 5회 이상 잘못 입력해 \(lock.minutes)분간 잠겼습니다. \(time) 이후 다시 시도하거나 관리자에게 잠금 해제를 요청하세요."
    }

    static let accountPending = Problem(
        .forbidden, "account_pending", "승인 대기 중입니다", "승인 대기 중인 계정입니다. 관리자 승인 후 이용할 수 있습니다.")

    static let accountDeactivated = Problem(
        .forbidden, "account_deactivated", "사용이 중지된 계정입니다", "이 계정은 사용이 중지되었습니다. 다시 쓰려면 관리자에게 문의해 주세요.")

    static let companyClosed = Problem(
        .forbidden, "company_closed", "이용이 끝난 고객사입니다", "소속 고객사의 이용이 끝나 로그인할 수 없습니다. 관리자에게 문의해 주세요.")

    static func tooManyAttempts(retryAfterSeconds: Int) -> Problem {
        Problem(
            .tooManyRequests, "too_many_attempts", "로그인 시도가 너무 많습니다",
            "이 네트워크에서 로그인 실패가 많아 잠시 막았습니다. \((retryAfterSeconds + 59) / 60)분 뒤 다시 시도해 주세요.",
            retryAfterSeconds: retryAfterSeconds)
    }
}
