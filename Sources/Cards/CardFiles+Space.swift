import Foundation
import Support

extension CardFiles {
    /// Bytes that may still be written where the cards are kept. Writes and deletes a file to be sure that they may.
    package func freeBytes(on day: CalendarDay) async throws -> Int {
        try await probe(on: day)
        var status = statvfs()
        guard statvfs(directory, &status) == 0 else { throw CardFileError(errno: errno) }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}
