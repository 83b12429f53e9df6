import Testing

@testable import Web

@Suite("Where a request comes from")
struct ClientAddressTests {
    @Test(
        "is what a trusted proxy says, never what the client says",
        arguments: [
            ("192.0.2.7", [], "192.0.2.7"),
            ("192.0.2.7", ["198.51.100.1"], "192.0.2.7"),
            ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["1.1.1.1", "198.51.100.1, 10.0.0.2"], "198.51.100.1"),
            ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
            ("10.0.0.1", ["[2001:db8::7]:4711"], "2001:db8::7"),
            ("10.0.0.1", ["unknown"], "10.0.0.1"),
            ("10.0.0.1", ["<script>"], "10.0.0.1"),
            ("::ffff:10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["10.0.0.9"], "10.0.0.9"),
            (nil, ["198.51.100.1"], "unknown"),
        ] as [(String?, [String], String)])
    func walksTheHops(peer: String?, forwarded: [String], expected: String) throws {
        let addresses = ClientAddress(trusted: [try #require(AddressRange("10.0.0.0/8"))])

        #expect(addresses.of(peer: peer, forwardedFor: forwarded) == expected)
    }

    @Test("is the peer when no proxy is trusted")
    func believesNobody() {
        #expect(ClientAddress(trusted: []).of(peer: "10.0.0.1", forwardedFor: ["198.51.100.1"]) == "10.0.0.1")
    }

    @Test(
        "a range holds its addresses and no others",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
            ("192.168.1.128/25", "192.168.1.127", false),
            ("192.168.1.128/25", "192.168.1.200", true), ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false),
            ("fd00::/8", "fdab::1", true), ("fd00::/8", "fe80::1", false), ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "::1", false),
        ])
    func ranges(range: String, address: String, isInside: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(try #require(IPAddress(address))) == isInside)
    }

    @Test(
        "a list with a range that is none is refused", arguments: ["10.0.0.0/33", "10.0.0/8", "proxy", "10.0.0.0/-1"])
    func refusesNonsense(text: String) {
        #expect(AddressRange.list("127.0.0.1, \(text)") == nil)
        #expect(AddressRange.list("127.0.0.1, ::1,")?.count == 2)
    }
}

@Suite("A path in the log")
struct MaskedPathTests {
    @Test(
        "keeps words and ids and hides secrets and numbers",
        arguments: [
            ("/campaigns/01ARZ3NDEKTSV4RRFFQ69G5FAV", "/campaigns/01ARZ3NDEKTSV4RRFFQ69G5FAV"),
            ("/webhooks/coufun/verysecret/exchange", "/webhooks/coufun/***/exchange"),
            ("/coupons/01012345678", "/coupons/***"), ("/coupons/9526-1234-5678-3016", "/coupons/9526-1234-5678-3016"),
            ("/a\nb\u{1B}[31m", "/ab[31m"), ("/", "/"),
        ])
    func masks(path: String, expected: String) {
        #expect(MaskedPath(path).description == expected)
    }
}
