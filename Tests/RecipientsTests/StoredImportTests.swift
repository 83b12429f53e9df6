import Accounts
import Foundation
import MariaDB
import Sealing
import Spreadsheet
import Support
import TestKit
import Testing

@testable import Recipients

@Suite("Stored lists of recipients", .database)
struct StoredImportTests {
    private let company = Company.ID.new()
    private let now = Date(timeIntervalSince1970: 1_780_000_000)

    private func list(_ fileName: String = "명단.csv") throws -> RecipientImport {
        let text = "이름,휴대폰번호\n홍길동,010-9876-5432\n김영희,02-123-4567\n"
        let reading = try RecipientReader().read(file: Array(text.utf8), named: "명단.csv")
        return RecipientImport(reading, fileName: fileName, companyID: company, userID: .new(), at: now)
    }

    private var imports: RecipientImports { RecipientImports(TestDatabase.current, TestDatabase.personalData) }

    @Test("a list comes back whole to its company and to administrators")
    func roundTrip() async throws {
        let item = try list()
        try await imports.store(item)

        let own = try await imports.find(item.id, in: .company(company), at: now)
        let administrators = try await imports.find(item.id, in: .all, at: now)

        #expect(own == item)
        #expect(administrators == item)
    }

    /// One row of it hidden, so that it can be read in another way too.
    private func wide(_ rows: Int) throws -> RecipientImport {
        let cells = Array(repeating: String(repeating: "가", count: 256), count: 18)
        let people = (0..<rows).map { row in
            Sheet.Row(
                number: row + 2, cells: ["홍길동", "0102\(7_000_000 + row)"] + cells, isHidden: row == 1)
        }
        let sheet = Sheet(name: "회원", rows: [Sheet.Row(number: 1, cells: ["이름", "휴대폰번호"])] + people)
        var rules = RecipientRules()
        rules.limit = rows
        let reading = try RecipientReader(rules: rules).read(among: [sheet], unread: [], ReadingWish())
        return RecipientImport(reading, fileName: "회원.xlsx", companyID: company, userID: .new(), at: now)
    }

    @Test("a file as large as may be, with a hidden row, is kept once and read again with it")
    func large() async throws {
        let item = try wide(1_000)
        try await imports.store(item)

        let found = try #require(try await imports.find(item.id, in: .all, at: now))
        var rules = RecipientRules()
        rules.limit = 1_000
        let again = try found.reading.checkedAgain(under: rules, ReadingWish(includesHidden: true))

        #expect(found.reading.list.counts.valid == 999)
        #expect(again.list.counts.valid == 1_000)
    }

    @Test("what is too much to be kept is refused in words")
    func tooLarge() async throws {
        let item = try wide(1_200)

        await #expect(throws: RecipientListError.unreadable(.unpacksTooLarge)) { try await imports.store(item) }
    }

    @Test("to another company it does not exist")
    func otherCompany() async throws {
        let item = try list()
        try await imports.store(item)

        let found = try await imports.find(item.id, in: .company(.new()), at: now)

        #expect(found == nil)
    }

    @Test("neither names nor numbers lie in the table in the clear")
    func sealed() async throws {
        let item = try list()
        try await imports.store(item)

        let content: [UInt8] = try await TestDatabase.current.read { db in
            try #require(try db.row("SELECT content FROM recipient_import")).value("content")
        }

        let text = String(decoding: content, as: UTF8.self)
        #expect(!text.contains("홍길동"))
        #expect(!text.contains("9876"))
    }

    @Test("content moved to another row does not open")
    func moved() async throws {
        let (first, second) = (try list(), try list())
        try await imports.store(first)
        try await imports.store(second)
        try await TestDatabase.current.write { [company] db in
            let row = try #require(try db.row("SELECT content FROM recipient_import WHERE id = \(first.id)"))
            let content: [UInt8] = try row.value("content")
            try db.execute(
                "UPDATE recipient_import SET content = \(content) WHERE id = \(second.id) AND company_id = \(company)")
        }

        await #expect(throws: SealingError.refused) { try await imports.find(second.id, in: .all, at: now) }
    }

    @Test("after a day it is gone, first to the eye and then from the table")
    func expiry() async throws {
        let item = try list(String(repeating: "긴", count: 400) + ".csv")
        try await imports.store(item)
        let (before, after) = (now + 24 * 3600 - 1, now + 24 * 3600)

        let stillThere = try await imports.find(item.id, in: .all, at: before)
        let gone = try await imports.find(item.id, in: .all, at: after)
        let purgedEarly = try await imports.purgeExpired(at: before)
        let purged = try await imports.purgeExpired(at: after)
        let purgedAgain = try await imports.purgeExpired(at: after)

        #expect(stillThere == item)
        #expect(gone == nil)
        #expect(purgedEarly == 0)
        #expect(purged == 1)
        #expect(purgedAgain == 0)
    }
}
