import Foundation

/// Why a card is not on the disk. Nothing half written stays behind.
package enum CardFileError: Error, Sendable, Equatable {
    /// The disk or the quota is full: drawing on is useless until someone makes room.
    case diskFull
    case notPermitted
    /// So long that three paths would not fit into `MMS_FILE_LIST`.
    case pathTooLong(limit: Int)
    /// `MMS_FILE_LIST` separates paths by commas; only printable ASCII without comma and space is taken.
    case badPath
    case failed(code: Int32)

    init(errno code: Int32) {
        switch code {
        case ENOSPC, EDQUOT: self = .diskFull
        case EACCES, EPERM, EROFS: self = .notPermitted
        default: self = .failed(code: code)
        }
    }
}
