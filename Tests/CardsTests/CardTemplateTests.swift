import Cards
import Drawing
import Foundation
import MariaDB
import Support
import TestKit
import Testing

@Suite("Card templates")
struct CardTemplateTests {
    @Test("a layout written as JSON is read as it was", arguments: BuiltInTemplates.all)
    func json(template: CardTemplate) throws {
        let text = try template.layout.json()

        let layout = try CardLayout(json: text)

        #expect(layout == template.layout)
        #expect(try layout.json() == text)
    }

    @Test("every built-in template is sound, has an id of its own and keeps it")
    func builtIns() {
        #expect(BuiltInTemplates.all.count >= 7)
        #expect(Set(BuiltInTemplates.all.map(\.id)).count == BuiltInTemplates.all.count)
        #expect(Set(BuiltInTemplates.all.map(\.name)).count == BuiltInTemplates.all.count)
        for template in BuiltInTemplates.all { #expect(TemplateProblem.all(in: template.layout) == []) }
        #expect(BuiltInTemplates.all[0].id.description == "00000000000000000000000001")
        #expect(BuiltInTemplates.plain.id.description == "0000000000000000000000002T")
    }

    @Test("what cannot be drawn or read is named")
    func problems() {
        let sound = BuiltInTemplates.plain.layout
        let barcode = CardElement(Frame(x: 0, y: 700, width: 640, height: 200), .barcode(BarcodePlace()))
        let text = TextStyle(size: 20, color: .black)

        var huge = sound
        huge.width = 1200
        #expect(TemplateProblem.all(in: huge).first == .size(width: 320...1000, height: 320...1440))
        #expect(TemplateProblem.all(in: with([])) == [.noBarcode])
        #expect(TemplateProblem.all(in: with([barcode, barcode])) == [.severalBarcodes])
        #expect(
            TemplateProblem.all(
                in: with([barcode, CardElement(Frame(x: 600, y: 0, width: 80, height: 20), .label("가", text))]))
                == [.outside(element: 1)])
        #expect(
            TemplateProblem.all(in: with([CardElement(Frame(x: 0, y: 700, width: 300, height: 200), barcode.kind)]))
                == [.barcodeTooSmall])
        #expect(
            TemplateProblem.all(
                in: with([barcode, CardElement(Frame(x: 0, y: 880, width: 640, height: 60), .label("가", text))]))
                == [.coversBarcode(element: 1)])
        #expect(
            TemplateProblem.all(
                in: with([
                    CardElement(
                        Frame(x: 0, y: 0, width: 80, height: 20), .label("가", TextStyle(size: 400, color: .black))),
                    barcode,
                ])) == [.textStyle(element: 0)])
    }

    @Test("numbers that no card has are problems, never a crash", arguments: [Int.max, Int.min, 4001, -4001])
    func absurdNumbers(number: Int) {
        let barcode = CardElement(Frame(x: 0, y: 700, width: 640, height: 200), .barcode(BarcodePlace()))
        let style = TextStyle(size: 20, color: .black)
        for frame in [
            Frame(x: number, y: 0, width: 80, height: 20), Frame(x: 0, y: number, width: 80, height: 20),
            Frame(x: 0, y: 0, width: number, height: 20), Frame(x: 0, y: 0, width: 80, height: number),
        ] {
            #expect(
                TemplateProblem.all(in: with([barcode, CardElement(frame, .label("가", style))]))
                    == [.outside(element: 1)])
            #expect(TemplateProblem.all(in: with([CardElement(frame, barcode.kind)])) == [.outside(element: 0)])
        }
        var size = with([barcode])
        (size.width, size.height) = (number, number)
        #expect(TemplateProblem.all(in: size).first == .size(width: 320...1000, height: 320...1440))

        let box = Frame(x: 0, y: 0, width: 80, height: 80)
        for shape in [
            CardShape(.rectangle(radius: number)), CardShape(.ellipse, stroke: Stroke(color: .black, width: .infinity)),
            CardShape(.ellipse, shadow: Shadow(color: .black, blur: number, drop: 0)),
            CardShape(.ellipse, shadow: Shadow(color: .black, blur: 1, drop: number)),
            CardShape(.line, stroke: Stroke(color: .black, width: 1, dash: [0])),
        ] {
            #expect(
                TemplateProblem.all(in: with([CardElement(box, .shape(shape)), barcode])) == [.shape(element: 0)])
        }
        var tall = BarcodePlace()
        tall.number?.size = number
        #expect(TemplateProblem.all(in: with([CardElement(barcode.frame, .barcode(tall))])) == [.textStyle(element: 0)])
    }

    @Test("a kept version is found again and never changes", .database)
    func keeping() async throws {
        let database = TestDatabase.current
        let template = CardTemplate(id: .new(), version: 1, name: "봄", layout: BuiltInTemplates.all[0].layout)
        let changed = CardTemplate(id: template.id, version: 2, name: "여름", layout: BuiltInTemplates.plain.layout)
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        try await database.write { db in
            try template.keep(db, for: nil, at: now)
            try changed.keep(db, for: nil, at: now)
        }

        let found = try await database.read { db in try CardTemplate.find(db, template.id, version: 1) }
        let newest = try await database.read { db in try CardTemplate.kept(db, template.id)?.template }
        let missing = try await database.read { db in try CardTemplate.find(db, template.id, version: 3) }

        #expect(found == template)
        #expect(newest == changed)
        #expect(missing == nil)
        await #expect(throws: CardTemplateConflict(version: 2)) {
            try await database.write { db in try changed.keep(db, for: nil, at: now) }
        }
    }

    @Test("a company is offered everybody's templates and its own, in their newest version", .database)
    func offering() async throws {
        let database = TestDatabase.current
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        let (mine, theirs) = (ULID(high: 1, low: 1), ULID(high: 1, low: 2))
        let own = CardTemplate(id: .new(), version: 1, name: "우리 것", layout: BuiltInTemplates.plain.layout)
        let foreign = CardTemplate(id: .new(), version: 1, name: "남의 것", layout: BuiltInTemplates.plain.layout)
        let retired = CardTemplate(id: .new(), version: 1, name: "지난 것", layout: BuiltInTemplates.plain.layout)
        try await database.write { db in
            try CardTemplate.keepBuiltIns(db, at: now)
            try CardTemplate.keepBuiltIns(db, at: now)
            try own.keep(db, for: mine, at: now)
            try foreign.keep(db, for: theirs, at: now)
            try retired.keep(db, for: mine, at: now)
            try retired.set(db, to: .retired)
        }

        let choices = try await database.read { db in try CardTemplate.choices(db, of: mine) }
        let everywhere = try await database.read { db in try CardTemplate.choices(db, of: nil) }
        let chosen = try await database.read { db in
            try [nil, own.id, foreign.id, retired.id].map { try CardTemplate.choice(db, $0, of: mine) }
        }
        let (page, total) = try await database.read { db in try CardTemplate.page(db, offset: 0, limit: 100) }

        #expect(choices.map(\.id) == BuiltInTemplates.all.map(\.id) + [own.id])
        #expect(everywhere.count == choices.count + 1)
        #expect(chosen == [BuiltInTemplates.all[0], own, nil, nil])
        #expect(page.count == BuiltInTemplates.all.count + 3 && total == page.count)
        #expect(page.first { $0.id == retired.id }?.state == .retired)
    }

    private func with(_ elements: [CardElement]) -> CardLayout {
        CardLayout(background: .paint(.solid(.white)), elements: elements)
    }
}
