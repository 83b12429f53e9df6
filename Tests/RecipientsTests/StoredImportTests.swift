import Accounts
import Foundation
import MariaDB
import Recipients
import Sealing
import Support
import TestKit
import Testing

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
