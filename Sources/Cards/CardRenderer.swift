import Drawing
import Support

/// Makes cards: prepared once a campaign, or one sample for a preview.
package struct CardRenderer: Sendable {
    let pool: DrawingPool

    package init(pool: DrawingPool) {
        self.pool = pool
    }

    /// Draws what all cards of a campaign share and settles the JPEG quality with the fullest card.
    ///
    /// A template that cannot be drawn is replaced by the plain one; `PreparedCard.problem` says so.
    package func prepare(_ template: CardTemplate, for campaign: CampaignContent) async throws -> PreparedCard {
        let pool = pool
        return try await pool.run { bench in
            do {
                return try Self.prepare(template, campaign, problem: nil, pool: pool, with: bench)
            } catch let problem as CardError {
                return try Self.prepare(BuiltInTemplates.plain, campaign, problem: problem, pool: pool, with: bench)
            }
        }
    }

    /// A card to look at: a void barcode and the words 견본 · 사용 불가 across it, whatever `content` says.
    package func sample(
        _ template: CardTemplate, for campaign: CampaignContent, content: CardContent
    ) async throws -> CardImage {
        try await pool.run { bench in
            let painter = CardPainter(layout: template.layout, campaign: campaign)
            guard TemplateProblem.all(in: template.layout).isEmpty else { throw CardError.badTemplate }
            var content = content
            content.barcode = template.layout.barcode?.symbology.voidText ?? ""
            let base = try BaseLayer(of: painter, with: bench)
            return try PreparedCard.draw(
                content, painter: painter, base: base, quality: QualityLadder.all[0], stamp: SampleStamp(), with: bench)
        }
    }

    private static func prepare(
        _ template: CardTemplate, _ campaign: CampaignContent, problem: CardError?, pool: DrawingPool,
        with bench: Workbench
    ) throws(CardError) -> PreparedCard {
        guard TemplateProblem.all(in: template.layout).isEmpty else { throw .badTemplate }
        let painter = CardPainter(layout: template.layout, campaign: campaign)
        let base = try BaseLayer(of: painter, with: bench)
        let fullest = try PreparedCard.draw(
            .fullest(in: template.layout), painter: painter, base: base, quality: QualityLadder.all[0], stamp: nil,
            with: bench)
        let encoded: JPEGStrips
        do {
            encoded = try bench.encoder.strips(of: base.raster, quality: fullest.quality)
        } catch {
            throw .drawing(error)
        }
        return PreparedCard(
            template: template, problem: problem, quality: fullest.quality, painter: painter, base: base,
            encoded: encoded, pool: pool)
    }
}

extension CardContent {
    /// Every field as full as it gets, with letters of many strokes: no card of a campaign is larger as a file.
    fileprivate static func fullest(in layout: CardLayout) -> CardContent {
        CardContent(
            recipientName: String(repeating: "뷁쀍", count: 20), validUntil: CalendarDay(year: 2088, month: 12, day: 28),
            barcode: layout.barcode?.symbology.longestOrdinary ?? "",
            message: String(repeating: "뷁쀍홿꽳 ", count: 60))
    }
}
