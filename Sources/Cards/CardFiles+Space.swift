import Foundation
import NIOPosix
import Support

extension CardFiles {
    /// Bytes that may still be written where the cards are kept. A disk that hangs holds up one thread of its own.
    /// - Throws: when the directory, or the nearest one above it, cannot be looked at.
    package func freeBytes() async throws -> Int {
        let root = root.path
        return try await CardBatch.threads.runIfActive { try Self.freeBytes(at: root) }
    }

    /// The same. Writes and deletes a file to be sure that they may be written.
    package func freeBytes(on day: CalendarDay) async throws -> Int {
        try await probe(on: day)
        return try await freeBytes()
    }

    private static func freeBytes(at directory: String) throws(CardFileError) -> Int {
        var directory = directory
        var status = statvfs()
        // Made with the first card: until then the disk is that of the directory above.
        while statvfs(directory, &status) != 0 {
            guard errno == ENOENT, directory.count > 1 else { throw CardFileError(errno: errno) }
            directory = (directory as NSString).deletingLastPathComponent
        }
        let (free, overflows) = Int(clamping: status.f_bavail).multipliedReportingOverflow(
            by: Int(clamping: status.f_frsize))
        return overflows ? .max : free
    }
}
