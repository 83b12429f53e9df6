import Drawing
import Testing

@Suite("Drawing on a canvas")
struct CanvasTests {
    @Test("what is put back is what was there")
    func restore() throws {
        let canvas = try Canvas(width: 40, height: 30)
        canvas.fill(.rectangle(radius: 0), in: canvas.frame, with: .solid(Color(0x3366CC)))
        let before = canvas.raster()
        canvas.fill(.ellipse, in: Frame(x: 5, y: 5, width: 20, height: 20), with: .solid(.black))

        canvas.restore(before, in: Frame(x: 4, y: 4, width: 22, height: 22))

        #expect(canvas.raster().pixels == before.pixels)
    }

    @Test("a gradient runs from its first colour to its second")
    func gradient() throws {
        let canvas = try Canvas(width: 100, height: 100)

        canvas.fill(
            .rectangle(radius: 0), in: canvas.frame, with: .gradient(from: .black, to: .white, angle: 90))

        let raster = canvas.raster()
        #expect(raster.pixel(x: 50, y: 1).red < 10)
        #expect((120...136).contains(raster.pixel(x: 50, y: 50).red))
        #expect(raster.pixel(x: 50, y: 98).red > 245)
    }

    @Test("a canvas of impossible size is refused", arguments: [(0, 10), (10, 0), (-1, 10), (5000, 10)])
    func impossibleSize(width: Int, height: Int) {
        #expect(throws: DrawingError.noCanvas(width: width, height: height)) {
            try Canvas(width: width, height: height)
        }
    }

    @Test("a picture covers its frame, or fits into it", arguments: [true, false])
    func fitting(covering: Bool) throws {
        let picture = Raster(width: 10, height: 20, pixels: Array(repeating: 0xFFFF_0000, count: 200))
        let canvas = try Canvas(width: 100, height: 100)
        canvas.fill(.rectangle(radius: 0), in: canvas.frame, with: .solid(.white))

        canvas.draw(picture, in: canvas.frame, covering: covering)

        let raster = canvas.raster()
        #expect(raster.pixel(x: 50, y: 50) == Color(0xFF0000))
        #expect((raster.pixel(x: 10, y: 50) == Color(0xFF0000)) == covering)
    }

    @Test("a path is M, L, C and Z with their numbers")
    func paths() {
        #expect(VectorPath("M 0 0 L 100 0 C 1 2 3 4 5 6 Z") != nil)
        for text in ["", "L 1 1", "M 1", "M 0 0 Q 1 1 2 2", "M 0 0 L 1e9 0", "M a b"] {
            #expect(VectorPath(text) == nil)
        }
    }

    @Test("a colour is read as it is written", arguments: ["#1A2B3C", "#000000", "#FFFFFF80"])
    func colors(text: String) throws {
        let color = try #require(Color(text))

        #expect(color.description == text)
    }

    @Test("what is no colour is refused", arguments: ["", "red", "#12345", "#GGGGGG", "123456", "#+12345"])
    func wrongColors(text: String) {
        #expect(Color(text) == nil)
    }
}
