import Accounts
import Foundation
import Recipients
import Spreadsheet
import Support
import Testing

@Suite("The file with remarks")
struct ProblemFileTests {
    private let reader = RecipientReader()

    private func remarked(_ reading: RecipientReading, _ fileName: String) throws -> (
        bytes: [UInt8], sheet: Sheet, name: String
    ) {
        let file = ProblemFile(RecipientImport(reading, fileName: fileName, companyID: .new(), userID: .new()))
        let bytes = try file.xlsx()
        return (bytes, try Sheet.read(bytes, fileName: file.name), file.name)
    }

    @Test("the rows come back in their places with a column 오류내용")
    func sameRows() throws {
        let text = "11월 명단\n이름,휴대폰번호,메모\n홍길동,010-1234-5678,a\n\n김영희,02-123-4567\n박민수,01012345678,b\n"
        let reading = try reader.read(file: Array(text.utf8), named: "명단.csv")

        let file = try remarked(reading, "11월 명단.csv")

        #expect(file.name == "11월 명단_오류내용.xlsx")
        #expect(file.sheet.rows.map(\.number) == [1, 2, 3, 5, 6])
        #expect(
            file.sheet.rows.map(\.cells) == [
                ["11월 명단"], ["이름", "휴대폰번호", "메모", "오류내용"], ["홍길동", "010-1234-5678", "a"],
                ["김영희", "02-123-4567", "", "휴대폰번호가 아닙니다. 문자를 받을 수 있는 번호로 바꿔 주세요."],
                ["박민수", "01012345678", "b", "3행과 같은 번호라 제외했습니다."],
            ])
    }

    @Test("handed in again it reads the same, and its remarks are renewed, not doubled")
    func again() throws {
        let reading = try reader.read(file: Array("이름,휴대폰번호\n홍길동,1012345678\n김영희,x\n".utf8), named: "a.csv")
        let first = try remarked(reading, "a.csv")

        let second = try reader.read(file: first.bytes, named: first.name)
        let file = try remarked(second, first.name)

        #expect(second.list == reading.list)
        #expect(file.sheet.rows.map(\.cells) == first.sheet.rows.map(\.cells))
    }

    @Test("a pasted text becomes a table with headings, several people of a line on lines of their own")
    func pasted() throws {
        let reading = try reader.read(text: "홍길동 010-1234-5678, 김영희 02-123-4567")

        let file = try remarked(reading, "")
        let again = try reader.read(file: file.bytes, named: file.name)

        #expect(
            file.sheet.rows.map(\.cells) == [
                ["이름", "휴대폰번호", "오류내용"], ["홍길동", "010-1234-5678"],
                ["김영희", "02-123-4567", "휴대폰번호가 아닙니다. 문자를 받을 수 있는 번호로 바꿔 주세요."],
            ])
        #expect(again.list.counts == reading.list.counts)
    }

    @Test("the form to fill in is understood once filled, and is nobody's list while empty")
    func sample() throws {
        let form = try Sheet.read(SampleFile.xlsx(), fileName: SampleFile.name)
        let filled = SheetDocument(
            name: form.name,
            rows: form.rows.map { .init(number: $0.number, cells: $0.cells) } + [
                .init(number: 2, cells: ["홍길동", "01012345678", "2"])
            ])

        let list = try reader.read(file: filled.xlsx(), named: "a.xlsx").list

        #expect(list.counts.coupons == 2)
        #expect(throws: RecipientListError.onlyHeadings) { try reader.read(file: SampleFile.xlsx(), named: "a.xlsx") }
    }
}
