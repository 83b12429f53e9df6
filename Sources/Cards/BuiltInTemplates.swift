import Drawing
import Support

/// The templates that come with the program: data like every other, drawn by the same code.
///
/// Kept in `card_template` at the first start. A layout that is changed after a release needs the next version, or
/// systems that know the old one keep it.
package enum BuiltInTemplates {
    static let gift = make(1, "기프티콘", giftLayout)
    static let thanks = make(2, "감사 편지", thanksLayout)
    static let birthday = make(3, "생일 축하", birthdayLayout)
    static let premium = make(4, "프리미엄 블랙", premiumLayout)
    static let holiday = make(5, "명절 인사", holidayLayout)
    static let fresh = make(6, "산뜻한 블루", freshLayout)

    /// Used when a chosen template cannot be drawn. Needs nothing but a font.
    package static let plain = make(90, "기본 (글자만)", plainLayout(width: 640))
    /// The same, as wide as old handsets take, for barcodes of up to 25 letters.
    static let plainWide = make(91, "기본 (넓은 바코드)", plainLayout(width: 1000))

    /// What a page offers to choose from; the first is the default.
    package static let all = [gift, thanks, birthday, premium, holiday, fresh, plain]

    /// The built-in template with this id.
    package static func template(_ id: CardTemplate.ID) -> CardTemplate? { all.first { $0.id == id } }

    /// Ids that never change: the time part of the ULID is zero, so no id made at run time can meet them.
    static func make(_ number: UInt64, _ name: String, _ layout: CardLayout, version: Int = 1) -> CardTemplate {
        CardTemplate(id: CardTemplate.ID(ULID(high: 0, low: number)), version: version, name: name, layout: layout)
    }
}
