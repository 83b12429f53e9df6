/// What a picture says about itself, read before anything of it is decoded.
package struct ImageHeader: Sendable, Equatable {
    package enum Format: Sendable, Equatable { case jpeg, png }

    package let format: Format
    package let width: Int
    package let height: Int
    /// Grey 1, colour 3, printing 4; 4 for every PNG, which is decoded with opacity.
    package let components: Int
    /// A progressive JPEG is decoded as a whole in memory, a baseline one row by row.
    package let isProgressive: Bool
    /// EXIF's 1–8: how a camera was held. 1 when nothing is said.
    package let orientation: Int

    package init(_ bytes: [UInt8]) throws(ImageError) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            guard bytes.count >= 33, bytes[12..<16].elementsEqual("IHDR".utf8) else { throw .damaged }
            let (width, height) = (Self.number(bytes[16..<20]), Self.number(bytes[20..<24]))
            guard width > 0, height > 0, width < 1 << 31, height < 1 << 31 else { throw .damaged }
            self.init(format: .png, width: width, height: height, components: 4, isProgressive: false, orientation: 1)
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            try self.init(jpeg: bytes)
        } else {
            throw .unknownFormat
        }
    }

    private init(format: Format, width: Int, height: Int, components: Int, isProgressive: Bool, orientation: Int) {
        (self.format, self.width, self.height, self.components) = (format, width, height, components)
        (self.isProgressive, self.orientation) = (isProgressive, orientation)
    }

    /// Walks the segments up to the frame header (ITU-T T.81, B.2.2).
    private init(jpeg bytes: [UInt8]) throws(ImageError) {
        var (index, orientation) = (2, 1)
        while index + 4 <= bytes.count {
            guard bytes[index] == 0xFF else { throw .damaged }
            let marker = bytes[index + 1]
            if marker == 0xFF {
                index += 1  // padding before a marker
                continue
            }
            if marker == 0x01 || (0xD0...0xD7).contains(marker) {
                index += 2  // stands alone
                continue
            }
            let length = Self.number(bytes[(index + 2)..<(index + 4)])
            guard length >= 2, index + 2 + length <= bytes.count else { throw .damaged }
            let body = bytes[(index + 4)..<(index + 2 + length)]
            switch marker {
            case 0xC0, 0xC1, 0xC2:
                guard body.count >= 6 else { throw .damaged }
                let start = body.startIndex
                let (height, width) = (
                    Self.number(body[(start + 1)..<(start + 3)]), Self.number(body[(start + 3)..<(start + 5)])
                )
                guard width > 0, height > 0, body[start] == 8 else { throw .damaged }
                self.init(
                    format: .jpeg, width: width, height: height, components: Int(body[start + 5]),
                    isProgressive: marker == 0xC2, orientation: orientation)
                return
            case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: throw .unknownFormat  // lossless or arithmetic
            case 0xD9, 0xDA: throw .damaged
            case 0xE1: orientation = Self.orientation(exif: body) ?? orientation
            default: break
            }
            index += 2 + length
        }
        throw .damaged
    }

    /// The tag 0x0112 of the first directory in an EXIF segment.
    private static func orientation(exif: ArraySlice<UInt8>) -> Int? {
        guard exif.count > 20, exif.starts(with: [0x45, 0x78, 0x69, 0x66, 0, 0]) else { return nil }
        let tiff = Array(exif.dropFirst(6))
        let isLittle = tiff[0] == 0x49
        func value(_ offset: Int, _ count: Int) -> Int? {
            guard offset >= 0, offset + count <= tiff.count else { return nil }
            let slice = tiff[offset..<(offset + count)]
            return isLittle ? number(ArraySlice(slice.reversed())) : number(slice)
        }
        guard let directory = value(4, 4), let entries = value(directory, 2), entries < 200 else { return nil }
        for entry in 0..<entries {
            let offset = directory + 2 + entry * 12
            guard value(offset, 2) == 0x0112 else { continue }
            guard let orientation = value(offset + 8, 2), (1...8).contains(orientation) else { return nil }
            return orientation
        }
        return nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
