import Foundation
import Support
import Testing

@testable import Recipients

@Suite("Finding the columns of a list")
struct FindingColumnsTests {
    private func read(_ rows: [[String]], _ wish: ReadingWish = ReadingWish()) throws -> RecipientReading {
        let text = rows.map { $0.joined(separator: ",") }.joined(separator: "\n")
        return try RecipientReader().read(file: Array(text.utf8), named: "명단.csv", wish)
    }

    private let people = ["김하늘", "이바다", "박구름", "정들판"]
    private func own(_ index: Int) -> String { "010-2345-000\(index + 1)" }
    private func other(_ index: Int) -> String { "010-9999-000\(index + 1)" }

    /// `headings` over: name, the own number, another mobile number, `extra`.
    private func table(_ headings: String, _ order: String = "NPO", extra: String = "") -> [[String]] {
        [headings.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }]
            + people.indices.map { index in
                order.map { mark in
                    switch mark {
                    case "N": people[index]
                    case "P": own(index)
                    case "O": other(index)
                    default: extra
                    }
                }
            }
    }

    @Test(
        "the own number is taken, wherever it stands and whatever the other one is called",
        arguments: [
            ("성명|연락처|추천인 휴대폰번호", "NPO"), ("이름|담당자 휴대폰|전화번호", "NOP"), ("보호자 연락처|이름|연락처", "ONP"),
            ("성함|쿠폰을 받으실 휴대전화 번호를 정확하게 입력해 주세요|비상연락처", "NPO"), ("수취인명|주문자 연락처|수취인 연락처", "NOP"),
            ("이름|보내는분 휴대폰|받는분 휴대폰", "NOP"), ("이름|휴대폰|회사 휴대폰", "NPO"), ("이름|배우자 휴대폰|휴대폰번호", "NOP"),
            ("이름|휴대폰번호|비고", "NPO"), ("이름|비고|연락처", "NOP"), ("이름|영업사원 휴대폰|고객 전화", "NOP"),
            ("이름|연락처(보호자)|연락처(본인)", "NOP"), ("이름|자녀 휴대폰번호|휴대폰번호", "NOP"), ("이름|발신번호|수신번호", "NOP"),
            ("지점장 연락처|이름|고객 휴대폰", "ONP"),
        ])
    func ownNumber(headings: String, order: String) throws {
        let reading = try read(table(headings, order))

        #expect(reading.columns.doubts.isEmpty)
        #expect(reading.list.rows.map(\.phone.hyphenated) == people.indices.map(own))
        #expect(reading.list.rows.map(\.name) == people)
    }

    @Test(
        "where the headings do not tell two numbers apart, a person is asked",
        arguments: [
            ("이름|연락처|연락처2", "NPO"), ("이름|휴대폰|연락처", "NPO"), ("이름|휴대폰번호|휴대폰번호", "NPO"), ("이름|전화1|전화2", "NPO"),
            ("이름|구매자 연락처|연락처", "NPO"), ("이름|보호자 연락처|담당자 연락처", "NPO"), ("이름|비고|메모", "NPO"),
            ("이름|변경 전 연락처|변경 후 연락처", "NPO"),
            ("이름|부 연락처|모 연락처", "NPO"),
        ])
    func asked(headings: String, order: String) throws {
        let reading = try read(table(headings, order))

        let doubt = try #require(reading.columns.doubts.first { $0.field == .phone })
        #expect(doubt.candidates.map(\.index) == [1, 2])
        #expect(doubt.candidates[0].samples == [own(0), own(1), own(2)])
        #expect(doubt.candidates[1].samples.count == 3)
        #expect(reading.isInDoubt)
    }

    @Test("without headings two columns of numbers are asked about", arguments: ["NPO", "PON", "OXNP"])
    func noHeadings(order: String) throws {
        let reading = try read(Array(table("가", order, extra: "서울").dropFirst()))

        #expect(reading.columns.doubts.map(\.field) == [.phone])
        #expect(reading.columns.doubts[0].candidates.count == 2)
    }

    @Test(
        "a single number that is somebody else's, or under words about something else, is asked about",
        arguments: ["이름|보호자 연락처", "이름|비고", "이름|추천인 휴대폰", "학생명|학부모 연락처", "이름|회원번호"])
    func onlyOther(headings: String) throws {
        let reading = try read(table(headings, "NP"))

        #expect(reading.columns.doubts.first?.field == .phone)
        #expect(reading.columns.doubts.first?.candidates.map(\.index) == [1])
    }

    @Test("when the names are that person's too, the list is theirs, and it is told")
    func theirList() throws {
        let reading = try read(table("회사명|담당자명|담당자 연락처", "XNP", extra: "하늘상사"))

        #expect(!reading.isInDoubt)
        #expect(reading.list.rows.map(\.name) == people)
        #expect(reading.warnings.map(\.code) == [.otherPersons])
    }

    @Test("an own number that is mostly missing does not stand against a full column of guardians in silence")
    func mostlyEmpty() throws {
        var rows = table("이름|연락처|보호자 연락처", "NPO")
        for index in 2..<rows.count { rows[index][1] = "" }

        let reading = try read(rows)

        #expect(reading.columns.doubts.first?.candidates.map(\.index) == [1, 2])
    }

    @Test(
        "own numbers that are no mobile ones do not give way to somebody else's in silence",
        arguments: ["02-123-456", "010-2345", "없음"])
    func noMobiles(written: String) throws {
        let reading = try read(
            [["이름", "연락처", "보호자 연락처"]] + people.indices.map { [people[$0], "\(written)\($0)", other($0)] })

        #expect(reading.columns.doubts.first?.candidates.map(\.index) == [1, 2])
    }

    @Test(
        "a column without a single mobile number is none while another has them",
        arguments: ["휴대폰 통신사", "휴대폰 인증여부", "휴대폰"])
    func noNumber(heading: String) throws {
        let reading = try read(table("이름|\(heading)|연락처", "NXP", extra: "SKT"))

        #expect(!reading.isInDoubt)
        #expect(reading.list.rows.map(\.phone.hyphenated) == people.indices.map(own))
    }

    @Test("two columns with the same numbers are no question, also when one has gaps")
    func sameNumbers() throws {
        var rows = table("이름|휴대폰번호|휴대폰번호 확인|연락처", "NPPP")
        rows[2][3] = ""

        #expect(try !read(rows).isInDoubt)
    }

    @Test("a second number that hardly anybody has is no question, but each of a short list counts")
    func fewSeconds() throws {
        let many =
            [["이름", "연락처", "연락처2"]] + (10..<40).map { ["고객", "010-2345-00\($0)", $0 == 12 ? "010-9999-0012" : ""] }
        let few = [["이름", "연락처", "연락처2"], ["김하늘", own(0), ""], ["이바다", own(1), other(1)]]

        #expect(try !read(many).isInDoubt)
        #expect(try read(few).isInDoubt)
    }

    @Test("a person's choice settles it, and stays when the list is checked again")
    func confirmed() throws {
        let reading = try read(table("이름|연락처|연락처2", "NPO"))

        let chosen = try reading.checkedAgain(
            under: RecipientRules(), ReadingWish(choice: .init(phone: 2, name: 0, quantity: nil)))
        let again = try chosen.checkedAgain(under: RecipientRules())

        #expect(!chosen.isInDoubt)
        #expect(again.list.rows.map(\.phone.hyphenated) == people.indices.map(other))
        #expect(throws: RecipientListError.columnsUnconfirmed) {
            try reading.merged(with: chosen, under: RecipientRules())
        }
    }

    @Test("a corrected list follows the columns that were chosen for the first")
    func mergedAsChosen() throws {
        let rows = table("이름|연락처|연락처2", "NPO") + [["최나무", "010-1", "010-2"]]
        let first = try read(rows, ReadingWish(choice: .init(phone: 2, name: 0, quantity: nil)))
        let corrected = try read(table("이름|연락처|연락처2", "NPO") + [["최나무", "010-1", "010-9999-0009"]])

        let merged = try first.merged(with: corrected, under: RecipientRules())

        #expect(merged.list.rows.map(\.phone.hyphenated) == people.indices.map(other) + ["010-9999-0009"])
    }

    @Test("words over several columns say whose those are, in one row of headings or two")
    func groups() throws {
        let above = try read(
            [["신청자", "", "보호자", ""], ["이름", "연락처", "이름", "연락처"]]
                + people.indices.map {
                    [people[$0], own($0), "어른", other($0)]
                })
        let below = try read(
            [["성명", "연락처", "", "수량"], ["", "본인", "보호자", ""]]
                + people.indices.map {
                    [people[$0], own($0), other($0), "2"]
                })

        #expect(!above.isInDoubt && !below.isInDoubt)
        #expect(above.list.rows.map(\.phone.hyphenated) == people.indices.map(own))
        #expect(above.list.rows.map(\.name) == people)
        #expect(below.list.rows.map(\.phone.hyphenated) == people.indices.map(own))
        #expect(below.list.counts.coupons == 8)
        #expect(below.columns.titles[2] == "보호자 연락처")
    }

    @Test("the name is that of the person whose number is taken")
    func names() throws {
        let receiver = try read(
            [["주문자명", "주문자 연락처", "받는 사람", "받는 사람 연락처"]]
                + people.indices.map { ["손님", other($0), people[$0], own($0)] })
        let guardian = try read(
            [["학생 이름", "보호자 이름", "이름", "휴대폰번호"]] + people.indices.map { ["학생", "어른", people[$0], own($0)] })

        #expect(receiver.list.rows.map(\.name) == people)
        #expect(!receiver.isInDoubt)
        #expect(guardian.list.rows.map(\.name) == people)
    }

    @Test(
        "a name that is somebody else's, or one of two, is asked about",
        arguments: [("추천인 이름|휴대폰번호", "NP", [0]), ("이름|성명|휴대폰번호", "NMP", [0, 1]), ("담당자|고객 연락처", "NP", [0])])
    func nameDoubt(headings: String, order: String, candidates: [Int]) throws {
        var rows = table(headings, order, extra: "홍길동")
        if order == "NMP" { for index in 1..<rows.count { rows[index][1] = people[people.count - index] } }

        let doubt = try #require(try read(rows).columns.doubts.first)
        #expect(doubt.field == .name)
        #expect(doubt.candidates.map(\.index) == candidates)
    }

    @Test("names are known under words that are not, things are no names")
    func unknownNames() throws {
        let unknown = try read(table("고유값|성도님들|휴대폰번호", "XNP", extra: "A-1"))
        let thing = try read(table("상품명|휴대폰번호", "NP"))

        #expect(unknown.list.rows.map(\.name) == people)
        #expect(thing.list.rows.map(\.name) == ["", "", "", ""])
    }

    @Test(
        "only a column that counts coupons for each person is a quantity",
        arguments: [
            ("수량", 2, []), ("신청 매수", 2, [RecipientWarning.Code.quantityColumn]), ("예매수", 1, []), ("재고수량", 1, []),
            ("구매 횟수", 1, []), ("인원수", 1, []), ("누적 매수", 1, []), ("회차", 1, []),
        ])
    func quantities(heading: String, each: Int, warnings: [RecipientWarning.Code]) throws {
        let reading = try read(table("이름|휴대폰번호|\(heading)", "NPX", extra: "2"))

        #expect(!reading.isInDoubt)
        #expect(reading.list.rows.map(\.quantity) == Array(repeating: each, count: people.count))
        #expect(reading.warnings.map(\.code) == warnings)
    }

    @Test(
        "a number that may or may not count coupons is asked about when it would make a difference",
        arguments: ["2", "1"])
    func unclearQuantity(number: String) throws {
        let reading = try read(table("이름|휴대폰번호|주문수량", "NPX", extra: number))

        #expect(reading.list.counts.coupons == people.count)
        #expect(reading.columns.doubts.map(\.field) == (number == "1" ? [] : [.quantity]))
    }

    @Test("a running number under 수량 is asked about, two columns of quantities too")
    func oddQuantities() throws {
        let running = try read(
            [["이름", "휴대폰번호", "수량"]] + (1...6).map { ["고객", "010-2345-000\($0)", "\($0)"] })
        let two = try read(
            [["이름", "휴대폰번호", "신청수량", "지급수량"]] + people.indices.map { [people[$0], own($0), "3", "1"] })

        #expect(running.list.counts.coupons == 6)
        #expect(running.columns.doubts.map(\.field) == [.quantity])
        #expect(two.columns.doubts.map(\.field) == [.quantity])
    }

    @Test(
        "an unknown word before the only number, or a buyer's number beside who gets it, is asked about",
        arguments: [("학생명|보호자 연락처|운전원 휴대폰", "NOP"), ("고객명|변호사 휴대폰|비고", "NPX"), ("받는사람|구매자 휴대폰|비고", "NPX")])
    func unknownOwners(headings: String, order: String) throws {
        #expect(try read(table(headings, order)).isInDoubt)
    }

    @Test("an unknown word does not come before the number that is simply called so")
    func unknownBesidePlain() throws {
        let reading = try read(table("이름|휴대폰번호|쿠폰 사용처 전화번호"))

        #expect(!reading.isInDoubt)
        #expect(reading.list.rows.map(\.phone.hyphenated) == people.indices.map(own))
    }

    @Test("numbers of a 추천인 beside masked ones are asked about, not taken as a swap")
    func maskedBesideReferrers() throws {
        let reading = try read(
            [["이름", "연락처", "추천인"]] + people.indices.map { [people[$0], "010-****-000\($0)", other($0)] })

        #expect(!reading.columns.wereSwapped)
        #expect(reading.columns.doubts.contains { $0.field == .phone })
    }

    @Test("a corrected file is read by the place of the columns that were chosen, whatever they are called")
    func equalHeadings() throws {
        var rows = table("이름|연락처|연락처", "NOP")
        rows.append(["최나무", other(8), "010-2345"])
        let choice = RecipientColumns.Choice(phone: 2, name: 0, quantity: nil)
        let first = try read(rows, ReadingWish(choice: choice))
        rows[rows.count - 1][2] = "010-2345-0009"

        let merged = try first.merged(with: read(rows), under: RecipientRules())

        #expect(merged.list.rows.map(\.phone.hyphenated) == people.indices.map(own) + ["010-2345-0009"])
    }
}
