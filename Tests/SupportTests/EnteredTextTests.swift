import Foundation
import Support
import Testing

@Suite("Texts as people enter them")
struct EnteredTextTests {
    @Test(
        "a line is what one sees of it",
        arguments: [
            ("  김 \u{A0}하늘\t", "김 하늘"), ("\u{1100}\u{1175}\u{11B7}하늘", "김하늘"), ("김\u{200D}하늘", "김하늘"),
            ("김하늘\u{202E}늘하", "김하늘늘하"), ("\u{3164}", ""), ("\u{FEFF}李英愛", "李英愛"), ("김\u{200B}하늘", "김하늘"),
            ("하늘🎉", "하늘🎉"), ("👨\u{200D}👩\u{200D}👧 가족", "👨\u{200D}👩\u{200D}👧 가족"), ("❤\u{FE0F}", "❤\u{FE0F}"),
            ("1\u{FE0F}\u{20E3}등", "1\u{FE0F}\u{20E3}등"), ("김\u{FE0F}하늘", "김하늘"), ("Renée Müller", "Renée Müller"),
            ("Rene\u{301}e", "Renée"), ("“김”하늘’", "“김”하늘’"), ("{쿠폰번호}", "{쿠폰번호}"), ("=1+1", "=1+1"),
            ("홍\n길동", "홍 길동"), ("홍\u{0}길동", "홍 길동"), ("", ""), ("\u{2800}홍\u{2800}", "홍"),
        ])
    func tidied(written: String, seen: String) {
        #expect(Array(written.tidied.unicodeScalars) == Array(seen.unicodeScalars))
    }

    @Test(
        "several lines keep their breaks and their blanks",
        arguments: [
            ("감사\r\n합니다", "감사\n합니다"), ("감사\u{2028}합니다", "감사\n합니다"), ("감사\u{A0} 합니다", "감사  합니다"),
            ("\u{1100}\u{1161}\n\u{AD}나", "가\n나"), ("가\u{1B}나", "가\u{1B}나"), ("a\n\nb ", "a\n\nb "),
        ])
    func tidiedLines(written: String, seen: String) {
        #expect(Array(written.tidiedLines.unicodeScalars) == Array(seen.unicodeScalars))
    }

    @Test(
        "control characters are named with their place",
        arguments: [
            ("감사\u{0}합니다", "NUL", 3), ("\u{B}감사", "VT", 1), ("감\u{1B}사", "ESC", 2), ("가👨\u{200D}👩\u{7F}", "DEL", 3),
            ("가\u{91}", "U+0091", 2),
        ])
    func namesControls(written: String, name: String, position: Int) {
        let sign = ControlSign.first(in: written)

        #expect(sign?.name == name)
        #expect(sign?.position == position)
    }

    @Test("line breaks and tabs are no control characters") func allowsBreaks() {
        #expect(ControlSign.first(in: "감사\r\n합니다\t\u{85}é") == nil)
    }

    @Test(
        "percent signs and pluses of a form are read once",
        arguments: [
            ("%EA%B2%A8%EC%9A%B8+%EC%9D%B4%EB%B2%A4%ED%8A%B8", "겨울 이벤트"), ("a%2Bb", "a+b"), ("100%", "100%"),
            ("%zz%2", "%zz%2"),
            ("%+5", "% 5"), ("%FF", "\u{FFFD}"),
        ])
    func decodesForms(written: String, text: String) {
        #expect(PercentEncoding.decode(form: written) == text)
    }

    @Test("an address is decoded wholly or not at all") func decodesAddresses() {
        #expect(PercentEncoding.decode("a%20b+c") == "a b+c")
        #expect(PercentEncoding.decode("100%") == nil)
        #expect(PercentEncoding.decode("%+5") == nil)
        #expect(PercentEncoding.decode("%FF") == nil)
    }
}

@Suite("Times as programs write them")
struct EnteredTimeTests {
    @Test(
        "a time of the RFC is an instant",
        arguments: [
            ("2026-11-22T14:05:09+09:00", 1_795_323_909.0), ("2026-11-22T05:05:09Z", 1_795_323_909),
            ("2026-11-22t05:05:09.250z", 1_795_323_909.25), ("2026-11-22T14:05+09:00", 1_795_323_900),
            ("2026-11-21T17:05:09-12:00", 1_795_323_909), ("2028-02-29T00:00:00+09:00", 1_835_362_800),
        ])
    func reads(written: String, seconds: Double) {
        #expect(SeoulTime.instant(rfc3339: written)?.timeIntervalSince1970 == seconds)
    }

    @Test(
        "a time that does not exist is none",
        arguments: [
            "2026-11-31T10:00:00+09:00", "2026-02-29T10:00:00+09:00", "2026-13-01T10:00:00+09:00",
            "2026-00-10T10:00:00+09:00",
            "2026-11-30T24:00:00+09:00", "2026-11-30T10:60:00+09:00", "2026-11-30T10:00:60+09:00",
            "2026-11-30T10:00:00+25:00",
            "2026-11-30T10:00:00+09:75", "2026-11-30T10:00:00", "2026-11-30", "", "2026-11-30T10:00:00+09:00x",
            "2026-11-30T10:00:00.+09:00", "２０２６-11-30T10:00:00+09:00", "2026-11-30T10:00:00+0900",
        ])
    func refuses(written: String) {
        #expect(SeoulTime.instant(rfc3339: written) == nil)
    }

    @Test("so is a day", arguments: ["2026-11-31", "20260229", "2026-1122-", "-2026-1122", "2026-00-01", "2026-11-00"])
    func refusesDays(written: String) {
        #expect(CalendarDay(written) == nil)
    }

    @Test(
        "and a time of the database", arguments: ["2026-11-31 10:00:00", "2026-11-30 24:00:00", "2026-11-30 10:00:60"])
    func refusesColumns(written: String) {
        #expect(SeoulTime.instant(sql: written) == nil)
    }
}
