import Foundation
import Support

/// Writes a batch of cards durably: all files, then all syncs, then all renames, then the directory once.
///
/// In this order the first sync commits the file system's journal for all of them, and the others find their work done.
struct CardBatch {
    private let directory: String
    private let root: DirectoryPath

    init(in root: DirectoryPath, on day: CalendarDay) {
        (self.root, directory) = (root, root.day(day))
    }

    /// - Returns: absolute paths, in the order of `cards`.
    func write(_ cards: [[UInt8]]) throws(CardFileError) -> [String] {
        try makeDirectories()
        var files: [CardFile] = []
        do {
            for card in cards {
                let file = try CardFile(in: directory)
                files.append(file)
                try file.write(card)
            }
            for file in files { try file.sync() }
            for file in files { try file.finish() }
            try sync(directory)
        } catch {
            for file in files { file.discard() }
            throw error
        }
        return files.map(\.path)
    }

    private func makeDirectories() throws(CardFileError) {
        guard mkdir(directory, 0o755) != 0 else { return try opened(directory, in: root.path) }
        if errno == EEXIST { return }
        guard errno == ENOENT else { throw CardFileError(errno: errno) }
        try makeRoot()
        guard mkdir(directory, 0o755) == 0 || errno == EEXIST else { throw CardFileError(errno: errno) }
        try opened(directory, in: root.path)
    }

    private func makeRoot() throws(CardFileError) {
        var path = ""
        for part in root.path.split(separator: "/") {
            let parent = path.isEmpty ? "/" : path
            path += "/" + part
            if mkdir(path, 0o755) == 0 {
                try opened(path, in: parent)
            } else if errno != EEXIST {
                throw CardFileError(errno: errno)
            }
        }
    }

    /// Open to the agent's user whatever the umask says, and known to the disk.
    private func opened(_ path: String, in parent: String) throws(CardFileError) {
        guard chmod(path, 0o755) == 0 else { throw CardFileError(errno: errno) }
        try sync(parent)
    }

    private func sync(_ directory: String) throws(CardFileError) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CardFileError(errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw CardFileError(errno: errno) }
    }
}

/// One card on its way to the disk. A class, so that its descriptor is closed once.
private final class CardFile {
    let path: String
    private let unfinished: String
    private var descriptor: Int32

    init(in directory: String) throws(CardFileError) {
        let name = CardName.new()
        path = "\(directory)/\(name)"
        unfinished = "\(directory)/\(CardName.unfinished(name))"
        descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw CardFileError(errno: errno) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func write(_ bytes: [UInt8]) throws(CardFileError) {
        guard fchmod(descriptor, 0o644) == 0 else { throw CardFileError(errno: errno) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                throw CardFileError(errno: errno)
            }
        }
    }

    func sync() throws(CardFileError) {
        guard fsync(descriptor) == 0 else { throw CardFileError(errno: errno) }
        // Some file systems report a full disk only here.
        let result = close(descriptor)
        descriptor = -1
        guard result == 0 else { throw CardFileError(errno: errno) }
    }

    func finish() throws(CardFileError) {
        guard rename(unfinished, path) == 0 else { throw CardFileError(errno: errno) }
    }

    /// Removes whatever there is of it; what cannot be removed now, the sweep finds later.
    func discard() {
        unlink(unfinished)
        unlink(path)
    }
}
