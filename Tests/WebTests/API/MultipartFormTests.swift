import Foundation
import Support
import Testing

@testable import Web

@Suite("Forms that carry a file")
struct MultipartFormTests {
    private func form(
        _ disposition: [UInt8], type: String = "multipart/form-data; boundary=b", content: [UInt8] = [1, 13, 10, 2]
    ) -> MultipartForm? {
        let head = Array("--b\r\nContent-Type: x\r\nContent-Disposition: ".utf8) + disposition + Array("\r\n\r\n".utf8)
        return MultipartForm(contentType: type, body: head + content + Array("\r\n--b--\r\n".utf8))
    }

    @Test(
        "a file name is read in whichever way programs write it",
        arguments: [
            (#"form-data; name="file"; filename="명단;최종.xlsx""#, "명단;최종.xlsx"),
            (#"form-data; filename="a\"b\\c;d.xlsx"; name="file""#, #"c;d.xlsx"#),
            (#"form-data; name="file"; filename="C:\Users\kim\명단.xlsx""#, "명단.xlsx"),
            (#"form-data; name="file"; filename="../../etc/명단.xlsx""#, "명단.xlsx"),
            (
                #"form-data; name=file; filename="=?utf-8?B?66qF64uoLnhsc3g=?="; filename*=utf-8''%EB%AA%85%EB%8B%A8.xlsx"#,
                "명단.xlsx"
            ),
            (#"form-data; name=file; filename="=?utf-8?B?66qF64uoLnhsc3g=?=""#, "명단.xlsx"),
            (#"form-data; name=file; filename="=?UTF-8?Q?=EB=AA=85=EB=8B=A8_1.xlsx?=""#, "명단 1.xlsx"),
            (#"form-data; name=file; filename="=?euc-kr?B?uO203C54bHN4?=""#, "명단.xlsx"),
            (#"form-data; name=file; filename*=EUC-KR'ko'%B8%ED%B4%DC.xlsx"#, "명단.xlsx"),
            (#"form-data; name=file; filename*=utf-8''%ZZ; filename=b.xlsx"#, "b.xlsx"),
            (
                #"form-data; name=file; filename*0*=utf-8''%EB%AA%85; filename*1*=%EB%8B%A8; filename*2=.xlsx"#,
                "명단.xlsx"
            ),
            (#"form-data; name=file; filename=명단 최종.xlsx"#, "명단 최종.xlsx"),
            (#"form-data; name=file; filename=%EB%AA%85%EB%8B%A8.xlsx"#, "명단.xlsx"),
            (#"form-data; name=file; filename="할인 50%.xlsx""#, "할인 50%.xlsx"),
            (#"form-data; name="file"; filename="a%22b.xlsx""#, #"a"b.xlsx"#),
            (#"form-data; name="file"; filename="명단.xlsx"#, "명단.xlsx"),
            (#"form-data; name="file"; filename="=?x?y?z?=""#, "=?x?y?z?="),
            ("form-data; name=\"file\"; filename=\"\u{1106}\u{1167}\u{11BC}\u{1103}\u{1161}\u{11AB}.xlsx\"", "명단.xlsx"),
            (#"form-data ;name = file ; FileName = a.xlsx ;; ="#, "a.xlsx"), (#"form-data; name="file""#, nil),
            (#"form-data; name="file"; filename="""#, ""),
        ] as [(String, String?)])
    func names(disposition: String, name: String?) throws {
        let part = try #require(form(Array(disposition.utf8))?.part("file"))

        #expect(part.fileName == name)
        #expect(Array(part.bytes) == [1, 13, 10, 2])
    }

    @Test("a file name in the bytes of Korean Windows is read")
    func cp949() throws {
        let disposition = try #require(CP949.encode(#"form-data; name="file"; filename="똠방각하 명단.xlsx""#))

        #expect(form(disposition)?.part("file")?.fileName == "똠방각하 명단.xlsx")
    }

    @Test("parts of any content are told apart, empty ones too")
    func parts() throws {
        let body =
            "ignored\r\n--a b;c \t\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n--a b;c\r\ncontent-disposition: form-data; name=\"y\"\r\n\r\n--a b;\r\n\r\n\r\n--a b;c--"

        let form = try #require(
            MultipartForm(contentType: #"multipart/form-data; charset=x; boundary="a b;c""#, body: Array(body.utf8)))

        #expect(form.parts.map(\.name) == ["x", "y"])
        #expect(form.parts.map { String(decoding: $0.bytes, as: UTF8.self) } == ["", "--a b;\r\n\r\n"])
    }

    @Test("a body stands in memory once: its parts are slices of it")
    func memory() throws {
        let body = Array("--b\r\nContent-Disposition: form-data; name=x\r\n\r\nabc\r\n--b--".utf8)

        let part = try #require(MultipartForm(contentType: "x; boundary=b", body: body)?.part("x"))

        let whole = body.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        let piece = part.bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        #expect((whole..<whole + UInt(body.count)).contains(piece))
    }

    @Test("what is no form, or ends in the middle of one, is none")
    func malformed() throws {
        let whole = Array(
            "--b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"=?utf-8?Q?a\"\r\n\r\nabc\r\n--b--".utf8)
        let type = "multipart/form-data; boundary=b"

        for count in 0..<whole.count - 1 {
            #expect(MultipartForm(contentType: type, body: Array(whole.prefix(count)))?.parts == nil, "\(count) bytes")
        }
        for type in [
            "", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"", type + "c",
        ] {
            #expect(MultipartForm(contentType: type, body: whole)?.parts == nil, "\(type)")
        }
        let many = String(repeating: "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n", count: 21) + "--b--"
        #expect(MultipartForm(contentType: type, body: Array(many.utf8))?.parts == nil)
    }

    @Test("random bytes around the signs of a form never end the program")
    func random() {
        let seed = UInt64.random(in: 1...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let words = [
            "--b", "\r\n", "Content-Disposition: ", "form-data", ";", "name", "=", "\"", "\\", "filename*", "=?", "?=",
            "?B?", "utf-8''", "%", "가", "\u{0}", "--",
        ]
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...40, using: &random)
            let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined()
            _ = MultipartForm(contentType: "x; boundary=b", body: Array(text.utf8))
            _ = form(Array(text.utf8))
            _ = UploadName.of(HeaderParameters(text))
        }
        print("seed of the random forms: \(seed)")
    }
}

/// Xorshift: the same numbers for the same seed.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
