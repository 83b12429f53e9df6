import Foundation
import Support

/// Deletes old cards and what a crash left half written.
struct CardSweep: Sendable {
    let root: DirectoryPath

    /// A file is written in milliseconds; what is unfinished after an hour belongs to nobody.
    private static let unfinishedFor: TimeInterval = 3600

    /// The directories of days.
    func directories() throws -> [(day: CalendarDay, path: String)] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: root.path).compactMap { name in
                guard name.utf8.count == 8, let day = CalendarDay(name) else { return nil }
                return (day, "\(root.path)/\(name)")
            }
        } catch CocoaError.fileReadNoSuchFile {
            return []
        }
    }

    /// - Returns: how many there were.
    func delete(_ paths: [String]) throws(CardFileError) -> Int {
        var deleted = 0
        for path in paths where try delete(path) { deleted += 1 }
        return deleted
    }

    func deleteUnfinished(_ names: [String], in directory: String) throws(CardFileError) {
        for name in names where CardName.isUnfinished(name) && isAbandoned("\(directory)/\(name)") {
            _ = try delete("\(directory)/\(name)")
        }
    }

    /// Fails when something of another name is inside, which is not ours to delete.
    func deleteIfEmpty(_ directory: String) { rmdir(directory) }

    private func delete(_ path: String) throws(CardFileError) -> Bool {
        guard unlink(path) != 0 else { return true }
        guard errno == ENOENT else { throw CardFileError(errno: errno) }
        return false
    }

    private func isAbandoned(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)  // gone meanwhile: not abandoned
        guard let changed = attributes?[.modificationDate] as? Date else { return false }
        return Date().timeIntervalSince(changed) > Self.unfinishedFor
    }
}
