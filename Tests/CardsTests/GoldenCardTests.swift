import Cards
import Drawing
import Foundation
import Support
import TestKit
import Testing

/// The built-in templates look as they looked when somebody last said that they are right.
///
/// A card that has changed is written to `.build/golden-cards/`. Look at it; if it is right, copy it to
/// `Tests/CardsTests/Golden/`.
@Suite("Golden cards")
struct GoldenCardTests {
    @Test("every built-in template looks as it did", arguments: BuiltInTemplates.all)
    func unchanged(template: CardTemplate) async throws {
        try await withRenderer { renderer in
            let card = try await renderer.prepare(template, for: try .pictured()).jpeg(for: .golden)

            let known = try? Data(contentsOf: golden(template))  // a template that is new has none yet
            let change = try known.map { try difference(card.bytes, from: $0) } ?? 255
            if change > 8 { try keep(card.bytes, for: template) }
            #expect(change <= 8, "see .build/golden-cards/\(template.id).jpg")
        }
    }

    @Test("another name on the card is more than the tolerance", arguments: BuiltInTemplates.all)
    func tolerance(template: CardTemplate) async throws {
        try await withRenderer { renderer in
            var content = CardContent.golden
            content.recipientName = "김철수"

            let card = try await renderer.prepare(template, for: try .pictured()).jpeg(for: content)

            #expect(try difference(card.bytes, from: Data(contentsOf: golden(template))) > 8)
        }
    }

    @Test(
        "every golden card reads at full size, at half its size and at JPEG quality 60", arguments: BuiltInTemplates.all
    )
    func readable(template: CardTemplate) throws {
        let bytes = [UInt8](try Data(contentsOf: golden(template)))
        let full = try ImageDecoder().decode(bytes, atLeast: template.layout.width, by: template.layout.height)
        let half = try Canvas(width: full.width / 2, height: full.height / 2)
        half.draw(full, in: half.frame, covering: true)
        let encoder = try JPEGEncoder()

        let read = [
            try barcodes(in: bytes), try barcodes(in: try encoder.encode(full, quality: 60)),
            try barcodes(in: try encoder.encode(half, quality: 90)),
            try barcodes(in: try encoder.encode(half, quality: 60)),
        ]

        #expect(read == Array(repeating: [CardContent.golden.barcode], count: 4))
    }

    private func golden(_ template: CardTemplate) -> URL {
        packageRoot.appending(path: "Tests/CardsTests/Golden/\(template.id).jpg")
    }

    private func keep(_ jpeg: [UInt8], for template: CardTemplate) throws {
        let directory = packageRoot.appending(path: ".build/golden-cards")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data(jpeg).write(to: directory.appending(path: golden(template).lastPathComponent))
    }

    /// The largest difference, 0–255, between the mean colours of two squares of 16 pixels.
    ///
    /// A mean, so that another version of a font renderer may shade edges a little otherwise.
    private func difference(_ jpeg: [UInt8], from golden: Data) throws -> Int {
        let decoder = try ImageDecoder()
        let (one, other) = (
            try decoder.decode(jpeg, atLeast: 1000, by: 1440),
            try decoder.decode([UInt8](golden), atLeast: 1000, by: 1440)
        )
        guard one.width == other.width, one.height == other.height else { return 255 }
        return zip(one.squareMeans(16), other.squareMeans(16)).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
}

extension CardContent {
    fileprivate static let golden = CardContent(
        recipientName: "홍길동", validUntil: CalendarDay(year: 2026, month: 12, day: 31), barcode: "123456789012",
        message: "한 해 동안 함께해 주셔서 고맙습니다.")
}

extension CampaignContent {
    /// With a product's picture drawn here: a cup on a warm ground.
    fileprivate static func pictured() throws -> CampaignContent {
        let canvas = try Canvas(width: 600, height: 600)
        canvas.fill(
            .rectangle(radius: 0), in: canvas.frame,
            with: .gradient(from: Color(0xFFE8CC), to: Color(0xD9B08C), angle: 60))
        let cup = try #require(VectorPath("M 18 10 L 82 10 L 72 96 L 28 96 Z"))
        canvas.fill(.path(cup), in: Frame(x: 170, y: 150, width: 260, height: 330), with: .solid(.white))
        canvas.fill(
            .rectangle(radius: 18), in: Frame(x: 180, y: 130, width: 240, height: 56), with: .solid(Color(0x5B3A29)))
        var campaign = CampaignContent.example
        campaign.productImage = try JPEGEncoder().encode(canvas, quality: 90)
        return campaign
    }
}

extension Raster {
    /// Red, green and blue of each square's mean, square after square.
    fileprivate func squareMeans(_ side: Int) -> [Int] {
        stride(from: 0, to: height, by: side).flatMap { top in
            stride(from: 0, to: width, by: side).flatMap { left in
                var (red, green, blue, count) = (0, 0, 0, 0)
                for y in top..<min(top + side, height) {
                    for x in left..<min(left + side, width) {
                        let value = pixels[y * width + x]
                        red += Int(value >> 16 & 255)
                        green += Int(value >> 8 & 255)
                        blue += Int(value & 255)
                        count += 1
                    }
                }
                return [red / count, green / count, blue / count]
            }
        }
    }
}
