import Foundation
import Support

/// The directory's absolute path, checked for what the agent can take.
struct DirectoryPath: Sendable {
    let path: String

    init(_ directory: URL) throws(CardFileError) {
        var path = directory.absoluteURL.standardizedFileURL.path(percentEncoded: false)
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard path.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x2C }) else { throw .badPath }
        // "/20261231/" + 26 characters + ".jpg"
        guard path.utf8.count + 40 <= CardFiles.maxPathLength
        else { throw .pathTooLong(limit: CardFiles.maxPathLength - 40) }
        self.path = path
    }

    func day(_ day: CalendarDay) -> String { "\(path)/\("\(day)".replacing("-", with: ""))" }
}

/// How a card's file is called.
enum CardName {
    /// 26 characters of base 32: 128 bits from the system's random generator.
    static func new() -> String {
        var random = SystemRandomNumberGenerator()
        return ULID(high: random.next(), low: random.next()).description.lowercased() + ".jpg"
    }

    /// While it is being written. The agent is never told of it.
    static func unfinished(_ name: String) -> String { ".\(name).part" }

    static func isName(_ name: some StringProtocol) -> Bool {
        name.utf8.count == 30 && name.hasSuffix(".jpg") && ULID(String(name.prefix(26))) != nil
    }

    static func isUnfinished(_ name: some StringProtocol) -> Bool {
        name.hasPrefix(".") && name.hasSuffix(".part") && isName(name.dropFirst().dropLast(5))
    }

    /// Whether `path` is `root/YYYYMMDD/name.jpg`: what is deleted by path must have been written here.
    static func isPath(_ path: String, in root: DirectoryPath) -> Bool {
        guard path.hasPrefix(root.path + "/") else { return false }
        let parts = path.dropFirst(root.path.count + 1).split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].utf8.count == 8 && CalendarDay(String(parts[0])) != nil
            && isName(parts[1])
    }
}
