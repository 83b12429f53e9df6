import CMariaDB

/// The values of one execution in the form that the C library reads. Keep it alive until the statement has run.
struct Parameters: ~Copyable {
    let binds: UnsafeMutableBufferPointer<MYSQL_BIND>
    private let arena: UnsafeMutableRawBufferPointer

    init(_ values: [SQL.Value]) {
        binds = .allocate(capacity: values.count)
        binds.initialize(repeating: MYSQL_BIND())
        arena = .allocate(byteCount: values.reduce(0) { $0 + Self.size($1) }, alignment: 8)
        var used = 0
        for (index, value) in values.enumerated() {
            let place = UnsafeMutableRawBufferPointer(rebasing: arena[used...])
            switch value {
            case .null:
                binds[index].buffer_type = MYSQL_TYPE_NULL
            case .int(let number):
                place.storeBytes(of: number, as: Int64.self)
                binds[index].buffer_type = MYSQL_TYPE_LONGLONG
            case .double(let number):
                place.storeBytes(of: number, as: Double.self)
                binds[index].buffer_type = MYSQL_TYPE_DOUBLE
            case .text(let text):
                binds[index].buffer_length = CUnsignedLong(place.copyUTF8(of: text))
                binds[index].buffer_type = MYSQL_TYPE_STRING
            case .bytes(let bytes):
                place.copyBytes(from: bytes)
                binds[index].buffer_length = CUnsignedLong(bytes.count)
                // Not STRING: that would be text in the connection's character set.
                binds[index].buffer_type = MYSQL_TYPE_BLOB
            }
            binds[index].buffer = place.baseAddress
            used += Self.size(value)
        }
    }

    deinit {
        binds.deallocate()
        arena.deallocate()
    }

    /// Rounded up to eight, so that numbers lie aligned.
    private static func size(_ value: SQL.Value) -> Int {
        switch value {
        case .null, .int, .double: 8
        case .text(let text): (text.utf8.count + 8) & ~7
        case .bytes(let bytes): (bytes.count + 8) & ~7
        }
    }
}

extension UnsafeMutableRawBufferPointer {
    /// - Returns: the number of bytes written.
    func copyUTF8(of text: String) -> Int {
        var text = text
        return text.withUTF8 { utf8 in
            copyMemory(from: UnsafeRawBufferPointer(utf8))
            return utf8.count
        }
    }
}
