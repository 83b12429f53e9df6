import Foundation
import NIOPosix
import Support

extension CardFiles {
    /// Deletes the cards of all days before `day` that nobody needs, and half files that a crash left behind.
    ///
    /// Looks at `slice` names at a time, however many a day has. Touches nothing that was not written here: other names
    /// stay, and so does their directory. `needed`: which of the given paths stay, however old.
    /// - Returns: how many cards were deleted.
    package func sweep(
        before day: CalendarDay, slice: Int = 500,
        needed: @Sendable ([String]) async throws -> Set<String> = { _ in [] }
    ) async throws -> Int {
        let sweep = CardSweep(root: root)
        var deleted = 0
        for directory in try await CardBatch.threads.runIfActive({ try sweep.directories() }) {
            let names = try await CardBatch.threads.runIfActive { try DirectoryNames(directory.path) }
            let isOld = directory.day < day
            while true {
                let part = try await CardBatch.threads.runIfActive { names.next(slice) }
                guard !part.isEmpty else { break }
                let cards = isOld ? part.filter(CardName.isName).map { "\(directory.path)/\($0)" } : []
                let kept = cards.isEmpty ? [] : try await needed(cards)
                deleted += try await CardBatch.threads.runIfActive {
                    try sweep.deleteUnfinished(part, in: directory.path)
                    return try sweep.delete(cards.filter { !kept.contains($0) })
                }
            }
            if isOld { try await CardBatch.threads.runIfActive { sweep.deleteIfEmpty(directory.path) } }
        }
        return deleted
    }
}
