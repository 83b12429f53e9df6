import Cards
import Foundation
import Support
import Synchronization
import Testing

@Suite("Card files")
struct CardFilesTests {
    private let day = CalendarDay(year: 2026, month: 11, day: 22)

    @Test("cards lie complete and readable for everybody under the day, in the given order")
    func write() async throws {
        try await withDirectory { directory in
            let files = try CardFiles(directory: directory.appending(path: "new/cards"))
            let cards: [[UInt8]] = (0..<20).map { number in Array(repeating: UInt8(number), count: 1000 + number) }

            let paths = try await files.write(cards, on: day)

            #expect(paths.map { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } } == cards)
            #expect(Set(paths).count == 20)
            for path in paths {
                #expect(path.hasPrefix(directory.path + "/new/cards/20261122/"))
                #expect(path.hasSuffix(".jpg"))
                #expect(path.utf8.count <= 199)
                #expect(try mode(path) == 0o644)
            }
            #expect(try mode(directory.path + "/new/cards/20261122") == 0o755)
            #expect(try mode(directory.path + "/new/cards") == 0o755)
            #expect(try names(in: directory, "new/cards/20261122").count == 20)
        }
    }

    @Test("a card that is removed is gone, and removing it again says so")
    func remove() async throws {
        try await withDirectory { directory in
            let files = try CardFiles(directory: directory)
            let path = try await files.write([[1, 2, 3]], on: day)[0]

            let first = try await files.remove(path)
            let second = try await files.remove(path)

            #expect(first)
            #expect(!second)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("nothing outside the directory is ever removed")
    func foreignPaths() async throws {
        try await withDirectory { directory in
            let files = try CardFiles(directory: directory.appending(path: "cards"))
            let name = "0123456789abcdefghjkmnpqrs.jpg"
            let outside = directory.appending(path: name)
            try Data([1]).write(to: outside)
            try FileManager.default.createDirectory(
                at: directory.appending(path: "cards/20261122"), withIntermediateDirectories: true)
            let other = directory.appending(path: "cards/20261122/notes.txt")
            try Data([1]).write(to: other)

            for path in [
                outside.path, directory.path + "/cards/../" + name, directory.path + "/cards/20261122/../../" + name,
                other.path, "", "/",
            ] {
                let removed = try await files.remove(path)
                #expect(!removed)
            }

            #expect(FileManager.default.fileExists(atPath: outside.path))
            #expect(FileManager.default.fileExists(atPath: other.path))
        }
    }

    @Test("the sweep takes what is older than the day, and half files of a crash, and leaves the rest")
    func sweep() async throws {
        try await withDirectory { directory in
            let files = try CardFiles(directory: directory)
            let old = try await files.write([[1], [2]], on: day.adding(days: -40))
            let new = try await files.write([[3]], on: day)
            let halfOld = URL(filePath: new[0]).deletingLastPathComponent()
                .appending(path: ".0123456789abcdefghjkmnpqrs.jpg.part")
            let halfNew = URL(filePath: new[0]).deletingLastPathComponent()
                .appending(path: ".1123456789abcdefghjkmnpqrs.jpg.part")
            try Data([1]).write(to: halfOld)
            try Data([1]).write(to: halfNew)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: halfOld.path)
            try FileManager.default.createDirectory(
                at: directory.appending(path: "keep"), withIntermediateDirectories: true)

            let deleted = try await files.sweep(before: day.adding(days: -30))

            #expect(deleted == 2)
            #expect(old.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
            #expect(try names(in: directory, "").sorted() == ["20261122", "keep"])
            #expect(FileManager.default.fileExists(atPath: new[0]))
            #expect(!FileManager.default.fileExists(atPath: halfOld.path))
            #expect(FileManager.default.fileExists(atPath: halfNew.path))
        }
    }

    @Test("the sweep asks for some names at a time, and keeps what is needed")
    func sweepInSlices() async throws {
        try await withDirectory { directory in
            let files = try CardFiles(directory: directory)
            let old = try await files.write((0..<25).map { [UInt8($0)] }, on: day.adding(days: -40))
            let asked = Mutex<[Int]>([])

            let deleted = try await files.sweep(before: day, slice: 10) { paths in
                asked.withLock { $0.append(paths.count) }
                return Set(paths).intersection(old.prefix(5))
            }

            #expect(deleted == 20)
            #expect(asked.withLock { $0.reduce(0, +) } == 25)
            #expect(asked.withLock { $0.allSatisfy { $0 <= 10 } })
            #expect(old.filter(FileManager.default.fileExists) == Array(old.prefix(5)))
        }
    }

    @Test("when one card of a batch cannot be written, none of it stays")
    func allOrNothing() async throws {
        try await withDirectory { directory in
            let files = try CardFiles(directory: directory)
            try Data([1]).write(to: directory.appending(path: "20261122"))

            await #expect(throws: CardFileError.self) { try await files.write([[1], [2]], on: day) }

            #expect(try names(in: directory, "") == ["20261122"])
        }
    }

    @Test("a batch that is cancelled is written whole or not at all")
    func cancelled() async throws {
        try await withDirectory { directory in
            let files = try CardFiles(directory: directory)
            let cards = Array(repeating: [UInt8](repeating: 7, count: 100_000), count: 40)

            let writing = Task { try await files.write(cards, on: day) }
            writing.cancel()
            let paths = try? await writing.value  // a cancelled task may still have been quick enough

            let left =
                FileManager.default.fileExists(atPath: directory.path + "/20261122")
                ? try names(in: directory, "20261122") : []
            #expect(left.count == paths?.count ?? 0)
        }
    }

    @Test("a full disk is called by its name, leaves no half file, and is forgotten when there is room again")
    func diskFull() async throws {
        try await withDirectory { directory in
            // A file system of one megabyte. Only root may mount; elsewhere the rest of this suite must do.
            guard try run("/bin/mount", ["-t", "tmpfs", "-o", "size=1m", "none", directory.path]) == 0 else { return }
            // What stays mounted shows itself: its directory cannot be removed.
            defer { _ = try? run("/bin/umount", [directory.path]) }
            let files = try CardFiles(directory: directory)
            let card = [UInt8](repeating: 7, count: 300_000)

            await #expect(throws: CardFileError.diskFull) {
                try await files.write([card, card, card, card, card], on: day)
            }
            let left = try names(in: directory, "20261122")
            let paths = try await files.write([card, card], on: day)

            #expect(left.isEmpty)
            #expect(paths.count == 2)
        }
    }

    @Test(
        "a directory that MMS_FILE_LIST cannot carry is refused at start",
        arguments: [
            ("/srv/a,b", CardFileError.badPath), ("/srv/a b", .badPath), ("/srv/쿠폰", .badPath),
            ("/" + String(repeating: "a", count: 170), .pathTooLong(limit: 159)),
        ])
    func badDirectories(path: String, error: CardFileError) {
        #expect(throws: error) { try CardFiles(directory: URL(filePath: path)) }
    }

    @Test("a relative directory becomes an absolute path")
    func relative() throws {
        let files = try CardFiles(directory: URL(filePath: "var/cards"))

        #expect(files.directory == FileManager.default.currentDirectoryPath + "/var/cards")
    }

    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber).intValue
    }

    private func names(in directory: URL, _ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.appending(path: path).path)
    }

    private func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// A directory of the test's own, gone afterwards.
func withDirectory(_ body: (URL) async throws -> Void) async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "cards-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    do {
        try await body(directory)
    } catch {
        try FileManager.default.removeItem(at: directory)
        throw error
    }
    try FileManager.default.removeItem(at: directory)
}
