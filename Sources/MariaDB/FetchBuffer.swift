import CMariaDB
import Foundation

/// Where the C library puts one row: every column as a string of bytes, with room for the longest of the result.
struct FetchBuffer: ~Copyable {
    let binds: UnsafeMutableBufferPointer<MYSQL_BIND>
    private let arena: UnsafeMutableRawBufferPointer
    private let lengths: UnsafeMutableBufferPointer<CUnsignedLong>
    private let nulls: UnsafeMutableBufferPointer<my_bool>

    init(_ longest: [Int]) {
        // 64: numbers and times are turned into text here, whose length the server does not announce.
        let sizes = longest.map { max($0, 64) + 1 }
        binds = .allocate(capacity: sizes.count)
        binds.initialize(repeating: MYSQL_BIND())
        lengths = .allocate(capacity: sizes.count)
        lengths.initialize(repeating: 0)
        nulls = .allocate(capacity: sizes.count)
        nulls.initialize(repeating: 0)
        arena = .allocate(byteCount: sizes.reduce(0, +), alignment: 8)
        var used = 0
        for (column, size) in sizes.enumerated() {
            binds[column].buffer_type = MYSQL_TYPE_STRING
            binds[column].buffer = arena.baseAddress.map { $0 + used }
            binds[column].buffer_length = CUnsignedLong(size)
            binds[column].length = lengths.baseAddress.map { $0 + column }
            binds[column].is_null = nulls.baseAddress.map { $0 + column }
            used += size
        }
    }

    deinit {
        binds.deallocate()
        lengths.deallocate()
        nulls.deallocate()
        arena.deallocate()
    }

    func append(to bytes: inout [UInt8], _ bounds: inout [Int]) {
        for column in 0..<binds.count {
            guard nulls[column] == 0 else {
                bounds += [-1, -1]
                continue
            }
            let start = bytes.count
            bytes += UnsafeRawBufferPointer(start: binds[column].buffer, count: Int(lengths[column]))
            bounds.append(start)
            bounds.append(bytes.count)
        }
    }
}

extension Columns {
    func match(_ fields: UnsafeMutablePointer<MYSQL_FIELD>, _ count: Int) -> Bool {
        count == self.count && (0..<count).allSatisfy { strcmp(fields[$0].name, names[$0]) == 0 }
    }
}
