import Drawing

/// What all cards of a campaign share, as pixels, and where single cards paint over it.
///
/// A class for its identity: a thread that drew the same campaign's card before puts back only those places.
final class BaseLayer: Sendable {
    let raster: Raster
    let paintedOver: [Frame]
    /// The strips of the finished JPEG in which single cards differ, in rising order.
    let paintedStrips: [Int]

    /// Draws the shared part of `painter`'s layout.
    init(of painter: CardPainter, with bench: Workbench) throws(CardError) {
        let layout = painter.layout
        let canvas: Canvas
        // A canvas of its own: the bench's may hold another campaign's card, half restored.
        do { canvas = try Canvas(width: layout.width, height: layout.height) } catch { throw .drawing(error) }
        try painter.paintShared(on: canvas, with: bench)
        raster = canvas.raster()
        paintedOver = painter.ownElements.compactMap { $0.reach.intersection(layout.frame) }
        paintedStrips = Set(paintedOver.flatMap { Array(JPEGStrips.touched(by: $0)) }).sorted()
    }

    func lay(on canvas: Canvas, of bench: Workbench) {
        if bench.canvasOwner === self {
            for area in paintedOver { canvas.restore(raster, in: area) }
        } else {
            canvas.restore(raster, in: canvas.frame)
            bench.canvasOwner = self
        }
    }
}

extension CardElement {
    /// Every pixel that drawing it may touch.
    fileprivate var reach: Frame {
        guard case .shape(let shape) = kind else { return frame }
        let shadow = shape.shadow.map { $0.blur + $0.drop } ?? 0
        let stroke = shape.stroke.map { Int($0.width) + 1 } ?? 0
        // A path may leave its square.
        let stray = if case .path = shape.outline { max(frame.width, frame.height) } else { 0 }
        return frame.inset(by: -(shadow + stroke + stray + 1))
    }
}
