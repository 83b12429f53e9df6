import Drawing

/// A campaign's card with everything shared already drawn; what is left to do is a millisecond a coupon.
package struct PreparedCard: Sendable {
    package let template: CardTemplate
    /// Why the chosen template is not used at all, when it could not be drawn.
    package let problem: CardError?
    /// JPEG quality at which the fullest card stays below the limit.
    package let quality: Int

    let painter: CardPainter
    let base: BaseLayer
    /// The base, encoded at `quality`: of a card only what lies over it is encoded anew.
    private let encoded: JPEGStrips
    private let pool: DrawingPool

    init(
        template: CardTemplate, problem: CardError?, quality: Int, painter: CardPainter, base: BaseLayer,
        encoded: JPEGStrips, pool: DrawingPool
    ) {
        (self.template, self.problem, self.quality) = (template, problem, quality)
        (self.painter, self.base, self.encoded, self.pool) = (painter, base, encoded, pool)
    }

    /// Draws, encodes and reads one card back.
    ///
    /// A card that fails in the campaign's template is drawn in the plain one (`fallback` says why).
    /// - Throws: `CardError` when the plain one fails too: no card leaves unread, whatever the campaign loses.
    package func jpeg(for content: CardContent) async throws -> CardImage {
        try await pool.run { bench in
            do {
                return try Self.draw(
                    content, painter: painter, base: base, encoded: encoded, quality: quality, stamp: nil, with: bench)
            } catch let reason as CardError {
                return try PlainCard.draw(content, campaign: painter.campaign, because: reason, with: bench)
            }
        }
    }

    /// The one way every card takes: campaign, preview, sample and fallback. `encoded`: `base` at `quality`, where it is
    /// at hand.
    static func draw(
        _ content: CardContent, painter: CardPainter, base: BaseLayer, encoded: JPEGStrips? = nil, quality: Int,
        stamp: SampleStamp?, with bench: Workbench
    ) throws(CardError) -> CardImage {
        let layout = painter.layout
        guard let place = layout.elements.first(where: \.isBarcode), case .barcode(let barcode) = place.kind
        else { throw .badTemplate }
        let canvas: Canvas
        do { canvas = try bench.canvas(width: layout.width, height: layout.height) } catch { throw .drawing(error) }
        var stopwatch = Stopwatch()
        var timing = CardTiming()
        base.lay(on: canvas, of: bench)
        try painter.paintOwn(content, on: canvas, with: bench)
        if let stamp {
            stamp.paint(on: canvas, over: place.frame, with: bench.typesetter)
            bench.canvasOwner = nil  // the stamp is not among the places that are put back
        }
        timing.drawing = stopwatch.lap()
        for step in QualityLadder.steps(from: quality) {
            let bytes: [UInt8]
            do {
                bytes = try bench.encoder.strips(
                    of: canvas, quality: step, changing: step == quality ? encoded : nil, only: base.paintedStrips
                ).bytes
            } catch {
                throw .drawing(error)
            }
            timing.encoding += stopwatch.lap()
            guard bytes.count <= CardImage.maxBytes else { continue }
            let area = barcode.readingArea(in: place.frame)
            guard bench.reads(content.barcode, as: barcode.symbology, in: area, of: bytes)
            else { throw .unreadable }
            timing.reading = stopwatch.lap()
            return CardImage(bytes: bytes, width: layout.width, height: layout.height, quality: step, timing: timing)
        }
        throw .tooLarge
    }
}

extension CardElement {
    var isBarcode: Bool {
        if case .barcode = kind { return true }
        return false
    }
}
