import Cards
import Drawing
import Support
import Testing

@Suite("Uploaded backgrounds")
struct UploadTests {
    @Test("an upload becomes a JPEG of our own in the card's size, without its metadata")
    func reencoded() async throws {
        try await withRenderer { renderer in
            let secret = Array("GPS 37.5665 126.9780".utf8)
            let comment: [UInt8] = [0xFF, 0xFE, 0, UInt8(secret.count + 2)] + secret
            let upload = try picture(width: 800, height: 600)
            let withComment = Array(upload.prefix(2)) + comment + upload.dropFirst(2)

            let background = try await renderer.background(from: withComment, width: 640, height: 960)

            guard case .picture(let bytes) = background else {
                Issue.record("no picture")
                return
            }
            let header = try ImageHeader(bytes)
            #expect((header.width, header.height, header.format) == (640, 960, .jpeg))
            #expect(!bytes.contains(secret))
        }
    }

    @Test("a template with an uploaded background gives readable cards")
    func template() async throws {
        try await withRenderer { renderer in
            var layout = BuiltInTemplates.all[1].layout
            layout.background = try await renderer.background(
                from: try picture(width: 500, height: 900), width: layout.width, height: layout.height)
            let template = CardTemplate(
                id: .new(), version: 1, name: "올린 배경", layout: try CardLayout(json: layout.json()))

            let prepared = try await renderer.prepare(template, for: .example)
            let card = try await prepared.jpeg(for: CardContent.examples[0])

            #expect(prepared.problem == nil)
            #expect(try barcodes(in: card.bytes) == [CardContent.examples[0].barcode])
        }
    }

    @Test("what is no picture reaches the caller as such")
    func refused() async throws {
        try await withRenderer { renderer in
            let svg = Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)

            await #expect(throws: ImageError.unknownFormat) {
                try await renderer.background(from: svg, width: 640, height: 960)
            }
        }
    }

    private func picture(width: Int, height: Int) throws -> [UInt8] {
        let canvas = try Canvas(width: width, height: height)
        canvas.fill(
            .rectangle(radius: 0), in: canvas.frame,
            with: .gradient(from: Color(0x88CCEE), to: Color(0xFFEEDD), angle: 90))
        return try JPEGEncoder().encode(canvas, quality: 90)
    }
}
