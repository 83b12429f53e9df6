import Drawing
import Testing

@Suite("Setting texts")
struct TextTests {
    private let style = TextStyle(size: 24, color: .black)

    @Test("Korean is drawn with letters, not with boxes")
    func korean() throws {
        let typesetter = try Typesetter()

        let setting = typesetter.set("홍길동 님께 드립니다", style: style, width: 600, height: 60)

        #expect(setting.dropped == 0)
        #expect(setting.lines == 1)
        #expect(!setting.isCut)
    }

    @Test("letters that no font has are left out, the others stay")
    func unknownLetters() throws {
        let typesetter = try Typesetter()
        var lines = style
        lines.lines = 3

        // U+13000 is an Egyptian hieroglyph, U+16800 a Bamum letter: not in the fonts of a server.
        let setting = typesetter.set("생일 \u{13000}축하\u{16800} 드립니다", style: lines, width: 600, height: 200)

        #expect(setting.dropped == 2)
        #expect(!setting.isCut)
    }

    @Test("a text that is too long is set smaller before it is cut")
    func shrinking() throws {
        let typesetter = try Typesetter()
        var shrinking = style
        shrinking.smallest = 14
        let text = "아이스 카페 아메리카노 톨 사이즈 한 잔"

        let full = typesetter.set(text, style: style, width: 300, height: 40)
        let small = typesetter.set(text, style: shrinking, width: 300, height: 40)

        #expect(full.isCut)
        #expect(!small.isCut)
        #expect((14..<24).contains(small.size))
    }

    @Test("the last allowed line ends in an ellipsis", arguments: [1, 2, 3])
    func lines(_ count: Int) throws {
        let typesetter = try Typesetter()
        var style = style
        style.lines = count

        let setting = typesetter.set(
            String(repeating: "고객님께 감사드립니다. ", count: 30), style: style, width: 400, height: 400)

        #expect(setting.isCut)
        #expect(setting.lines == count)
    }

    @Test("line ends of the text count as lines")
    func lineEnds() throws {
        let typesetter = try Typesetter()
        var style = style
        style.lines = 2

        let two = typesetter.set("하나\n둘", style: style, width: 400, height: 400)
        // What has no line of its own any more goes on in the last one.
        let four = typesetter.set("하나\n둘\r\n셋\n넷", style: style, width: 400, height: 400)

        #expect((two.lines, two.isCut, two.dropped) == (2, false, 0))
        #expect((four.lines, four.isCut, four.dropped) == (2, false, 0))
    }

    @Test("a frame too low for all lines gets fewer")
    func lowFrame() throws {
        let typesetter = try Typesetter()
        var style = style
        style.lines = 3

        let setting = typesetter.set(
            String(repeating: "고객님께 감사드립니다. ", count: 30), style: style, width: 400, height: 80)

        #expect(setting.lines == 2)
        #expect(setting.height <= 80)
    }

    @Test(
        "nothing is drawn outside the frame",
        arguments: [
            "홍길동", "남궁빛나라사랑해요외국이름AlexanderTheGreat", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
            "g\u{0300}\u{0301}\u{0302}\u{0303}\u{0304}\u{0305}\u{0306}\u{0307}\u{0308}", "ส้้้้้้้้้้้้้", "مرحبا بالعالم",
            "日本語テキスト", "생일🎂축하 Happy 生日 ñandú 👨‍👩‍👧 드립니다",
        ])
    func staysInside(text: String) throws {
        let canvas = try Canvas(width: 400, height: 200)
        canvas.fill(.rectangle(radius: 0), in: canvas.frame, with: .solid(.white))
        let frame = Frame(x: 100, y: 80, width: 200, height: 40)

        canvas.draw(text, style: style, in: frame, with: try Typesetter())

        let raster = canvas.raster()
        let outside = (0..<200).flatMap { y in (0..<400).map { (x: $0, y: y) } }
            .filter { !(frame.x..<frame.maxX).contains($0.x) || !(frame.y..<frame.maxY).contains($0.y) }
        #expect(outside.allSatisfy { raster.pixel(x: $0.x, y: $0.y) == .white })
        #expect(raster.pixels.contains { $0 != 0xFFFF_FFFF })
    }

    @Test("words stay whole where a line ends")
    func wholeWords() {
        let kept = PrintableText("가나다 ABC", lines: true).keepingWords

        #expect(kept == "가\u{2060}나\u{2060}다 ABC")
    }

    @Test(
        "what cannot be seen or turns the direction is taken out",
        arguments: [
            ("홍\u{202E}길동", "홍길동"), ("홍\u{0}길\u{7}동", "홍길동"), ("홍\u{200B}길\u{FEFF}동", "홍길동"), ("홍\t길동", "홍 길동"),
            ("홍길동 \n\n", "홍길동"), ("한 줄\n두 줄", "한 줄 두 줄"), ("\n홍길동", "홍길동"), ("홍\u{3000}길동", "홍 길동"),
        ])
    func cleaning(raw: String, text: String) {
        #expect(PrintableText(raw, lines: false).text == text)
    }
}
