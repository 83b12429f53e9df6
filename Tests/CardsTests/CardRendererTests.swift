import Cards
import Drawing
import Foundation
import Support
import Testing

@Suite("Rendering cards")
struct CardRendererTests {
    @Test("the barcode of every card can be read from its JPEG, in every template", arguments: BuiltInTemplates.all)
    func readable(template: CardTemplate) async throws {
        try await withRenderer { renderer in
            let prepared = try await renderer.prepare(template, for: .example)
            for content in CardContent.examples {
                let card = try await prepared.jpeg(for: content)

                #expect(card.fallback == nil)
                #expect(try barcodes(in: card.bytes) == [content.barcode])
                #expect(card.bytes.count <= CardImage.maxBytes)
                #expect(card.bytes.starts(with: [0xFF, 0xD8, 0xFF]))
                #expect((card.width, card.height) == (template.layout.width, template.layout.height))
            }
        }
    }

    @Test(
        "every template still reads at half its size and at JPEG quality 60", arguments: BuiltInTemplates.all, [60, 92])
    func readableWhenWorse(template: CardTemplate, quality: Int) async throws {
        try await withRenderer { renderer in
            let content = CardContent.examples[0]
            let card = try await renderer.prepare(template, for: .example).jpeg(for: content)

            let full = try ImageDecoder().decode(card.bytes, atLeast: card.width, by: card.height)
            let half = try Canvas(width: card.width / 2, height: card.height / 2)
            half.draw(full, in: half.frame, covering: true)

            #expect(try barcodes(in: try JPEGEncoder().encode(full, quality: quality)) == [content.barcode])
            #expect(try barcodes(in: try JPEGEncoder().encode(half, quality: quality)) == [content.barcode])
        }
    }

    @Test("cards drawn one after the other carry nothing of each other", arguments: BuiltInTemplates.all)
    func independent(template: CardTemplate) async throws {
        try await withRenderer { renderer in
            let prepared = try await renderer.prepare(template, for: .example)
            let other = try await renderer.prepare(BuiltInTemplates.plain, for: .example)
            let content = CardContent.examples[0]

            let first = try await prepared.jpeg(for: content)
            for between in CardContent.examples.dropFirst() { _ = try await prepared.jpeg(for: between) }
            let afterOwn = try await prepared.jpeg(for: content)
            _ = try await other.jpeg(for: CardContent.examples[1])
            let afterOther = try await prepared.jpeg(for: content)

            #expect(first.bytes == afterOwn.bytes)
            #expect(first.bytes == afterOther.bytes)
        }
    }

    @Test("a sample carries the void barcode, whatever it was asked for", arguments: BuiltInTemplates.all)
    func sample(template: CardTemplate) async throws {
        try await withRenderer { renderer in
            let sample = try await renderer.sample(template, for: .example, content: CardContent.examples[0])
            let card = try await renderer.prepare(template, for: .example).jpeg(for: CardContent.examples[0])

            #expect(try barcodes(in: sample.bytes) == ["000000000000"])
            #expect(sample.bytes != card.bytes)
        }
    }

    @Test("a picture that cannot be decoded is replaced, and the card is made")
    func brokenPicture() async throws {
        try await withRenderer { renderer in
            var campaign = CampaignContent.example
            campaign.productImage = [1, 2, 3]

            let prepared = try await renderer.prepare(BuiltInTemplates.all[0], for: campaign)
            let card = try await prepared.jpeg(for: CardContent.examples[0])

            #expect(prepared.problem == nil)
            #expect(try barcodes(in: card.bytes) == [CardContent.examples[0].barcode])
        }
    }

    @Test("a template that cannot be drawn gives way to the plain one and says so")
    func badTemplate() async throws {
        try await withRenderer { renderer in
            var layout = BuiltInTemplates.all[0].layout
            layout.background = .picture([0xFF, 0xD8, 0xFF, 0xE0])
            let template = CardTemplate(id: .new(), version: 1, name: "고장", layout: layout)

            let prepared = try await renderer.prepare(template, for: .example)
            let card = try await prepared.jpeg(for: CardContent.examples[0])

            #expect(prepared.problem == .badTemplate)
            #expect(prepared.template.id == BuiltInTemplates.plain.id)
            #expect(try barcodes(in: card.bytes) == [CardContent.examples[0].barcode])
        }
    }

    @Test("a card that reads as something else than its barcode falls back to the plain template")
    func selfCheck() async throws {
        try await withRenderer { renderer in
            let template = plain(with: .ean13)
            var content = CardContent.examples[0]
            // Twelve digits become an EAN-13 by a check digit: readable, but not the coupon's own number.
            content.barcode = "880123456789"

            let prepared = try await renderer.prepare(template, for: .example)
            let card = try await prepared.jpeg(for: content)

            #expect(prepared.problem == nil)
            #expect(card.fallback == .unreadable)
            #expect(try barcodes(in: card.bytes) == ["880123456789"])
        }
    }

    @Test("a long barcode gets the wide plain card; one too long for any card is refused")
    func longBarcodes() async throws {
        try await withRenderer { renderer in
            let prepared = try await renderer.prepare(BuiltInTemplates.all[0], for: .example)
            var content = CardContent.examples[0]

            content.barcode = "ABCDEFGHIJKLMNOPQRSTUVWX"
            let wide = try await prepared.jpeg(for: content)

            #expect(wide.fallback == .barcodeTooWide)
            #expect(wide.width == 1000)
            #expect(try barcodes(in: wide.bytes) == [content.barcode])

            content.barcode = "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH"
            await #expect(throws: CardError.barcodeTooWide) { try await prepared.jpeg(for: content) }
            content.barcode = "쿠폰"
            await #expect(throws: CardError.badBarcode(.unsupportedCharacter)) { try await prepared.jpeg(for: content) }
        }
    }

    @Test("a noisy picture lowers the quality, never the limit")
    func limit() async throws {
        try await withRenderer { renderer in
            var random = SystemRandomNumberGenerator()
            let noise = Raster(
                width: 1000, height: 1000,
                pixels: (0..<1_000_000).map { _ in 0xFF00_0000 | UInt32.random(in: 0...0xFF_FFFF, using: &random) })
            var layout = BuiltInTemplates.plain.layout
            layout.background = .picture(try JPEGEncoder().encode(noise, quality: 95))
            let template = CardTemplate(id: .new(), version: 1, name: "잡음", layout: layout)

            let prepared = try await renderer.prepare(template, for: .example)
            let card = try await prepared.jpeg(for: CardContent.examples[1])

            #expect(prepared.problem == nil)
            #expect(prepared.quality < 92)
            #expect(card.bytes.count <= CardImage.maxBytes)
            #expect(try barcodes(in: card.bytes) == [CardContent.examples[1].barcode])
        }
    }

    @Test(
        "EAN-13 and QR codes are drawn and read back",
        arguments: [(Symbology.ean13, "8801234567893"), (.qr, "AB-12345")])
    func otherSymbologies(symbology: Symbology, barcode: String) async throws {
        try await withRenderer { renderer in
            let template = plain(with: symbology)
            var content = CardContent.examples[0]
            content.barcode = barcode

            let prepared = try await renderer.prepare(template, for: .example)
            let card = try await prepared.jpeg(for: content)

            #expect(prepared.problem == nil)
            #expect(card.fallback == nil)
            let gray = try ImageDecoder().decodeGray(card.bytes)
            #expect(try BarcodeReader().read(gray, as: symbology) == [barcode])
        }
    }
}

/// The plain template with another kind of code.
private func plain(with symbology: Symbology) -> CardTemplate {
    var layout = BuiltInTemplates.plain.layout
    for index in layout.elements.indices {
        guard case .barcode(var place) = layout.elements[index].kind else { continue }
        place.symbology = symbology
        layout.elements[index].kind = .barcode(place)
    }
    return CardTemplate(id: .new(), version: 1, name: "다른 바코드", layout: layout)
}

/// Closes the drawing threads whatever the test finds.
func withRenderer(_ body: (CardRenderer) async throws -> Void) async throws {
    let pool = DrawingPool(threads: 1)
    do {
        try await body(CardRenderer(pool: pool))
    } catch {
        try await pool.shutdown()
        throw error
    }
    try await pool.shutdown()
}

/// What a reader finds anywhere on the card, not only where the self-check looks.
func barcodes(in jpeg: [UInt8]) throws -> [String] {
    try BarcodeReader().read(try ImageDecoder().decodeGray(jpeg), as: .code128)
}
