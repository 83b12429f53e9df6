import Foundation

/// A baseline JPEG whose every sixteen rows stand alone behind a restart marker (ITU-T T.81, B.2.1 and E.2.4).
///
/// What two pictures have in common is encoded once and copied, and a few rows can be decoded without the others.
package struct JPEGStrips: Sendable {
    /// Rows of a strip: one row of blocks at half colour resolution. The last strip may have fewer.
    package static let rows = 16

    /// Up to and with the start of the scan.
    private let header: [UInt8]
    /// Entropy-coded, without the markers between them.
    private var strips: [[UInt8]]

    /// Begins with no strip. `strip`: the encoding of the first one alone, whose header is taken over.
    init(headerOf strip: UnsafeBufferPointer<UInt8>, height: Int, width: Int) {
        let frame = JPEGFrame(strip, at: 2)
        var header = Array(strip[..<frame.scan])
        header.putNumber(height, at: frame.height)
        let blocks = (width + Self.rows - 1) / Self.rows
        header.insert(
            contentsOf: [0xFF, 0xDD, 0, 4, UInt8(blocks >> 8), UInt8(blocks & 255)], at: frame.startOfScan)
        (self.header, strips) = (header, [])
    }

    /// Replaces a strip, or adds the next one.
    mutating func put(_ strip: [UInt8], at index: Int) {
        if index < strips.count { strips[index] = strip } else { strips.append(strip) }
    }

    /// The strips that the rows of `frame` touch.
    package static func touched(by frame: Frame) -> Range<Int> {
        frame.y / rows..<(frame.maxY + rows - 1) / rows
    }

    /// The whole file.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(strips.reduce(header.count) { $0 + $1.count + 2 })
        bytes += header
        for (index, strip) in strips.enumerated() {
            bytes += strip
            bytes.append(0xFF)
            bytes.append(index + 1 < strips.count ? 0xD0 + UInt8(index % 8) : 0xD9)
        }
        return bytes
    }

    /// A JPEG of the given strips of `jpeg` alone.
    ///
    /// - Throws: `ImageError.damaged` when `jpeg` is not, from its first byte to its last, what ``bytes`` makes.
    static func part(_ range: Range<Int>, of jpeg: [UInt8]) throws(ImageError) -> [UInt8] {
        let part: [UInt8]? = jpeg.withUnsafeBufferPointer { bytes in
            guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
            let frame = JPEGFrame(bytes, at: 2)
            guard frame.isComplete, let ends = ends(in: bytes, from: frame.scan) else { return nil }
            let height = bytes.number(at: frame.height)
            guard ends.count == (height + rows - 1) / rows, !range.isEmpty, range.upperBound <= ends.count
            else { return nil }
            var part = Array(bytes[..<frame.scan])
            part.putNumber(min(height, range.upperBound * rows) - range.lowerBound * rows, at: frame.height)
            var start = range.lowerBound == 0 ? frame.scan : ends[range.lowerBound - 1] + 2
            for (index, end) in ends[range].enumerated() {
                part += bytes[start..<end]
                part.append(0xFF)
                part.append(index + 1 < range.count ? 0xD0 + UInt8(index % 8) : 0xD9)
                start = end + 2
            }
            return part
        }
        guard let part else { throw .damaged }
        return part
    }

    /// Where each strip's data ends; nil when the markers are not counted through or the last is not the file's end.
    private static func ends(in bytes: UnsafeBufferPointer<UInt8>, from scan: Int) -> [Int]? {
        guard let base = bytes.baseAddress else { return nil }
        var ends: [Int] = []
        var index = scan
        while index + 1 < bytes.count, let found = memchr(base + index, 0xFF, bytes.count - 1 - index) {
            let marker = UnsafeRawPointer(base).distance(to: found)
            switch bytes[marker + 1] {
            case 0: break  // a byte of data that happens to be 0xFF
            case 0xD0 + UInt8(ends.count % 8): ends.append(marker)
            case 0xD9:
                ends.append(marker)
                return marker + 2 == bytes.count ? ends : nil
            default: return nil
            }
            index = marker + 2
        }
        return nil
    }
}

/// Where a JPEG says its height and begins its scan.
struct JPEGFrame {
    private(set) var height = 0
    private(set) var startOfScan = 0
    /// The first byte of entropy-coded data.
    private(set) var scan = 0

    var isComplete: Bool { height > 0 && scan > 0 }

    init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        var index = start
        while index + 4 <= bytes.count, bytes[index] == 0xFF {
            let end = index + 2 + bytes.number(at: index + 2)
            guard end <= bytes.count else { return }
            if bytes[index + 1] == 0xC0 { height = index + 5 }
            if bytes[index + 1] == 0xDA {
                (startOfScan, scan) = (index, end)
                return
            }
            index = end
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func number(at index: Int) -> Int { Int(self[index]) << 8 | Int(self[index + 1]) }
}

extension [UInt8] {
    fileprivate mutating func putNumber(_ number: Int, at index: Int) {
        (self[index], self[index + 1]) = (UInt8(number >> 8), UInt8(number & 255))
    }
}
