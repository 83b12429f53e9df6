import Foundation

/// The names in a directory, some at a time: a day may have more cards than should stand in memory.
///
/// Used by one task after the other, never by two at once.
final class DirectoryNames: @unchecked Sendable {
    private let stream: OpaquePointer?

    /// Without names when the directory is gone.
    init(_ path: String) throws(CardFileError) {
        stream = opendir(path)
        guard stream != nil || errno == ENOENT else { throw CardFileError(errno: errno) }
    }

    deinit { if let stream { closedir(stream) } }

    /// Empty at the end.
    func next(_ limit: Int) -> [String] {
        var names: [String] = []
        guard let stream, let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
        while names.count < limit, let entry = readdir(stream) {
            // The kernel's record may be shorter than the type: the name is read where it lies.
            let name = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            names.append(String(cString: name))
        }
        return names
    }
}
