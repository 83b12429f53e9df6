import CZip

/// The entries of a zip file held in memory, inflated piece by piece under ``SheetLimits``.
final class ZipArchive {
    private let handle: OpaquePointer
    private let limits: SheetLimits
    /// Over all entries read so far.
    private var unpackedBytes = 0
    private var indexes: [String: UInt64] = [:]

    /// Opens `bytes` for the time of `body`.
    static func reading<T>(
        _ bytes: ArraySlice<UInt8>, limits: SheetLimits, _ body: (ZipArchive) throws(SheetError) -> T
    ) throws(SheetError) -> T {
        guard declaredEntries(bytes).map({ $0 <= limits.archiveEntries }) ?? true else { throw .unpacksTooLarge }
        let result = bytes.withUnsafeBytes { memory in
            Result { () throws(SheetError) -> T in
                var error = zip_error_t()
                guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(memory.count), 0, &error) else {
                    throw .broken
                }
                guard let handle = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
                    zip_source_free(source)
                    throw .broken
                }
                return try body(ZipArchive(handle, limits: limits))
            }
        }
        return try result.get()
    }

    private init(_ handle: OpaquePointer, limits: SheetLimits) throws(SheetError) {
        (self.handle, self.limits) = (handle, limits)
        let count = zip_get_num_entries(handle, 0)
        guard count <= limits.archiveEntries else { throw .unpacksTooLarge }
        for index in 0..<UInt64(max(0, count)) {
            guard let text = zip_get_name(handle, index, UInt32(ZIP_FL_ENC_GUESS)) else { throw .broken }
            // Windows programs with a zip writer of their own put backslashes into names; Excel opens them.
            let name = String(cString: text).replacing("\\", with: "/")
            guard Self.isHarmless(name), indexes.updateValue(index, forKey: name.lowercased()) == nil else {
                throw .broken
            }
        }
    }

    deinit { zip_discard(handle) }

    var names: some Collection<String> { indexes.keys }

    func contains(_ name: String) -> Bool { indexes[name.lowercased()] != nil }

    func open(_ name: String) throws(SheetError) -> ZipEntry {
        guard let index = indexes[name.lowercased()] else { throw .broken }
        var facts = zip_stat_t()
        zip_stat_init(&facts)
        guard zip_stat_index(handle, index, 0, &facts) == 0 else { throw .broken }
        guard facts.encryption_method == UInt16(ZIP_EM_NONE) else { throw .encrypted }
        guard let entry = zip_fopen_index(handle, index, 0) else { throw .broken }
        let (allowed, overflow) = Int(clamping: facts.comp_size).multipliedReportingOverflow(by: limits.inflateRatio)
        return ZipEntry(entry, of: self, allowedBytes: overflow ? .max : max(limits.inflateGraceBytes, allowed))
    }

    func count(_ bytes: Int) throws(SheetError) {
        unpackedBytes += bytes
        guard unpackedBytes <= limits.unpackedBytes else { throw .unpacksTooLarge }
    }

    /// No entry is ever written to disk; a name that tries to climb out says enough about the file.
    private static func isHarmless(_ name: String) -> Bool {
        !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
    }

    /// The number of entries in the end record, so that a list of a million names is not even read. The end record of
    /// Zip64 (APPNOTE 4.3.14) has it when the plain one says FFFF.
    private static func declaredEntries(_ file: ArraySlice<UInt8>) -> Int? {
        let bytes = ByteReader(file)
        guard bytes.count >= 22 else { return nil }
        for start in stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 0xFFFF), by: -1)
        where bytes.uint32(start) == 0x0605_4B50 {
            guard let count = bytes.uint16(start + 10), count == 0xFFFF, bytes.uint32(start - 20) == 0x0706_4B50,
                let place = bytes.uint64(start - 12).flatMap({ Int(exactly: $0) }), place < bytes.count - 56,
                bytes.uint32(place) == 0x0606_4B50
            else { return bytes.uint16(start + 10) }
            return bytes.uint64(place + 32).map { Int(clamping: $0) }
        }
        return nil
    }
}
