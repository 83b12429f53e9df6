import CZBar

/// Reads barcodes out of a grey picture with zbar, as a till's scanner would. Belongs to one thread.
package final class BarcodeReader {
    private let scanner: OpaquePointer
    private var symbology: Symbology?

    package init() throws(DrawingError) {
        guard let scanner = zbar_image_scanner_create() else { throw .outOfMemory }
        self.scanner = scanner
    }

    deinit { zbar_image_scanner_destroy(scanner) }

    /// Every text of the given kind found in `area` (all of the picture when nil), each once.
    package func read(_ picture: GrayRaster, as symbology: Symbology, in area: Frame? = nil) -> [String] {
        picture.pixels.withUnsafeBufferPointer {
            read($0, width: picture.width, height: picture.height, as: symbology, in: area)
        }
    }

    func read(
        _ pixels: UnsafeBufferPointer<UInt8>, width: Int, height: Int, as symbology: Symbology, in area: Frame?
    ) -> [String] {
        select(symbology)
        guard let image = zbar_image_create() else { return [] }
        defer { zbar_image_destroy(image) }
        zbar_image_set_format(image, 0x3030_3859)  // "Y800": one byte of grey a pixel
        zbar_image_set_size(image, UInt32(width), UInt32(height))
        if let area {
            zbar_image_set_crop(image, UInt32(area.x), UInt32(area.y), UInt32(area.width), UInt32(area.height))
        }
        // No clean-up function: the pixels are the caller's.
        zbar_image_set_data(image, pixels.baseAddress, UInt(pixels.count), nil)
        guard zbar_scan_image(scanner, image) > 0 else { return [] }
        var texts: [String] = []
        var symbol = zbar_image_first_symbol(image)
        while let found = symbol {
            if let data = zbar_symbol_get_data(found) {
                let length = Int(zbar_symbol_get_data_length(found))
                let text = data.withMemoryRebound(to: UInt8.self, capacity: length) {
                    String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
                }
                if !texts.contains(text) { texts.append(text) }
            }
            symbol = zbar_symbol_next(found)
        }
        return texts
    }

    /// Only the wanted kind is looked for: another kind's reading of the same bars would be a mistake.
    private func select(_ symbology: Symbology) {
        guard self.symbology != symbology else { return }
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        zbar_image_scanner_set_config(scanner, symbology.zbar, ZBAR_CFG_ENABLE, 1)
        // Bars are read along every eighth line from left to right, more than a till's scanner sees; a QR code's
        // corners are looked for in both directions.
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, symbology == .qr ? 1 : 8)
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, symbology == .qr ? 1 : 0)
        self.symbology = symbology
    }
}

extension Symbology {
    fileprivate var zbar: zbar_symbol_type_t {
        switch self {
        case .code128: ZBAR_CODE128
        case .ean13: ZBAR_EAN13
        case .qr: ZBAR_QRCODE
        }
    }
}
