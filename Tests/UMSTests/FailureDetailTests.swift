import Testing

@testable import UMS

@Suite("Reading DONE_FB_DETAIL")
struct FailureDetailTests {
    @Test(
        "reasons are read whatever shape they have; what cannot be read is kept as text",
        arguments: [
            (
                #"[{"ch":"MMS","fbResultCode":"31107","fbResultDesc":"단말 전원 꺼짐","telco":"KTF"}]"#, "단말 전원 꺼짐 (31107)",
                Telco.kt
            ),
            (#"{"fbResultCode":31107,"other":[1,{"a":null}]}"#, "31107", nil),
            (
                #"[{"ch":"RCS","fbResultCode":"51004","telco":"SKT"},{"ch":"MMS","fbResultDesc":"음영","telco":"LGU"}]"#,
                "51004 · 음영", .lgu
            ),
            (#"[{"ch":"MMS","fbResultCode":"311"#, #"[{"ch":"MMS","fbResultCode":"311"#, nil),
            ("전원 꺼짐", "전원 꺼짐", nil), (#"{"unknown":"x"}"#, #"{"unknown":"x"}"#, nil), ("[1,\"a\"]", "[1,\"a\"]", nil),
        ])
    func reads(text: String, words: String, telco: Telco?) throws {
        let detail = try #require(FailureDetail(text))

        #expect(detail.words == words)
        #expect(detail.telco == telco)
    }

    @Test("nothing in it is nothing", arguments: ["", "  ", "[]", "{}", "null"])
    func empty(text: String) {
        #expect(FailureDetail(text) == nil)
    }

    @Test(
        "the agent's description comes first; without it the detail speaks, and its carrier counts when none is written"
    )
    func words() {
        func result(_ description: String?, telco: Telco?) -> UMSResult {
            UMSResult(
                clientKey: "K", code: "31107", description: description, telco: telco, doneAt: nil,
                detail: FailureDetail(#"[{"fbResultDesc":"전원","telco":"KT"}]"#))
        }

        #expect(result("단말 전원 꺼짐", telco: .skt).words == "단말 전원 꺼짐")
        #expect(result("단말 전원 꺼짐", telco: .skt).telco == .skt)
        #expect(result(" ", telco: nil).words == "전원")
        #expect(result(nil, telco: nil).telco == .kt)
    }
}
