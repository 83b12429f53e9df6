import CZip

/// One entry while it is being inflated.
final class ZipEntry {
    private let handle: OpaquePointer
    private let archive: ZipArchive
    private let allowedBytes: Int
    private var unpackedBytes = 0

    init(_ handle: OpaquePointer, of archive: ZipArchive, allowedBytes: Int) {
        (self.handle, self.archive, self.allowedBytes) = (handle, archive, allowedBytes)
    }

    deinit { zip_fclose(handle) }

    /// Writes the next piece into `bytes` from `start` on and returns its length, 0 at the end.
    func read(into bytes: inout [UInt8], from start: Int) throws(SheetError) -> Int {
        guard (0..<bytes.count).contains(start) else { return 0 }
        let count = bytes.withUnsafeMutableBytes { memory in
            memory.baseAddress.map { Int(zip_fread(handle, $0 + start, UInt64(memory.count - start))) } ?? 0
        }
        guard count >= 0 else { throw .broken }  // also a wrong checksum or size, found at the end
        unpackedBytes += count
        guard unpackedBytes <= allowedBytes else { throw .unpacksTooLarge }
        try archive.count(count)
        return count
    }
}
