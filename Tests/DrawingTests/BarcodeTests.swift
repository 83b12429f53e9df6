import Drawing
import Testing

@Suite("Barcodes")
struct BarcodeTests {
    @Test(
        "what zint encodes, zbar reads back from a JPEG",
        arguments: [
            ("123456789012", Symbology.code128), ("9988776655443322", .code128), ("AB12cd34", .code128),
            ("0000", .code128), ("8801234567893", .ean13), ("https://example.com/coupon?n=123456789012", .qr),
        ])
    func roundTrip(text: String, symbology: Symbology) throws {
        let modules = try BarcodeModules(encoding: text, as: symbology)
        let canvas = try Canvas(barcode: modules, moduleWidth: 3)

        let jpeg = try JPEGEncoder().encode(canvas, quality: 80)

        let gray = try ImageDecoder().decodeGray(jpeg)
        #expect(try BarcodeReader().read(gray, as: symbology) == [text])
    }

    @Test("a Code 128 of digits packs two into one character")
    func packing() throws {
        let modules = try BarcodeModules(encoding: "123456789012", as: .code128)

        // Start, six pairs and check character of 11 modules each, then the stop character of 13.
        #expect(modules.width == 8 * 11 + 13)
        #expect(modules.rows.count == 1)
        #expect(modules.rows[0].first == true)
        #expect(modules.rows[0].last == true)
    }

    @Test(
        "what is no barcode is refused",
        arguments: [
            ("", Symbology.code128, BarcodeError.empty), ("쿠폰", .code128, .unsupportedCharacter),
            ("12\n34", .code128, .unsupportedCharacter), (String(repeating: "9", count: 81), .code128, .tooLong),
            ("8801234567890", .ean13, .notEAN), ("12345", .ean13, .notEAN), ("88012345678AB", .ean13, .notEAN),
        ])
    func refusals(text: String, symbology: Symbology, error: BarcodeError) {
        #expect(throws: error) { try BarcodeModules(encoding: text, as: symbology) }
    }

    @Test("modules fall on whole pixels")
    func wholePixels() throws {
        let modules = try BarcodeModules(encoding: "123456789012", as: .code128)
        let canvas = try Canvas(barcode: modules, moduleWidth: 5)

        let raster = canvas.raster()

        for (index, isDark) in modules.rows[0].enumerated() {
            let colors = (0..<5).map { raster.pixel(x: (modules.quietZone + index) * 5 + $0, y: 60) }
            #expect(colors.allSatisfy { $0 == (isDark ? .black : .white) })
        }
    }

    @Test("another barcode than the one asked for is reported as what it is")
    func otherText() throws {
        let canvas = try Canvas(barcode: try BarcodeModules(encoding: "111122223333", as: .code128), moduleWidth: 3)
        let bench = try Workbench()

        let jpeg = try bench.encoder.strips(of: canvas, quality: 80).bytes

        #expect(bench.reads("111122223333", as: .code128, in: canvas.frame, of: jpeg))
        #expect(!bench.reads("111122223334", as: .code128, in: canvas.frame, of: jpeg))
    }

    @Test("a damaged JPEG reads as nothing")
    func damaged() throws {
        let canvas = try Canvas(barcode: try BarcodeModules(encoding: "111122223333", as: .code128), moduleWidth: 3)
        let bench = try Workbench()

        let jpeg = try bench.encoder.strips(of: canvas, quality: 80).bytes

        #expect(!bench.reads("111122223333", as: .code128, in: canvas.frame, of: Array(jpeg.prefix(jpeg.count / 2))))
    }
}

extension Canvas {
    /// White, with the modules in the middle at the given width and their quiet zones.
    convenience init(barcode modules: BarcodeModules, moduleWidth: Int) throws {
        let side = modules.quietZone * moduleWidth
        let rows = modules.rows.count
        let rowHeight = rows == 1 ? 120 : moduleWidth
        try self.init(width: modules.width * moduleWidth + 2 * side, height: rows * rowHeight + 2 * side)
        fill(.rectangle(radius: 0), in: frame, with: .solid(.white))
        for (index, row) in modules.rows.enumerated() {
            drawModules(
                row, moduleWidth: moduleWidth,
                in: Frame(x: side, y: side + index * rowHeight, width: row.count * moduleWidth, height: rowHeight))
        }
    }
}
