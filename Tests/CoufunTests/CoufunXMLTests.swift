import Support
import Testing

@testable import Coufun

@Suite("Reading COUFUN's XML")
struct CoufunXMLTests {
    @Test("tags are found whatever their case and underscores")
    func tagSpelling() throws {
        let root = try CoufunXML.parse(Array("<a><ResultCode> 00 </ResultCode></a>".utf8))

        #expect(root.first("RESULT_CODE") == "00")
    }

    @Test(
        "Korean text is read in whatever encoding it comes",
        arguments: [
            ("<?xml version=\"1.0\" encoding=\"EUC-KR\"?>", true),
            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", false),
            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", true),
            ("<?xml version=\"1.0\" encoding=\"EUC-KR\"?>", false),
            ("", true), ("", false),
        ])
    func encodings(declaration: String, cp949: Bool) throws {
        let text = declaration + "<R><GOODS_NAME>스타벅스 아메리카노 T</GOODS_NAME></R>"
        let bytes = cp949 ? try #require(CP949.encode(text)) : Array(text.utf8)

        let root = try CoufunXML.parse(bytes)

        #expect(root.first("GOODS_NAME") == "스타벅스 아메리카노 T")
    }

    @Test(
        "hostile documents are refused",
        arguments: [
            ("", CoufunXMLError.empty),
            ("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", .documentType), ("<a/><!docTYPE a>", .documentType),
            ("<a><?b?></a>", .processingInstruction), ("<a/><?b c?>", .processingInstruction),
            (String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40), .tooDeep),
            ("<a><b></a>", .malformed), ("<a><RESULT_CODE>00</RESULT_CODE>", .malformed), ("not xml", .malformed),
            ("<a>" + String(repeating: "x", count: 300_000) + "</a>", .tooLarge),
        ])
    func hostile(text: String, expected: CoufunXMLError) {
        #expect(throws: expected) { try CoufunXML.parse(Array(text.utf8)) }
    }

    @Test("a list of a thousand products is read whole, and a list without end is not")
    func longList() {
        let product = """
            <PRODUCT_INFO><GOODS_ID>0000001301</GOODS_ID><GOODS_NAME>아메리카노</GOODS_NAME><GOODS_PRICE>4500</GOODS_PRICE>\
            <INFO>\(String(repeating: "주문 전에 꼭 확인해 주세요. ", count: 20))</INFO></PRODUCT_INFO>
            """
        func read(_ count: Int) -> CoufunOutcome<[CoufunProduct]> {
            let list = "<L><RESULT_CODE>00</RESULT_CODE>" + String(repeating: product, count: count) + "</L>"
            return CoufunReplies.outcome(
                status: 200, bytes: Array(list.utf8), charset: nil, upTo: CoufunXML.maxListBytes,
                read: CoufunReplies.products)
        }

        guard case .done(let products) = read(1000) else {
            Issue.record("not read")
            return
        }
        #expect(products.count == 1000)
        guard case .unknown(let reason) = read(12_000) else {
            Issue.record("read")
            return
        }
        #expect(reason.contains("tooLarge"))
    }

    @Test("an answer that is kept can be read again, and one that issued nothing cannot")
    func kept() {
        let reply =
            "<R><RESULT_CODE>00</RESULT_CODE><ORDER_ID>OD1</ORDER_ID><BARCODE_NUM>9526000000003016</BARCODE_NUM></R>"

        #expect(CreatedCoupons(reply: Array(reply.utf8))?.barcodes == ["9526000000003016"])
        #expect(CreatedCoupons(reply: Array("<R><RESULT_CODE>50</RESULT_CODE></R>".utf8)) == nil)
        #expect(CreatedCoupons(reply: []) == nil)
    }
}

@Suite("Understanding COUFUN's replies")
struct CoufunRepliesTests {
    private func created(_ xml: String, status: Int = 200) -> CoufunOutcome<CreatedCoupons> {
        CoufunReplies.outcome(status: status, bytes: Array(xml.utf8), charset: nil, read: CoufunReplies.created)
    }

    private func reply(_ code: String, _ body: String) -> String {
        "<COUFUNCREATE><RESULT_CODE>\(code)</RESULT_CODE><RESULT_MSG>m</RESULT_MSG>\(body)</COUFUNCREATE>"
    }

    private let order = "<ORDER_ID>OD1</ORDER_ID><VALID_END_DATE>20270121</VALID_END_DATE>"

    @Test("both success codes mean done", arguments: ["00", "0000"])
    func success(code: String) {
        let outcome = created(reply(code, order + "<BARCODE_NUM>9526000000003016</BARCODE_NUM>"))

        let expected = CreatedCoupons(
            orderID: "OD1", barcodes: ["9526000000003016"], validUntil: CalendarDay(year: 2027, month: 1, day: 21))
        #expect(outcome == .done(expected))
    }

    @Test("every barcode is kept, repeated or in blocks, in document order")
    func severalBarcodes() {
        let repeated = created(reply("00", order + "<BARCODE_NUM>1111</BARCODE_NUM><BARCODE_NUM>2222</BARCODE_NUM>"))
        let blocks = created(
            reply("00", order + "<I><BARCODE_NUM>1111</BARCODE_NUM></I><I><BARCODE_NUM>2222</BARCODE_NUM></I>"))

        for outcome in [repeated, blocks] {
            guard case .done(let coupons) = outcome else {
                Issue.record("not done: \(outcome)")
                continue
            }
            #expect(coupons.barcodes == ["1111", "2222"])
        }
    }

    @Test(
        "what cannot be trusted is unknown, never success and never refusal",
        arguments: [
            "", "<COUFUNCREATE></COUFUNCREATE>", "<COUFUNCREATE><RESULT_CODE>00</RESULT_CODE></COUFUNCREATE>",
            "<COUFUNCREATE><RESULT_CODE>99</RESULT_CODE></COUFUNCREATE>",
            "<COUFUNCREATE><RESULT_CODE>77</RESULT_CODE></COUFUNCREATE>",
            "<C><RESULT_CODE>00</RESULT_CODE><ORDER_ID>1</ORDER_ID><BARCODE_NUM>12;DROP</BARCODE_NUM></C>",
            "<C><RESULT_CODE>00</RESULT_CODE><ORDER_ID>1</ORDER_ID><BARCODE_NUM>1111</BARCODE_NUM><BARCODE_NUM>1111</BARCODE_NUM></C>",
        ])
    func unknown(xml: String) {
        let outcome = created(xml)

        guard case .unknown = outcome else {
            Issue.record("taken for \(outcome)")
            return
        }
    }

    @Test("success in the body of a failed HTTP status is unknown")
    func failedStatus() {
        let outcome = created(reply("00", order + "<BARCODE_NUM>1111</BARCODE_NUM>"), status: 500)

        guard case .unknown = outcome else {
            Issue.record("taken for \(outcome)")
            return
        }
    }

    @Test(
        "a refusal carries its class and a Korean sentence",
        arguments: [
            ("02", CoufunCode.Kind.account), ("12", .duplicate), ("23", .duplicate), ("30", .content), ("50", .later),
            ("17", .state),
        ])
    func refusals(code: String, kind: CoufunCode.Kind) throws {
        guard case .refused(let refusal) = created(reply(code, "")) else {
            Issue.record("not refused")
            return
        }

        #expect(refusal.kind == kind)
        #expect(refusal.code == code)
        #expect(refusal.message.contains { ("가"..."힣").contains($0) })
    }

    @Test("a day count and a date are told apart by VALID_END_TYPE")
    func validity() throws {
        let xml = """
            <PRODUCTLIST><RESULT_CODE>00</RESULT_CODE>
            <PRODUCT_INFO><GOODS_ID>0000000001</GOODS_ID><GOODS_NAME>가</GOODS_NAME><GOODS_PRICE>4,500</GOODS_PRICE>
            <VALID_END_TYPE>D</VALID_END_TYPE><VALID_END_DATE>60</VALID_END_DATE></PRODUCT_INFO>
            <PRODUCT_INFO><GOODS_ID>0000000002</GOODS_ID><GOODS_NAME>나</GOODS_NAME><GOODS_PRICE>100</GOODS_PRICE>
            <VALID_END_DATE>2027-01-21 23:59:59</VALID_END_DATE></PRODUCT_INFO></PRODUCTLIST>
            """
        let outcome = CoufunReplies.outcome(
            status: 200, bytes: Array(xml.utf8), charset: nil, read: CoufunReplies.products)

        guard case .done(let products) = outcome else {
            Issue.record("not done: \(outcome)")
            return
        }
        #expect(products.map(\.goodsID) == ["0000000001", "0000000002"])
        #expect(products.map(\.price) == [Won(4500), Won(100)])
        #expect(products.map(\.validity) == [.days(60), .until(CalendarDay(year: 2027, month: 1, day: 21))])
    }
}
