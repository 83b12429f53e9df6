import Drawing

/// The card that is drawn when the chosen template fails: paper white, no file, room for long barcodes.
enum PlainCard {
    static func draw(
        _ content: CardContent, campaign: CampaignContent, because reason: CardError, with bench: Workbench
    ) throws(CardError) -> CardImage {
        let card: CardImage
        do {
            card = try draw(content, campaign: campaign, in: BuiltInTemplates.plain, with: bench)
        } catch .barcodeTooWide {
            card = try draw(content, campaign: campaign, in: BuiltInTemplates.plainWide, with: bench)
        }
        return CardImage(
            bytes: card.bytes, width: card.width, height: card.height, quality: card.quality, fallback: reason,
            timing: card.timing)
    }

    private static func draw(
        _ content: CardContent, campaign: CampaignContent, in template: CardTemplate, with bench: Workbench
    ) throws(CardError) -> CardImage {
        let painter = CardPainter(layout: template.layout, campaign: campaign)
        let base = try BaseLayer(of: painter, with: bench)
        return try PreparedCard.draw(
            content, painter: painter, base: base, quality: QualityLadder.all[0], stamp: nil, with: bench)
    }
}
