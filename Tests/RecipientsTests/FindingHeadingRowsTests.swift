import Spreadsheet
import Testing

@testable import Recipients

@Suite("Finding the headings below titles")
struct FindingHeadingRowsTests {
    private func read(_ above: [[String]], headings: [String] = ["이름", "휴대폰번호", "수량"]) throws -> RecipientReading {
        let rows = above + [headings, ["김하늘", "010-2345-0001", "3"], ["이바다", "010-2345-0002", "2"]]
        let text = rows.map { row in row.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n")
        return try RecipientReader().read(file: Array(text.utf8), named: "명단.csv")
    }

    @Test(
        "dates, telephone numbers and who made the list do not hide the headings",
        arguments: [
            [["11월 감사 이벤트 명단 (작성일 2026-11-20)"]], [["문의: 총무팀 02-6956-9621"]], [["문의 010-9999-0001"]],
            [["20261120"], [""]],
            [["이벤트 당첨자 명단"]], [["받는 사람 명단", "", "2026.11.20"]], [["작성자", "김총무"], ["연락처", "02-6956-9621"]],
            [["작성자", "김총무", "연락처", "02-6956-9621"]], [["총 2명", "010으로 시작하는 번호만"]],
            [["1588-1234 고객센터"], ["이름은 두 글자 이상"]],
            [["사업자번호 123-45-67890"], ["담당: 박총무 (내선 1234)"], ["기간 2026-11-01 ~ 2026-11-30"]],
            (1...12).map { ["안내 \($0). 2026-11-\(10 + $0)까지 02-1234-567\($0 % 10)"] },
        ])
    func titles(above: [[String]]) throws {
        let reading = try read(above)

        #expect(reading.columns.headingRow == above.count + 1)
        #expect(reading.list.rows.map(\.quantity) == [3, 2])
        #expect(reading.list.problems.isEmpty)
    }

    @Test(
        "an example in the heading is no person's number",
        arguments: [
            "휴대폰번호(예: 010-1234-5678)", "휴대폰번호 예)01012345678", "연락처 [010-0000-0000]", "휴대폰번호 ※ 010-1234-5678 형식",
        ])
    func examples(heading: String) throws {
        let reading = try read([], headings: ["이름", heading, "수량"])

        #expect(reading.list.rows.map(\.quantity) == [3, 2])
        #expect(reading.list.problems.isEmpty && !reading.isInDoubt)
    }

    @Test("numbers above the headings are not read, and told")
    func above() throws {
        let reading = try read([["작성자", "김총무", "010-9999-0001"]])

        #expect(reading.list.counts.rows == 2)
        #expect(reading.warnings.map(\.code) == [.rowsAboveHeadings])
        #expect(reading.warnings[0].message.contains("1행"))
    }

    @Test("a long sentence in thousands of cells is looked at once")
    func sameSentence() {
        let sentence = Array(repeating: "이름을", count: 59).joined(separator: " ") + " 가나"
        let rows = (1...40).map { Sheet.Row(number: $0, cells: Array(repeating: sentence, count: 256)) }

        #expect(throws: RecipientListError.self) {
            try RecipientReader().read(Sheet(name: "가", rows: rows), includingHidden: false, choice: nil)
        }
    }

    @Test("headings that come again on each page are no people")
    func repeated() throws {
        let text = "이름,휴대폰번호\n김하늘,010-2345-0001\n이름,휴대폰번호\n이바다,010-2345-0002\n"

        let reading = try RecipientReader().read(file: Array(text.utf8), named: "명단.csv")

        #expect(reading.list.counts.valid == 2 && reading.list.counts.rows == 2)
    }

    @Test("a list ends where headings of other people's numbers begin")
    func otherListBelow() throws {
        let text = """
            이름,휴대폰번호
            김하늘,010-2345-0001
            이바다,010-2345-0002

            추천인,추천인 휴대폰번호
            박구름,010-9999-0001
            정들판,010-9999-0002
            """
        let reading = try RecipientReader().read(file: Array(text.utf8), named: "명단.csv")

        #expect(reading.list.rows.map(\.name) == ["김하늘", "이바다"])
        #expect(reading.list.problems.isEmpty)
        #expect(reading.warnings.map(\.code) == [.otherListBelow])
    }
}
