import Foundation

/// One file `NNNN_verb_noun.sql`.
package struct Migration: Sendable, Equatable {
    package let number: Int
    package let name: String
    let text: String

    init(file: URL) throws(MigrationError) {
        let name = file.lastPathComponent
        let stem = name.dropLast(4)
        let digits = stem.prefix(4)
        guard digits.count == 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
            number > 0, stem.dropFirst(4).first == "_",
            stem.dropFirst(5).utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
            ),
            stem.count > 5
        else { throw .badFileName(name) }
        self.number = number
        self.name = String(stem)
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw .unreadable(name)
        }
    }

    /// The files of a directory in order. With `allowsGaps` numbers may be missing: while several people land
    /// migrations side by side.
    static func all(in directory: URL, allowsGaps: Bool) throws(MigrationError) -> [Migration] {
        let files: [URL]
        do {
            files = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
        } catch {
            throw .unreadable(directory.path)
        }
        var migrations: [Migration] = []
        for file in files where file.pathExtension == "sql" { migrations.append(try Migration(file: file)) }
        migrations.sort { ($0.number, $0.name) < ($1.number, $1.name) }
        for (before, after) in zip(migrations, migrations.dropFirst()) where before.number == after.number {
            throw .duplicateNumber(after.number)
        }
        if !allowsGaps, let (index, found) = migrations.enumerated().first(where: { $0 + 1 != $1.number }) {
            throw .gap(missing: index + 1, before: found.name)
        }
        return migrations
    }
}

/// Why the migrations were not, or not all, applied.
package enum MigrationError: Error, Sendable, Equatable {
    case badFileName(String)
    case unreadable(String)
    case duplicateNumber(Int)
    case gap(missing: Int, before: String)
    /// An applied file is not what it was.
    case changed(name: String)
    /// The schema has a migration that this program does not: the program is older than the schema.
    case unknown(name: String)
    /// A number lower than the last applied one is not applied.
    case late(name: String)
    /// A text or comment in the file has no end.
    case unfinishedText
    case failed(name: String, statement: Int, reason: MariaDBError)
    /// Another process migrates, and did not finish while we waited.
    case locked(by: String)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badFileName(let name):
            "Migration \"\(name)\" must be named NNNN_verb_noun.sql: four digits, small letters, digits and _."
        case .unreadable(let name): "\"\(name)\" cannot be read."
        case .duplicateNumber(let number): "Two migrations have the number \(number). Renumber the later one."
        case .gap(let missing, let before): "Migration \(missing) is missing before \"\(before)\"."
        case .changed(let name):
            "Migration \"\(name)\" was changed after it was applied. Restore the file and put the change into a new one."
        case .unknown(let name):
            "The schema has migration \"\(name)\", which this program does not know. Use the newer program."
        case .late(let name):
            "Migration \"\(name)\" comes before one that is applied already. Give it the next free number."
        case .unfinishedText: "A quoted text or comment in the file has no end."
        case .failed(let name, let statement, let reason): "Migration \"\(name)\", statement \(statement): \(reason)"
        case .locked(let owner):
            "Another process (\(owner)) is migrating this schema and has not finished. Try again later."
        }
    }
}
