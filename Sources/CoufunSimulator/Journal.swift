import Foundation
import Glibc
import NIOPosix

/// The file that keeps the ledger over a restart: a JSON line an entry, on the disk before the caller goes on.
///
/// Entries that arrive while the disk is busy share the next write and one `fdatasync`.
actor Journal {
    private let descriptor: CInt
    private let threads: NIOThreadPool
    private var waiting: [(line: [UInt8], CheckedContinuation<Void, any Error>)] = []
    private var isWriting = false

    /// Opens or makes the file. `entries` are what earlier runs wrote; a last line cut by a crash is dropped.
    static func open(_ path: String, threads: NIOThreadPool = .singleton) throws -> (Journal, [Ledger.Entry]) {
        let old = FileManager.default.contents(atPath: path) ?? Data()
        let whole = old.lastIndex(of: UInt8(ascii: "\n")).map { old[...$0] } ?? Data()
        let decoder = JSONDecoder()
        let entries = try whole.split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode(Ledger.Entry.self, from: Data($0))
        }
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, ftruncate(descriptor, whole.count) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
            throw JournalError.unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        return (Journal(descriptor: descriptor, threads: threads), entries)
    }

    private init(descriptor: CInt, threads: NIOThreadPool) {
        (self.descriptor, self.threads) = (descriptor, threads)
    }

    deinit { close(descriptor) }

    /// Returns when the entry is on the disk.
    func append(_ entry: Ledger.Entry) async throws {
        let line = try Array(JSONEncoder().encode(entry)) + [UInt8(ascii: "\n")]
        try await withCheckedThrowingContinuation { continuation in
            waiting.append((line, continuation))
            // Not structured: the write outlives the caller that happened to come first.
            if !isWriting { Task { await writeWaiting() } }
            isWriting = true
        }
    }

    private func writeWaiting() async {
        while !waiting.isEmpty {
            let batch = waiting
            waiting = []
            let bytes = batch.flatMap(\.line)
            do {
                try await threads.runIfActive { [descriptor] in try Self.write(bytes, to: descriptor) }
                for (_, continuation) in batch { continuation.resume() }
            } catch {
                for (_, continuation) in batch { continuation.resume(throwing: error) }
            }
        }
        isWriting = false
    }

    private static func write(_ bytes: [UInt8], to descriptor: CInt) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 || errno == EINTR else {
                throw JournalError.unwritable(path: "journal", reason: String(cString: strerror(errno)))
            }
            rest = rest.dropFirst(max(0, written))
        }
        guard fdatasync(descriptor) == 0 else {
            throw JournalError.unwritable(path: "journal", reason: String(cString: strerror(errno)))
        }
    }
}

enum JournalError: Error, CustomStringConvertible {
    case unwritable(path: String, reason: String)

    var description: String {
        switch self {
        case .unwritable(let path, let reason): "The state file \(path) cannot be written: \(reason)"
        }
    }
}
