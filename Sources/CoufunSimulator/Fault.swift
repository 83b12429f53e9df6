/// One way in which a call goes wrong. "Acts" means that the coupon is issued (or cancelled) all the same.
enum Fault: Sendable, Equatable {
    /// Closes the connection before acting.
    case requestLost
    /// Acts, then closes the connection without a byte.
    case replyLost
    /// Acts, then answers after `lateSeconds`.
    case late
    /// Waits `lateSeconds`, then acts and answers.
    case lateAction
    /// Acts, then closes after half of the body.
    case cut
    /// HTTP 500, 502 or 503 without acting; with acting.
    case serverError, serverErrorAfterActing
    /// Acts; 200 with no body.
    case emptyBody
    /// Acts; the reply lacks one of the barcodes (the only one, when one was asked for).
    case wrongCount
    /// Issues one coupon more than asked for and names it too.
    case extraBarcode
    /// Acts; the reply repeats a barcode of this or an earlier order.
    case repeatedBarcode
    /// Code 50, 99 or any other without acting; 99 after acting.
    case refused(code: String)
    case systemErrorAfterActing
    /// Acts; the body trickles out over `dripSeconds`.
    case slowDrip
    /// Acts; the body is EUC-KR and says so.
    case eucKR
    /// Acts; EUC-KR that claims to be UTF-8, and the other way round.
    case wrongCharset, falseEUCKR
    /// Acts; a page of HTML instead of XML.
    case garbage
    /// Acts; no RESULT_CODE in the reply.
    case noResultCode
    /// Acts; a document type with nested entities.
    case hostileXML
    /// Acts; a body of 64 MB.
    case hugeBody

    private static let words: [String: Fault] = [
        "requestLost": .requestLost, "replyLost": .replyLost, "late": .late, "lateAction": .lateAction, "cut": .cut,
        "serverError": .serverError, "serverErrorAfterActing": .serverErrorAfterActing, "emptyBody": .emptyBody,
        "wrongCount": .wrongCount, "extraBarcode": .extraBarcode,
        "repeatedBarcode": .repeatedBarcode, "maintenance": .refused(code: "50"),
        "systemError": .refused(code: "99"), "systemErrorAfterActing": .systemErrorAfterActing,
        "slowDrip": .slowDrip, "eucKR": .eucKR, "wrongCharset": .wrongCharset, "falseEUCKR": .falseEUCKR,
        "garbage": .garbage, "noResultCode": .noResultCode, "hostileXML": .hostileXML, "hugeBody": .hugeBody,
    ]

    static var allWords: [String] { words.keys.sorted() + ["code:NN"] }

    /// Whether the vendor's books change although the caller may not learn of it.
    var acts: Bool {
        switch self {
        case .requestLost, .serverError, .refused: false
        default: true
        }
    }
}

extension Fault: LosslessStringConvertible {
    init?(_ description: String) {
        if let fault = Self.words[description] {
            self = fault
        } else if description.hasPrefix("code:"), (2...4).contains(description.utf8.count - 5) {
            self = .refused(code: String(description.dropFirst(5)))
        } else {
            return nil
        }
    }

    var description: String {
        if let word = Self.words.first(where: { $0.value == self })?.key { return word }
        guard case .refused(let code) = self else { preconditionFailure("every other fault has a word") }
        return "code:\(code)"
    }
}
