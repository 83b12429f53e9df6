import Foundation

/// Two systems must not run on one folder. The lock goes with the process, however it ends.
struct FolderLock {
    private let descriptor: Int32

    init(_ folder: DevFolder) throws {
        let path = folder.run.appending(path: "lock").path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DevError.cannotWrite(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw DevError.alreadyRunning(folder.root.path)
        }
    }

    func release() { close(descriptor) }
}
