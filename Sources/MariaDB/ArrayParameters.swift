import CMariaDB

/// Many rows in the form of MariaDB's array binding: an array of values a column, with an indicator a value for NULL.
///
/// A column whose values are all numbers travels as numbers, otherwise as strings, which the server converts.
/// Keep it alive until the statement has run.
struct ArrayParameters: ~Copyable {
    let binds: UnsafeMutableBufferPointer<MYSQL_BIND>
    private var blocks: [UnsafeMutableRawBufferPointer] = []

    init(_ rows: [[SQL.Value]]) {
        let width = rows.first?.count ?? 0
        precondition(rows.allSatisfy { $0.count == width }, "rows of different width")
        binds = .allocate(capacity: width)
        binds.initialize(repeating: MYSQL_BIND())
        for column in 0..<width { add(rows, column) }
    }

    deinit {
        binds.deallocate()
        for block in blocks { block.deallocate() }
    }

    private mutating func add(_ rows: [[SQL.Value]], _ column: Int) {
        let indicators = block(bytes: rows.count)
        for (row, values) in rows.enumerated() {
            indicators[row] = UInt8(
                values[column] == .null ? STMT_INDICATOR_NULL.rawValue : STMT_INDICATOR_NONE.rawValue)
        }
        binds[column].u.indicator = indicators.baseAddress?.assumingMemoryBound(to: CChar.self)
        switch Self.kind(rows, column) {
        case .int: addNumbers(rows, column, MYSQL_TYPE_LONGLONG, Self.integer)
        case .double: addNumbers(rows, column, MYSQL_TYPE_DOUBLE, Self.double)
        case .text: addStrings(rows, column, MYSQL_TYPE_STRING)
        case .bytes: addStrings(rows, column, MYSQL_TYPE_BLOB)
        }
    }

    private mutating func addNumbers<Number>(
        _ rows: [[SQL.Value]], _ column: Int, _ type: enum_field_types, _ number: (SQL.Value) -> Number
    ) {
        let block = block(bytes: rows.count * MemoryLayout<Number>.stride)
        for (row, values) in rows.enumerated() {
            block.storeBytes(
                of: number(values[column]), toByteOffset: row * MemoryLayout<Number>.stride, as: Number.self)
        }
        binds[column].buffer_type = type
        binds[column].buffer = block.baseAddress
    }

    /// `buffer` is an array of pointers, `length` an array of lengths.
    private mutating func addStrings(_ rows: [[SQL.Value]], _ column: Int, _ type: enum_field_types) {
        let strings = rows.map { Self.bytes($0[column]) }
        let content = block(bytes: strings.reduce(0) { $0 + $1.count } + 1)
        let pointers = block(bytes: rows.count * MemoryLayout<UnsafeMutableRawPointer?>.stride)
        let lengths = block(bytes: rows.count * MemoryLayout<CUnsignedLong>.stride)
        var used = 0
        for (row, string) in strings.enumerated() {
            let place = UnsafeMutableRawBufferPointer(rebasing: content[used...])
            place.copyBytes(from: string)
            pointers.storeBytes(of: place.baseAddress, toByteOffset: row * 8, as: UnsafeMutableRawPointer?.self)
            lengths.storeBytes(of: CUnsignedLong(string.count), toByteOffset: row * 8, as: CUnsignedLong.self)
            used += string.count
        }
        binds[column].buffer_type = type
        binds[column].buffer = pointers.baseAddress
        binds[column].length = lengths.baseAddress?.assumingMemoryBound(to: CUnsignedLong.self)
    }

    private mutating func block(bytes: Int) -> UnsafeMutableRawBufferPointer {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 8)
        blocks.append(block)
        return block
    }

    private enum Kind { case int, double, text, bytes }

    private static func kind(_ rows: [[SQL.Value]], _ column: Int) -> Kind {
        var kind: Kind?
        for row in rows {
            let own: Kind
            switch row[column] {
            case .null: continue
            case .int: own = .int
            case .double: own = .double
            case .text: own = .text
            case .bytes: own = .bytes
            }
            guard kind == nil || kind == own else { return kind == .bytes || own == .bytes ? .bytes : .text }
            kind = own
        }
        return kind ?? .text
    }

    private static func integer(_ value: SQL.Value) -> Int64 {
        guard case .int(let number) = value else { return 0 }
        return number
    }

    private static func double(_ value: SQL.Value) -> Double {
        guard case .double(let number) = value else { return 0 }
        return number
    }

    private static func bytes(_ value: SQL.Value) -> [UInt8] {
        switch value {
        case .null: []
        case .int(let number): Array("\(number)".utf8)
        case .double(let number): Array("\(number)".utf8)
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        }
    }
}
