import Glibc

/// A file of MMS_FILE_LIST, checked as the agent checks it before it uploads.
struct ImageFile: Sendable {
    let path: String

    /// 300 KB (requirements 4.2.4).
    static let maxBytes = 307_200
    static let maxWidth = 1_500
    static let maxHeight = 1_440

    /// - Returns: nil when the file can be sent.
    func refusal() -> AgentCode? {
        guard path.hasPrefix("/") else { return .fileMissing }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return .fileMissing }
        defer { close(file) }
        var information = stat()
        guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { return .fileMissing }
        let name = path.lowercased()
        guard name.hasSuffix(".jpg") || name.hasSuffix(".jpeg") else { return .fileExtension }
        let size = Int(information.st_size)
        guard size <= Self.maxBytes else { return .fileTooLarge }

        let head = bytes(of: file, at: 0, count: min(size, 4_096))
        guard head.starts(with: [0xFF, 0xD8, 0xFF]) else { return .fileFormat }
        guard bytes(of: file, at: size - 2, count: 2) == [0xFF, 0xD9] else { return .fileDamaged }
        if let (width, height) = Self.dimensions(head), width > Self.maxWidth || height > Self.maxHeight {
            return .fileFormat
        }
        return nil
    }

    private func bytes(of file: CInt, at offset: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(file, buffer.baseAddress, count, offset))
        }
    }

    /// From the frame header (SOF0–SOF15 without the three markers that are none), if it lies in these bytes.
    static func dimensions(_ jpeg: [UInt8]) -> (width: Int, height: Int)? {
        var position = 2
        while position + 9 < jpeg.count, jpeg[position] == 0xFF {
            let marker = jpeg[position + 1]
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                let height = Int(jpeg[position + 5]) << 8 | Int(jpeg[position + 6])
                return (Int(jpeg[position + 7]) << 8 | Int(jpeg[position + 8]), height)
            }
            position += 2 + (Int(jpeg[position + 2]) << 8 | Int(jpeg[position + 3]))
        }
        return nil
    }
}
