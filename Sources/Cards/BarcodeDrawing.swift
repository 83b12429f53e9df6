import Drawing

/// A barcode fitted to its place: whole pixels a module, white all around.
struct BarcodeDrawing {
    /// Below three pixels a module, screens and scanners begin to fail.
    static let smallestModule = 3
    /// A QR code has pixels to spare in both directions; more than eight gains nothing.
    private static let largestSquareModule = 8

    let modules: BarcodeModules
    let place: BarcodePlace
    let frame: Frame
    let moduleWidth: Int
    private let number: String

    init(_ text: String, at place: BarcodePlace, in frame: Frame) throws(CardError) {
        do { modules = try BarcodeModules(encoding: text, as: place.symbology) } catch { throw .badBarcode(error) }
        let across = modules.width + 2 * modules.quietZone
        var width = frame.width / across
        if modules.rows.count > 1 {
            let space = frame.height - place.numberHeight
            width = min(width, space / (modules.rows.count + 2 * modules.quietZone), Self.largestSquareModule)
        }
        guard width >= Self.smallestModule else { throw .barcodeTooWide }
        (self.place, self.frame, moduleWidth) = (place, frame, width)
        number = text.inGroupsOfFour
    }

    /// The dark bars and everything between, with no quiet zone.
    var bars: Frame {
        let width = modules.width * moduleWidth
        let x = leftEdge(width)
        guard modules.rows.count > 1 else {
            let rows = place.lines(in: frame)
            return Frame(x: x, y: rows.y, width: width, height: rows.height)
        }
        let height = modules.rows.count * moduleWidth
        let space = frame.height - place.numberHeight
        return Frame(x: x, y: frame.y + (space - height) / 2, width: width, height: height)
    }

    /// In the middle, on the edge of one of JPEG's blocks of eight pixels.
    ///
    /// Measured over offsets, module widths and qualities: with a symbol that begins there zbar reads every
    /// recompression down to quality 40; beginning inside a block, all symbols fail at some of them (at quality 60 those
    /// that begin 4, 5 or 7 pixels inside), because the ripple before the first bar moves its edge.
    private func leftEdge(_ width: Int) -> Int {
        let middle = frame.x + (frame.width - width) / 2
        let quiet = modules.quietZone * moduleWidth
        let block = (middle + 4) / 8 * 8
        return block - frame.x >= quiet && frame.maxX - block - width >= quiet ? block : middle
    }

    func paint(on canvas: Canvas, with typesetter: Typesetter) {
        canvas.fill(.rectangle(radius: place.radius), in: frame, with: .solid(.white))
        let bars = bars
        if modules.rows.count == 1 {
            canvas.drawModules(modules.rows[0], moduleWidth: moduleWidth, in: bars)
        } else {
            for (index, row) in modules.rows.enumerated() {
                canvas.drawModules(
                    row, moduleWidth: moduleWidth,
                    in: Frame(x: bars.x, y: bars.y + index * moduleWidth, width: bars.width, height: moduleWidth))
            }
        }
        guard let style = place.number else { return }
        let height = place.numberHeight
        canvas.draw(
            number, style: style,
            in: Frame(x: frame.x + 8, y: frame.maxY - height, width: frame.width - 16, height: height),
            with: typesetter)
    }
}

extension BarcodePlace {
    /// Where the finished card is read again: the bars with the white beside them, or all of a square code.
    func readingArea(in frame: Frame) -> Frame {
        symbology == .qr
            ? Frame(x: frame.x, y: frame.y, width: frame.width, height: frame.height - numberHeight) : lines(in: frame)
    }

    /// White above and below the bars as well: a scanner's line may be slanted, and the eye wants it.
    fileprivate func lines(in frame: Frame) -> Frame {
        let margin = 16
        return Frame(
            x: frame.x, y: frame.y + margin, width: frame.width,
            height: frame.height - numberHeight - (number == nil ? 2 : 1) * margin)
    }

    fileprivate var numberHeight: Int { number.map { $0.size * 2 } ?? 0 }
}

extension String {
    /// As people read long numbers aloud: `1234 5678 9012`. Barcodes are ASCII.
    var inGroupsOfFour: String {
        var text: [UInt8] = []
        for (index, byte) in utf8.enumerated() {
            if index > 0 && index % 4 == 0 { text.append(UInt8(ascii: " ")) }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
