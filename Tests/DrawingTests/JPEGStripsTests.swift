import Drawing
import Testing

@Suite("JPEG in strips")
struct JPEGStripsTests {
    private let encoder: JPEGEncoder
    private let decoder: ImageDecoder

    init() throws {
        (encoder, decoder) = (try JPEGEncoder(), try ImageDecoder())
    }

    @Test(
        "strips show the same picture as a JPEG of one piece", arguments: [(64, 48), (70, 45), (640, 961), (320, 16)])
    func samePicture(width: Int, height: Int) throws {
        let canvas = try drawing(width: width, height: height)

        let whole = try decoder.decodeGray(encoder.encode(canvas, quality: 92))
        let strips = try decoder.decodeGray(encoder.strips(of: canvas, quality: 92).bytes)

        #expect((strips.width, strips.height) == (width, height))
        #expect(strips.pixels == whole.pixels)
    }

    @Test("a picture made by changing some strips of another is what encoding all of it gives")
    func changed() throws {
        let canvas = try drawing(width: 200, height: 150)
        let base = try encoder.strips(of: canvas, quality: 80)
        let area = Frame(x: 20, y: 50, width: 100, height: 40)
        canvas.fill(.ellipse, in: area, with: .solid(.black))

        let changed = try encoder.strips(
            of: canvas, quality: 80, changing: base, only: Array(JPEGStrips.touched(by: area)))

        let fresh = try encoder.strips(of: canvas, quality: 80)
        #expect(JPEGStrips.touched(by: area) == 3..<6)
        #expect(changed.bytes == fresh.bytes)
        #expect(changed.bytes != base.bytes)
    }

    @Test("a barcode is read from its own strips; damage anywhere in the file makes it unreadable")
    func reading() throws {
        let bench = try Workbench()
        let canvas = try Canvas(width: 400, height: 200)
        canvas.fill(.rectangle(radius: 0), in: canvas.frame, with: .solid(.white))
        let modules = try BarcodeModules(encoding: "123456789012", as: .code128)
        let bars = Frame(x: 40, y: 60, width: modules.width * 3, height: 70)
        canvas.drawModules(modules.rows[0], moduleWidth: 3, in: bars)
        let area = Frame(x: 0, y: 60, width: 400, height: 70)
        let jpeg = try encoder.strips(of: canvas, quality: 90).bytes
        let markers = jpeg.indices.dropLast().filter { jpeg[$0] == 0xFF && (0xD0...0xD7).contains(jpeg[$0 + 1]) }

        #expect(markers.count == 12)
        #expect(bench.reads("123456789012", as: .code128, in: area, of: jpeg))
        #expect(!bench.reads("123456789013", as: .code128, in: area, of: jpeg))
        #expect(!bench.reads("123456789012", as: .code128, in: area, of: jpeg.dropLast()))
        #expect(!bench.reads("123456789012", as: .code128, in: area, of: jpeg + [0]))
        for marker in markers {
            var damaged = jpeg
            damaged[marker + 1] ^= 1
            #expect(!bench.reads("123456789012", as: .code128, in: area, of: damaged))
        }
        for length in stride(from: 0, to: jpeg.count, by: 7) {
            #expect(!bench.reads("123456789012", as: .code128, in: area, of: Array(jpeg.prefix(length))))
        }
    }

    @Test("noise in a file makes the reader do nothing worse than refuse")
    func noise() throws {
        let bench = try Workbench()
        let canvas = try drawing(width: 128, height: 96)
        let jpeg = try encoder.strips(of: canvas, quality: 70).bytes
        var random = SplitMix(state: 11)
        for _ in 0..<2000 {
            var bytes = jpeg
            for _ in 0..<6 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            #expect(!bench.reads("1234", as: .code128, in: Frame(x: 0, y: 30, width: 128, height: 40), of: bytes))
        }
    }

    private func drawing(width: Int, height: Int) throws -> Canvas {
        let canvas = try Canvas(width: width, height: height)
        canvas.fill(
            .rectangle(radius: 0), in: canvas.frame,
            with: .gradient(from: Color(0x2266AA), to: Color(0xFFDD88), angle: 50))
        canvas.fill(
            .ellipse, in: Frame(x: width / 4, y: height / 4, width: width / 2, height: height / 2),
            with: .solid(.white))
        return canvas
    }
}
