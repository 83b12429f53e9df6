import Spreadsheet
import Support
import Testing

@testable import Recipients

@Suite("What Excel hides, merges, rounds and keeps on other sheets")
struct WhatExcelHidesTests {
    private let headings = Sheet.Row(number: 1, cells: ["이름", "휴대폰번호", "수량"])

    private func row(_ number: Int, _ name: String, _ phone: String, _ quantity: String = "", isHidden: Bool = false)
        -> Sheet.Row
    {
        Sheet.Row(number: number, cells: [name, phone, quantity], isHidden: isHidden)
    }

    private func read(_ sheets: [Sheet], _ wish: ReadingWish = ReadingWish()) throws -> RecipientReading {
        try RecipientReader().read(among: sheets, unread: [], wish)
    }

    private func sheet(_ rows: [Sheet.Row], hiddenColumns: Set<Int> = [], merges: [Sheet.Merge] = []) -> Sheet {
        Sheet(name: "명단", rows: [headings] + rows, hiddenColumns: hiddenColumns, merges: merges)
    }

    private func list(_ name: String, _ numbers: ClosedRange<Int>) -> Sheet {
        Sheet(name: name, rows: [headings] + numbers.map { row($0 + 1, "고객", "010-2345-\(1000 + $0)") })
    }

    @Test("hidden rows are left out and counted, and come when they are wished, from the same list")
    func hiddenRows() throws {
        let reading = try read([
            sheet([
                row(2, "김하늘", "010-2345-0001"), row(3, "미당첨", "010-2345-9001", isHidden: true),
                row(4, "", "", isHidden: true),
            ])
        ])

        let all = try reading.checkedAgain(under: RecipientRules(), ReadingWish(includesHidden: true))
        let back = try all.checkedAgain(under: RecipientRules(), ReadingWish(includesHidden: false))

        #expect(reading.list.rows.map(\.name) == ["김하늘"])
        #expect(reading.hiddenRows == 1 && reading.warnings.map(\.code) == [.hiddenRows])
        #expect(all.list.rows.map(\.name) == ["김하늘", "미당첨"] && all.includesHidden)
        #expect(all.warnings.map(\.code) == [.hiddenRows])
        #expect(back.list == reading.list)
    }

    @Test("hidden people do not come back with the file of remarks")
    func remarks() throws {
        let reading = try read([
            sheet([row(2, "김하늘", "02-123"), row(3, "미당첨", "010-2345-9001", isHidden: true)])
        ])

        let rows = ProblemFile(reading, fileName: "명단.xlsx").document.rows

        #expect(rows.map(\.number) == [1, 2])
    }

    @Test("columns that were chosen stay chosen when the hidden rows are taken")
    func chosen() throws {
        let reading = try read([
            Sheet(
                name: "명단",
                rows: [
                    .init(number: 1, cells: ["이름", "연락처", "연락처2"]),
                    .init(number: 2, cells: ["김하늘", "010-2345-0001", "010-9999-0001"]),
                    .init(number: 3, cells: ["이바다", "010-2345-0002", "010-9999-0002"], isHidden: true),
                ])
        ])
        #expect(reading.isInDoubt)

        let chosen = try reading.checkedAgain(
            under: RecipientRules(), ReadingWish(choice: .init(phone: 2, name: 0, quantity: nil)))
        let all = try chosen.checkedAgain(under: RecipientRules(), ReadingWish(includesHidden: true))

        #expect(!all.isInDoubt)
        #expect(all.list.rows.map(\.phone.hyphenated) == ["010-9999-0001", "010-9999-0002"])
    }

    @Test("a hidden column is not taken in silence: asked about when it is the only one, told when it is not")
    func hiddenColumns() throws {
        let rows = [row(2, "김하늘", "010-2345-0001"), row(3, "이바다", "010-2345-0002")]
        let only = try read([sheet(rows, hiddenColumns: [1])])
        let both = try read([
            Sheet(
                name: "명단",
                rows: [
                    .init(number: 1, cells: ["이름", "휴대폰번호", "연락처"]),
                    .init(number: 2, cells: ["김하늘", "010-9999-0001", "010-2345-0001"]),
                ], hiddenColumns: [1])
        ])
        let better = try read([
            Sheet(
                name: "명단",
                rows: [
                    .init(number: 1, cells: ["이름", "휴대폰번호", "보호자 연락처"]),
                    .init(number: 2, cells: ["김하늘", "010-9999-0001", "010-2345-0001"]),
                ], hiddenColumns: [1])
        ])

        #expect(only.columns.doubts.map(\.field) == [.phone])
        #expect(!both.isInDoubt && both.list.rows[0].phone.hyphenated == "010-2345-0001")
        #expect(both.warnings.map(\.code) == [.hiddenColumns])
        #expect(better.columns.doubts.first?.candidates.map(\.index) == [1, 2])
    }

    @Test("the first sheet with a list is read, whatever stands on those before it")
    func bestSheet() throws {
        let summary = Sheet(
            name: "요약",
            rows: [
                .init(number: 1, cells: ["작성자", "김총무", "010-9999-0001"]), .init(number: 2, cells: ["시트 이름", "표 이름"]),
            ])
        let guide = Sheet(name: "작성 방법", rows: [.init(number: 1, cells: ["휴대폰번호는 010-1234-5678처럼 적어 주세요"])])

        let reading = try read([summary, guide, list("명단", 1...12)])

        #expect(reading.tab == "명단" && reading.list.counts.valid == 12)
        #expect(reading.offers.map(\.name) == ["요약", "작성 방법", "명단"])
    }

    @Test("of a list in two halves the first is read, the other named with its people; either can be chosen")
    func halves() throws {
        let reading = try read([list("1차", 1...2), list("2차", 3...5)])

        let second = try reading.checkedAgain(under: RecipientRules(), ReadingWish(sheet: "2차"))

        #expect(reading.tab == "1차" && reading.list.counts.valid == 2)
        let warning = try #require(reading.warnings.first { $0.code == .otherSheets })
        #expect(warning.message.contains("2차") && warning.message.contains("3명"))
        #expect(second.tab == "2차" && second.list.counts.valid == 3)
        #expect(throws: RecipientListError.noSuchSheet) {
            try second.checkedAgain(under: RecipientRules(), ReadingWish(sheet: "3차"))
        }
    }

    @Test("a copy of the list on another sheet is no further half")
    func copies() throws {
        let reading = try read([list("명단", 1...4), list("원본", 1...4)])

        #expect(reading.warnings.allSatisfy { $0.code != .otherSheets })
    }

    @Test("a name merged over rows belongs to each of them; a number or quantity that is merged is a problem")
    func merges() throws {
        let names = try read([
            sheet(
                [row(2, "김하늘", "010-2345-0001"), row(3, "", "010-2345-0002"), row(4, "이바다", "010-2345-0003")],
                merges: [.init(rows: 2...3, columns: 0...0)])
        ])
        let numbers = try read([
            sheet(
                [row(2, "김하늘", "010-2345-0001"), row(3, "이바다", "")], merges: [.init(rows: 2...3, columns: 1...1)])
        ])
        let quantities = try read([
            sheet(
                [
                    row(2, "김하늘", "010-2345-0001", "3"), row(3, "이바다", "010-2345-0002"),
                    row(4, "박구름", "010-2345-0003", "2"),
                ],
                merges: [.init(rows: 2...3, columns: 2...2)])
        ])

        #expect(names.list.rows.map(\.name) == ["김하늘", "김하늘", "이바다"])
        #expect(names.warnings.map(\.code) == [.mergedCells])
        #expect(numbers.list.problems.map(\.code).contains(.mergedCells) && numbers.list.counts.valid == 1)
        #expect(quantities.list.rows.map(\.name) == ["박구름"])
        #expect(quantities.list.problems.map(\.row) == [2, 3])
        #expect(quantities.warnings.map(\.code) == [.mergedCells])
    }

    @Test("cells that show an error are a problem of their row, and nobody is called #N/A")
    func errors() throws {
        let reading = try read([
            sheet([
                .init(number: 2, cells: ["", "010-2345-0001"], kinds: [.error], errors: [0: "#N/A"]),
                row(3, "이바다", "010-2345-0002"),
                .init(number: 4, cells: ["박구름", ""], kinds: [.text, .error], errors: [1: "#REF!"]),
                .init(
                    number: 5, cells: ["정들판", "010-2345-0004", ""], kinds: [.text, .text, .error],
                    errors: [2: "#DIV/0!"]),
                .init(number: 6, cells: ["", ""], kinds: [.error], errors: [0: "#N/A"]),
            ])
        ])

        #expect(reading.list.rows.map(\.name) == ["이바다"])
        #expect(reading.list.problems.map(\.row) == [2, 4, 5])
        #expect(Set(reading.list.problems.map(\.code)) == [.cellError])
        #expect(reading.list.problems[0].message.contains("#N/A"))
        #expect(reading.warnings.map(\.code) == [.cellErrors])
    }

    @Test("numbers that a formula would tell, which nobody has computed, are refused with words about formulas")
    func formulas() throws {
        let uncomputed = (2...4).map {
            Sheet.Row(number: $0, cells: ["김하늘", "", "102345000\($0)"], kinds: [.text, .uncomputed, .number])
        }
        let all = Sheet(name: "명단", rows: [.init(number: 1, cells: ["이름", "휴대폰번호", ""])] + uncomputed)

        let error = #expect(throws: RecipientListError.formulasWithoutValues(column: "휴대폰번호")) { try read([all]) }
        #expect(error?.message.contains("수식") == true)
        let noNumber = Sheet.Row(number: 4, cells: ["정들판", ""], kinds: [.text, .uncomputed])
        let some = try read([sheet([row(2, "이바다", "010-2345-0002"), row(3, "박구름", "010-2345-0003"), noNumber])])
        #expect(some.list.problems.map(\.code) == [.notComputed])
        #expect(some.warnings.map(\.code) == [.formulasWithoutValues])
    }

    @Test("numbers that Excel has rounded go to nobody, and the words say where the true ones are")
    func rounded() throws {
        let rounded = try read([
            sheet((2...7).map { row($0, "고객\($0)가", "1\($0)23450000".replacing("1\($0)", with: "10\($0)")) })
        ])
        let chance = try read([
            sheet([row(2, "김하늘", "1023450000"), row(3, "이바다", "1023451234"), row(4, "박구름", "1023455678")])
        ])

        #expect(rounded.list.rows.isEmpty)
        #expect(Set(rounded.list.problems.map(\.code)) == [.rounded])
        #expect(rounded.warnings.map(\.code) == [.roundedNumbers])
        #expect(rounded.warnings[0].message.contains("6개 가운데 6개"))
        #expect(chance.list.counts.valid == 3)
    }
}
