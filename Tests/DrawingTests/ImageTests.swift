import Drawing
import Testing

@Suite("Pictures from outside")
struct ImageTests {
    private let decoder: ImageDecoder
    private let jpeg: [UInt8]

    init() throws {
        decoder = try ImageDecoder()
        jpeg = try Self.picture(width: 64, height: 48)
    }

    @Test("a JPEG is decoded with its colours")
    func colors() throws {
        let raster = try decoder.decode(jpeg, atLeast: 64, by: 48)

        #expect((raster.width, raster.height) == (64, 48))
        let left = raster.pixel(x: 8, y: 24)
        let right = raster.pixel(x: 56, y: 24)
        #expect(left.red > 200 && left.blue < 60)
        #expect(right.blue > 200 && right.red < 60)
    }

    @Test("a large JPEG is made smaller while it is decoded, never below what is needed")
    func shrinking() throws {
        let large = try Self.picture(width: 1600, height: 1200)

        let raster = try decoder.decode(large, atLeast: 300, by: 300)

        #expect((raster.width, raster.height) == (400, 300))
    }

    @Test("a picture is turned as the camera was held")
    func orientation() throws {
        // An APP1 segment with one EXIF entry: orientation 6, turned a quarter to the right.
        let exif: [UInt8] =
            [0xFF, 0xE1, 0x00, 0x22] + Array("Exif".utf8) + [0, 0]
            + [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
        let turned = Array(jpeg.prefix(2)) + exif + jpeg.dropFirst(2)

        let raster = try decoder.decode(turned, atLeast: 48, by: 64)

        #expect((raster.width, raster.height) == (48, 64))
        // What was left is on top now.
        #expect(raster.pixel(x: 24, y: 8).red > 200)
        #expect(raster.pixel(x: 24, y: 56).blue > 200)
    }

    @Test("what is neither JPEG nor PNG is refused whatever it is called")
    func unknownFormat() {
        let svg = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" height=\"9\"/></svg>".utf8)

        #expect(throws: ImageError.unknownFormat) { try decoder.decode(svg, atLeast: 1, by: 1) }
        #expect(throws: ImageError.unknownFormat) { try decoder.decode([], atLeast: 1, by: 1) }
        #expect(throws: ImageError.unknownFormat) { try decoder.decode(Array("GIF89a".utf8), atLeast: 1, by: 1) }
    }

    @Test("a PNG of 20,000 × 20,000 pixels is refused by its header alone")
    func pixelBomb() {
        let header: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20, 8, 6, 0, 0, 0, 0, 0, 0, 0]

        #expect(throws: ImageError.tooManyPixels(width: 20_000, height: 20_000)) {
            try decoder.decode(header, atLeast: 100, by: 100)
        }
    }

    @Test("a file above the limit is refused before it is looked at")
    func tooManyBytes() {
        #expect(throws: ImageError.tooManyBytes(limit: 10_000_000)) {
            try decoder.decode([UInt8](repeating: 0xFF, count: 10_000_001), atLeast: 1, by: 1)
        }
    }

    @Test("a JPEG cut off at any place is refused", arguments: [3, 20, 200, 500])
    func truncated(length: Int) {
        #expect(throws: ImageError.damaged) { try decoder.decode(Array(jpeg.prefix(length)), atLeast: 64, by: 48) }
    }

    @Test("a JPEG with four inks is refused")
    func printingColors() {
        var cmyk = jpeg
        guard let frame = cmyk.indices.dropLast().first(where: { cmyk[$0] == 0xFF && cmyk[$0 + 1] == 0xC0 }) else {
            Issue.record("no frame header")
            return
        }
        cmyk[frame + 9] = 4

        #expect(throws: ImageError.printingColors) { try decoder.decode(cmyk, atLeast: 64, by: 48) }
    }

    @Test("a PNG is decoded with its colours and its opacity")
    func png() throws {
        let raster = try decoder.decode(
            PNG.encode(width: 2, height: 1, pixels: [255, 0, 0, 255, 0, 0, 255, 0]), atLeast: 2, by: 1)

        #expect(raster.pixel(x: 0, y: 0) == Color(0xFF0000))
        #expect(raster.pixel(x: 1, y: 0).alpha == 0)
    }

    @Test("a large PNG is made smaller by the mean of its pixels, never below what is needed")
    func shrinkingPNG() throws {
        let pixels = (0..<(90 * 60)).flatMap { index -> [UInt8] in
            index % 2 == 0 ? [0, 0, 0, 255] : [200, 100, 50, 255]
        }

        let raster = try decoder.decode(PNG.encode(width: 90, height: 60, pixels: pixels), atLeast: 40, by: 30)

        #expect((raster.width, raster.height) == (45, 30))
        #expect(raster.pixel(x: 20, y: 20) == Color(0x643219))
    }

    @Test("a PNG cut off is refused")
    func truncatedPNG() {
        let header: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 0, 10, 0, 0, 0, 10, 8, 6, 0, 0, 0, 0x8D, 0x32, 0xCF, 0xBD]

        #expect(throws: ImageError.damaged) { try decoder.decode(header, atLeast: 1, by: 1) }
    }

    @Test("no byte of noise makes the decoder do anything but refuse")
    func noise() {
        var random = SplitMix(state: 7)
        for _ in 0..<400 {
            var bytes = jpeg
            for _ in 0..<8 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            // What is damaged in the picture's data only may still decode.
            let raster = try? decoder.decode(bytes, atLeast: 64, by: 48)
            #expect(raster == nil || raster!.pixels.count == raster!.width * raster!.height)
        }
    }

    /// Red on the left half, blue on the right one.
    private static func picture(width: Int, height: Int) throws -> [UInt8] {
        let canvas = try Canvas(width: width, height: height)
        canvas.fill(
            .rectangle(radius: 0), in: Frame(x: 0, y: 0, width: width / 2, height: height),
            with: .solid(Color(0xFF0000)))
        canvas.fill(
            .rectangle(radius: 0), in: Frame(x: width / 2, y: 0, width: width / 2, height: height),
            with: .solid(Color(0x0000FF)))
        return try JPEGEncoder().encode(canvas, quality: 90)
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
