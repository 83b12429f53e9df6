import Foundation
import Support

/// Deletes old cards and what a crash left half written.
struct CardSweep {
    let root: DirectoryPath
    /// Paths that stay.
    let needed: Set<String>

    /// A file is written in milliseconds; what is unfinished after an hour belongs to nobody.
    private static let unfinishedFor: TimeInterval = 3600

    func run(before day: CalendarDay) throws -> Int {
        var deleted = 0
        for name in try names(in: root.path) {
            guard name.utf8.count == 8, let written = CalendarDay(name) else { continue }
            let directory = "\(root.path)/\(name)"
            for file in try names(in: directory) {
                let path = "\(directory)/\(file)"
                if CardName.isName(file), written < day, !needed.contains(path) {
                    if try delete(path) { deleted += 1 }
                } else if CardName.isUnfinished(file), isAbandoned(path) {
                    _ = try delete(path)
                }
            }
            // Fails when something of another name is inside, which is not ours to delete.
            if written < day { rmdir(directory) }
        }
        return deleted
    }

    private func names(in directory: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch CocoaError.fileReadNoSuchFile {
            return []
        }
    }

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
