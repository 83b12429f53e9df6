/// The tools of one drawing thread, made once and used again for every card.
package final class Workbench {
    package let typesetter: Typesetter
    package let encoder: JPEGEncoder
    package let decoder: ImageDecoder
    package let reader: BarcodeReader
    private var canvas: Canvas?

    /// What stands on the canvas: lets a painter put back only what it painted over last time. Weak, so that a
    /// campaign's pixels do not outlive it, and a new owner at the same address is not taken for it.
    package weak var canvasOwner: AnyObject?

    package init() throws(DrawingError) {
        typesetter = try Typesetter()
        encoder = try JPEGEncoder()
        decoder = try ImageDecoder()
        reader = try BarcodeReader()
    }

    /// The thread's canvas in this size. Holds whatever was drawn last.
    package func canvas(width: Int, height: Int) throws(DrawingError) -> Canvas {
        if let canvas, canvas.width == width, canvas.height == height { return canvas }
        canvasOwner = nil
        let canvas = try Canvas(width: width, height: height)
        self.canvas = canvas
        return canvas
    }

    /// Whether `expected` is what the finished JPEG says in `area`, once decoded again.
    ///
    /// Only the rows of `area` are decoded; that the file is whole is checked from its first byte to its last.
    package func reads(_ expected: String, as symbology: Symbology, in area: Frame, of jpeg: [UInt8]) -> Bool {
        let texts = try? decoder.withGray(area, of: jpeg) { pixels, width, height, top in
            let area = Frame(x: area.x, y: area.y - top, width: area.width, height: area.height)
            return reader.read(pixels, width: width, height: height, as: symbology, in: area)
        }
        return texts == [expected]  // what cannot be decoded is unreadable
    }
}
