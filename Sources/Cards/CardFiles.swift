import Foundation
import NIOPosix
import Support

/// The directory in which the SNAP agent finds the cards: `YYYYMMDD/<name that nobody can guess>.jpg`.
///
/// A file is complete and on the disk before its path is given away, and readable by the agent's own user. Names say
/// nothing: whoever guesses one would hold a coupon, so they carry 128 random bits.
package struct CardFiles: Sendable {
    /// Three paths share the 600 characters of `MMS_FILE_LIST` (docs/sources.md §1.6).
    static let maxPathLength = 199

    let root: DirectoryPath
    /// Below that no further card is drawn: databases and logs may share the disk.
    package let minimumFreeBytes: Int

    /// `directory` may be relative to where the program was started; it is made when it is missing.
    ///
    /// - Throws: `badPath` or `pathTooLong`, so that a wrong setting is found at start.
    package init(directory: URL, minimumFreeBytes: Int = 500 * 1_048_576) throws(CardFileError) {
        root = try DirectoryPath(directory)
        self.minimumFreeBytes = minimumFreeBytes
    }

    /// The absolute path of the directory.
    package var directory: String { root.path }

    /// Writes cards and makes them durable together.
    ///
    /// All of them are there when it returns; none is when it throws.
    /// - Returns: absolute paths, in the order of `cards`.
    package func write(_ cards: [[UInt8]], on day: CalendarDay) async throws -> [String] {
        guard !cards.isEmpty else { return [] }
        return try await CardBatch(in: root, on: day).write(cards)
    }

    /// Deletes one card.
    /// - Returns: false when it was gone already, or when the path is not one of this directory.
    @discardableResult
    package func remove(_ path: String) async throws -> Bool {
        guard CardName.isPath(path, in: root) else { return false }
        return try await CardBatch.threads.runIfActive {
            guard unlink(path) != 0 else { return true }
            guard errno == ENOENT else { throw CardFileError(errno: errno) }
            return false
        }
    }

    /// Writes and deletes a file: whether cards could be kept at this moment.
    package func probe(on day: CalendarDay) async throws {
        for path in try await write([[0xFF, 0xD8]], on: day) { try await remove(path) }
    }
}
