import Accounts
import Audit
import Cards
import Foundation
import MariaDB
import Support

/// What administrators do with card templates. Each act leaves an access record.
///
/// The program's own templates are not edited, because its next release brings their next version: they are copied, or
/// taken back. A kept one gets a new version with each change, so a campaign keeps the look that it was released with.
package struct TemplateDesk: Sendable {
    let database: Database
    let renderer: CardRenderer
    let now: @Sendable () -> Date

    package init(database: Database, renderer: CardRenderer, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.renderer, self.now) = (database, renderer, now)
    }

    package func page(offset: Int, limit: Int) async throws -> (items: [TemplateNote], total: Int) {
        try await database.read { db in try CardTemplate.page(db, offset: offset, limit: limit) }
    }

    package func find(_ id: CardTemplate.ID) async throws -> KeptTemplate {
        guard let kept = try await database.read({ db in try CardTemplate.kept(db, id) }) else {
            throw TemplateError.noSuchTemplate
        }
        return kept
    }

    /// `alongside` runs in the same transaction, for what must not stand without the template.
    package func add(
        _ new: NewTemplate, by actor: Actor,
        alongside: @escaping @Sendable (Connection, KeptTemplate) throws -> Void = { _, _ in }
    ) async throws -> KeptTemplate {
        let now = now()
        let layout = try await checked(new.layout, knowing: nil)
        let template = CardTemplate(id: .new(at: now), version: 1, name: new.name, layout: layout)
        return try await database.write { db in
            if let company = new.companyID, try Company.find(db, company) == nil {
                throw AccountsError.noSuchCompany
            }
            try template.keep(db, for: new.companyID?.ulid, at: now)
            let kept = KeptTemplate(
                template: template, state: .offered, companyID: new.companyID?.ulid, changedAt: now)
            try record(db, "card-template.add", kept, by: actor, at: now)
            try alongside(db, kept)
            return kept
        }
    }

    /// Keeps the next version when the name or the look changes.
    package func change(_ id: CardTemplate.ID, _ change: TemplateChange, by actor: Actor) async throws -> KeptTemplate {
        let now = now()
        let known = try await find(id)
        let layout: CardLayout? =
            if let layout = change.layout { try await checked(layout, knowing: known.template.layout) } else { nil }
        return try await database.write { db in
            guard let known = try CardTemplate.kept(db, id) else { throw TemplateError.noSuchTemplate }
            let isOurs = BuiltInTemplates.template(id) != nil
            let state = change.state ?? known.state
            if isOurs, change.name != nil || layout != nil { throw TemplateError.builtIn }
            if id == BuiltInTemplates.plain.id, state == .retired { throw TemplateError.lastResort }
            if let version = change.version, version != known.template.version {
                throw CardTemplateConflict(version: known.template.version)
            }
            let (name, look) = (change.name ?? known.template.name, layout ?? known.template.layout)
            var template = known.template
            if name != template.name || look != template.layout {
                template = CardTemplate(id: id, version: template.version + 1, name: name, layout: look)
                try template.keep(db, for: known.companyID, state: state, at: now)
            } else if state != known.state {
                try template.set(db, to: state)
            }
            let kept = KeptTemplate(template: template, state: state, companyID: known.companyID, changedAt: now)
            try record(db, "card-template.change", kept, by: actor, at: now)
            return kept
        }
    }

    /// A card to look at: example words, a void barcode and the words 견본 · 사용 불가.
    package func sample(_ layout: CardLayout) async throws -> CardImage {
        if let problems = TemplateProblem.fields(of: layout) { throw problems }
        let example = CardTemplate(id: .new(), version: 1, name: "", layout: layout)
        return try await renderer.sample(example, for: .example, content: .example(at: now()))
    }

    package func sample(_ id: CardTemplate.ID, version: Int?) async throws -> CardImage {
        let template = try await database.read { db in
            if let version { return try CardTemplate.find(db, id, version: version) }
            return try CardTemplate.kept(db, id)?.template
        }
        guard let template else { throw TemplateError.noSuchTemplate }
        return try await renderer.sample(template, for: .example, content: .example(at: now()))
    }

    /// Makes a background of an upload, in the card's size.
    package func background(from upload: [UInt8], width: Int, height: Int) async throws -> CardBackground {
        guard CardLayout.widths.contains(width), CardLayout.heights.contains(height) else {
            throw FieldProblems("width", "카드 크기를 먼저 정해 주세요.")
        }
        return try await renderer.background(from: upload, width: width, height: height)
    }

    /// The layout as it may be kept: sound, its fullest card drawn and read back, its picture made by us.
    private func checked(_ layout: CardLayout, knowing known: CardLayout?) async throws -> CardLayout {
        if let problems = TemplateProblem.fields(of: layout) { throw problems }
        var layout = layout
        if case .picture(let bytes) = layout.background, layout.background != known?.background {
            layout.background = try await renderer.background(from: bytes, width: layout.width, height: layout.height)
        }
        let template = CardTemplate(id: .new(), version: 1, name: "", layout: layout)
        if let problem = try await renderer.prepare(template, for: .example).problem { throw problem }
        return layout
    }

    private func record(
        _ db: Connection, _ action: StaticString, _ kept: KeptTemplate, by actor: Actor, at now: Date
    ) throws {
        try AccessRecord.add(
            db, actor: actor, action: action,
            subject: .init(kind: "card_template", id: kept.template.id.ulid, owner: kept.companyID),
            detail: ["version": "\(kept.template.version)", "state": kept.state.rawValue], at: now)
    }
}

/// Why an administrator's act on a template is refused.
package enum TemplateError: Error, Sendable, Equatable {
    case noSuchTemplate
    /// The program's own are copied, not edited.
    case builtIn
    /// The plain one stays, or nothing might be left to choose.
    case lastResort
}

extension CampaignContent {
    /// What samples show when no product is chosen.
    fileprivate static let example = CampaignContent(
        productName: "아이스 카페 아메리카노 T", companyName: "고객사 이름", notice: CardNotice.text)
}

extension CardContent {
    fileprivate static func example(at now: Date) -> CardContent {
        CardContent(
            recipientName: "홍길동", validUntil: SeoulTime.day(of: now).adding(days: 60), barcode: "000000000000",
            message: "늘 함께해 주셔서 고맙습니다.")
    }
}
