import Foundation
import Support
import Testing

@testable import Recipients

/// Lists as strangers really have them, each with the people that must come out.
@Suite("Lists of strangers")
struct CasesTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let id, what: String
        let file, text: String?
        let rows: [[Cell]]?
        /// Names of people whose number stands among words.
        let mayBeRefused: [String]?

        var testDescription: String { "\(id) \(what)" }
    }

    enum Cell: Decodable, Sendable {
        case text(String)
        case number(Int)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self =
                if let number = try? value.decode(Int.self) { .number(number) } else {
                    .text(try value.decode(String.self))
                }
        }

        var shown: String {
            switch self {
            case .text(let text): text
            case .number(let number): "\(number)"
            }
        }
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Acceptance/Fixtures/lists")

    static let withPeople: [Case] = {
        let data = (try? Data(contentsOf: folder.appending(path: "cases.json"))) ?? Data()
        return ((try? JSONDecoder().decode([Case].self, from: data)) ?? []).filter { $0.rows != nil }
    }()

    @Test("each gives its people", arguments: withPeople)
    func people(one: Case) throws {
        let reader = RecipientReader()
        let reading =
            if let text = one.text {
                try reader.read(text: text)
            } else {
                try reader.read(
                    file: Array(Data(contentsOf: Self.folder.appending(path: one.file ?? ""))), named: one.file ?? "")
            }

        let found = reading.list.rows.map { "\($0.name) \($0.phone.hyphenated) \($0.quantity)" }
        let refused = (one.mayBeRefused ?? []).filter { name in !reading.list.rows.contains { $0.name == name } }
        let people = (one.rows ?? []).filter { row in !refused.contains { row.first?.shown == $0 } }
        #expect(found == people.map { $0.map(\.shown).joined(separator: " ") })
        #expect(reading.list.counts.invalid == refused.count)
        #expect(!reading.isInDoubt)
    }

    @Test("they are all there")
    func count() { #expect(Self.withPeople.count == 24) }
}
