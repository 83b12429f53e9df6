import Support
import Testing

@Suite("CP949")
struct CP949Tests {
    @Test(
        "what Korean offices write goes there and back",
        arguments: ["", "abc 123", "홍길동님, 쿠폰이 도착했습니다.", "똠방각하 펲시콜라 뷁", "㈜ ① ★ ㎡ 漢字"])
    func roundTrip(text: String) throws {
        let bytes = try #require(CP949.encode(text))

        #expect(CP949.decode(bytes) == text)
        #expect(CP949.byteCount(text) == bytes.count)
    }

    @Test("the bytes are the ones Windows writes")
    func bytes() {
        #expect(CP949.encode("가힣뷁A") == [0xB0, 0xA1, 0xC6, 0x52, 0x94, 0xEE, 0x41])
    }

    @Test("all 11,172 syllables have a code")
    func syllables() {
        let all = String(String.UnicodeScalarView((0xAC00...0xD7A3).compactMap { UnicodeScalar($0 as UInt32) }))

        #expect(CP949.unencodable(in: all).isEmpty)
        #expect(CP949.encode(all).flatMap { CP949.decode($0) } == all)
    }

    @Test("characters without a code are listed with their places, composed ones as one")
    func unencodable() {
        let found = CP949.unencodable(in: "축하😀해요👨‍👩‍👧é")

        #expect(found.map(\.character) == ["😀", "👨‍👩‍👧", "é"])
        #expect(found.map(\.position) == [2, 5, 6])
        #expect(CP949.encode("😀") == nil)
    }

    @Test(
        "bytes that are not CP949 are refused",
        arguments: [[0xB0], [0x80, 0x41], [0xFF, 0xFF], [0xB0, 0x20], [0xC9, 0xA1]])
    func invalid(bytes: [Int]) {
        #expect(CP949.decode(bytes.map(UInt8.init)) == nil)
    }
}
