import CZint

/// A code as its dark and light modules, without quiet zone.
package struct BarcodeModules: Sendable, Equatable {
    package let symbology: Symbology
    /// Row by row; a linear code has one row.
    package let rows: [[Bool]]

    /// Modules from the left dark edge to the right one.
    package var width: Int { rows[0].count }

    /// Light modules that must stay free on each side. ISO/IEC 15417 asks for 10, EAN for 11 on the left, QR for 4;
    /// ten are taken everywhere but at EAN, because a phone's dark frame stands right beside the picture.
    package var quietZone: Int { symbology == .ean13 ? 11 : 10 }
}

/// Why a text is no barcode.
package enum BarcodeError: Error, Sendable, Equatable {
    case empty
    /// Something else than printable ASCII.
    case unsupportedCharacter
    case tooLong
    /// EAN-13: not 12 or 13 digits, or its check digit is wrong.
    case notEAN
    /// zint's own words; nothing of the barcode.
    case refused(Int)
}

extension BarcodeModules {
    /// Encodes with zint. A symbol is 32 KB: made and freed here, which costs less than the drawing of one letter.
    package init(encoding text: String, as symbology: Symbology) throws(BarcodeError) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw .unsupportedCharacter }
        guard text.utf8.count <= 80 else { throw .tooLong }
        if symbology == .ean13 {
            guard (12...13).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { throw .notEAN }
        }
        guard let symbol = ZBarcode_Create() else { throw .refused(Int(ZINT_ERROR_MEMORY)) }
        defer { ZBarcode_Delete(symbol) }
        symbol.pointee.symbology = symbology.zint
        symbol.pointee.show_hrt = 0
        // Level M: 15 % of the code may be hidden by a reflection and it is still read.
        if symbology == .qr { symbol.pointee.option_1 = 2 }
        let bytes = Array(text.utf8)
        let status = ZBarcode_Encode(symbol, bytes, Int32(bytes.count))
        guard status < ZINT_ERROR_TOO_LONG else {
            throw symbology == .ean13 ? .notEAN : status == ZINT_ERROR_TOO_LONG ? .tooLong : .refused(Int(status))
        }
        let (width, height) = (Int(symbol.pointee.width), Int(symbol.pointee.rows))
        guard width > 0, height > 0, width <= 1152, height <= 200 else { throw .refused(Int(status)) }
        var rows: [[Bool]] = []
        for row in 0..<Int32(height) {
            rows.append((0..<Int32(width)).map { coupon_zint_is_dark(symbol, row, $0) != 0 })
        }
        self.init(symbology: symbology, rows: rows)
    }
}

extension Symbology {
    fileprivate var zint: Int32 {
        switch self {
        case .code128: BARCODE_CODE128
        case .ean13: BARCODE_EANX
        case .qr: BARCODE_QRCODE
        }
    }
}
