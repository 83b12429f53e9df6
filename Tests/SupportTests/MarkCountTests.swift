import Support
import Testing

@Suite("Marks on a letter")
struct MarkCountTests {
    @Test(
        "as many as a language writes are allowed",
        arguments: [
            "", "café", "cafe\u{301}", "각", "\u{1100}\u{1161}\u{11A8}", "Việt Nam", "हिन्दी", "ﷺ", "👩‍👩‍👧‍👦🏽",
            String(repeating: "a" + String(repeating: "\u{301}", count: 30), count: 1000),
        ])
    func allows(text: String) {
        #expect(text.isStreamSafe)
    }

    @Test(
        "thirty-one in a row are refused, wherever they stand",
        arguments: ["\u{301}", "\u{327}", "\u{1D165}", "\u{1E8D0}"])
    func refuses(mark: Character) {
        let run = String(repeating: mark, count: 31)

        #expect(!run.isStreamSafe)
        #expect(!("긴 글 뒤에 a" + run + "b").isStreamSafe)
    }
}
