import Foundation
import Spreadsheet
import Support
import Testing

@testable import Recipients

@Suite("Guarding a list against slips")
struct GuardingListsTests {
    private func read(_ rows: [[String]], _ rules: RecipientRules = RecipientRules()) throws -> RecipientReading {
        let text = rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")
        return try RecipientReader(rules: rules).read(text: text)
    }

    private func people(_ count: Int, name: (Int) -> String = { "고객\($0)" }) -> [[String]] {
        [["이름", "휴대폰번호"]] + (0..<count).map { [name($0), "0102000\(String(format: "%04d", $0))"] }
    }

    @Test("one name on many rows is told", arguments: [(50, 10, true), (60, 9, false), (10, 3, true), (5, 2, false)])
    func sameName(rows: Int, same: Int, told: Bool) throws {
        let reading = try read(people(rows) { $0 < same ? "홍길동" : "고객\($0)" })
        #expect(reading.warnings.map(\.code) == (told ? [.sameName] : []))
        #expect(!told || reading.warnings[0].message.contains("홍길동"))
    }

    @Test("columns whose headings stand the wrong way round are read by what is below them, and it is told")
    func swappedColumns() throws {
        var rows = people(4)
        rows[0] = ["휴대폰번호", "이름"]
        let reading = try read(rows)
        #expect(reading.list.counts.valid == 4)
        #expect(reading.list.rows[0].name == "고객0")
        #expect(reading.warnings.map(\.code) == [.swappedColumns])
    }

    @Test("a single row with name and number the wrong way round says so")
    func swappedRow() throws {
        let reading = try read(people(3) + [["010-2222-3333", "최민지"]])
        #expect(reading.list.problems.map(\.code) == [.swapped])
    }

    @Test("the same number may get several coupons when it is wished, up to the most for one person")
    func doubles() throws {
        var rules = RecipientRules()
        rules.duplicates = .all
        let rows = [
            ["이름", "휴대폰번호", "수량"], ["하나", "01020000001", "6"], ["둘", "01020000001", "4"], ["셋", "01020000001", "1"],
        ]
        let all = try read(rows, rules).list
        #expect(all.counts.valid == 2 && all.counts.coupons == 10)
        #expect(all.problems.map(\.code) == [.quantityOutOfRange])
        let first = try read(rows).list
        #expect(first.counts.valid == 1 && first.counts.duplicate == 2)
    }

    @Test("pasted quantities stay when the list is checked again")
    func pastedQuantities() throws {
        let reading = try RecipientReader().read(text: "홍길동 010-2000-0001 2장\n김하늘 010-2000-0002")
        let again = try reading.checkedAgain(under: RecipientRules())
        #expect(again == reading)
        #expect(again.list.rows.map(\.quantity) == [2, 1])
    }

    @Test("columns can be chosen by hand and changed")
    func choice() throws {
        let rows = [["가", "나", "다"], ["강남점", "01020000001", "하나"], ["서초점", "01020000002", "둘"]]
        let reading = try read(rows)
        let chosen = try reading.checkedAgain(
            under: RecipientRules(), ReadingWish(choice: .init(phone: 1, name: 2, quantity: nil)))
        #expect(chosen.list.rows.map(\.name).suffix(2) == ["하나", "둘"])
        #expect(throws: RecipientListError.noSuchColumn) {
            try reading.checkedAgain(
                under: RecipientRules(), ReadingWish(choice: .init(phone: 7, name: nil, quantity: nil)))
        }
    }

    @Test("numbers that are left out are counted, and their rows say why")
    func leavingOut() throws {
        let reading = try read(people(3))
        let left = reading.leavingOut([reading.list.rows[1].phone], .received).list
        #expect(left.counts.valid == 2 && left.counts.received == 1 && left.counts.coupons == 2)
        #expect(left.problems.map(\.row) == [3] && left.problems.map(\.code) == [.received])
    }

    @Test("a corrected file takes the place of the wrong rows; who was right and who stays wrong are kept")
    func merging() throws {
        let reading = try read(people(3) + [["최사무", "02-123-4567"], ["박빈칸", ""], ["정길다", "0102000123"]])
        let corrected = try read([["이름", "휴대폰번호"], ["최사무", "01099990001"], ["정길다", "0102000123"]])

        let merged = try reading.merged(with: corrected, under: RecipientRules()).list

        #expect(merged.rows.map(\.row) == [2, 3, 4, 5])
        #expect(merged.rows[3].phone.digits == "01099990001")
        #expect(merged.problems.map(\.row) == [6, 7])
    }

    @Test("the whole problem file, corrected, gives the whole list without doubles")
    func mergingTheProblemFile() throws {
        let reading = try read(people(3) + [["최사무", "02-123-4567"]])
        let back = try RecipientReader().read(
            file: ProblemFile(reading, fileName: "명단.xlsx").xlsx(), named: "명단_오류내용.xlsx")
        #expect(back.list.counts == reading.list.counts)
        var rows = people(3)
        rows.append(["최사무", "01099990001"])

        let merged = try reading.merged(with: read(rows), under: RecipientRules()).list

        #expect(merged.counts.valid == 4 && merged.problems.isEmpty)
    }

    @Test("a long list is cut into parts of at most so many coupons, nobody in two of them")
    func parts() throws {
        var rules = RecipientRules()
        rules.limit = 20_000
        let list = try read(people(2_500), rules).list
        let parts = list.parts(of: 1000)
        #expect(parts.map(\.count) == [1000, 1000, 500])
        #expect(parts.flatMap { $0 } == list.rows)
        let uneven = try read([["이름", "휴대폰번호", "수량"]] + (0..<3).map { ["가", "0102000000\($0)", "4"] }).list
        #expect(uneven.parts(of: 10).map(\.count) == [2, 1])
    }
}
