import Foundation
import Simulation
import Testing

@testable import CoufunSimulator

@Suite("Replies of the simulated vendor")
struct AnswerTests {
    @Test("name one validity after all barcodes, or one for each of them", arguments: Behaviour.Shape.allCases)
    func shapes(shape: Behaviour.Shape) {
        var behaviour = Behaviour()
        behaviour.shape = shape
        let text = Answer(created: order(["91", "92"]), behaviour).body.text

        let expected =
            switch shape {
            case .repeated:
                "<BARCODE_NUM>91</BARCODE_NUM><BARCODE_NUM>92</BARCODE_NUM><VALID_END_DATE>20270121</VALID_END_DATE>"
            case .blocks:
                "<COUPON_INFO><BARCODE_NUM>91</BARCODE_NUM><VALID_END_DATE>20270121</VALID_END_DATE></COUPON_INFO>"
                    + "<COUPON_INFO><BARCODE_NUM>92</BARCODE_NUM><VALID_END_DATE>20270121</VALID_END_DATE></COUPON_INFO>"
            }
        #expect(text == "<ORDER_ID>1</ORDER_ID>" + expected)
    }

    @Test(
        "are written and declared as the fault wants it",
        arguments: [
            (nil, "UTF-8", [0xEC, 0x84, 0xB1, 0xEA, 0xB3, 0xB5]),
            (Fault.eucKR, "EUC-KR", [0xBC, 0xBA, 0xB0, 0xF8]),
            (.wrongCharset, "UTF-8", [0xBC, 0xBA, 0xB0, 0xF8]),
            (.falseEUCKR, "EUC-KR", [0xEC, 0x84, 0xB1, 0xEA, 0xB3, 0xB5]),
        ] as [(Fault?, String, [UInt8])])
    func charsets(fault: Fault?, declared: String, success: [UInt8]) {
        let reply = Answer(created: order(["91"]), Behaviour()).encoded(arrival(fault))

        #expect(reply.contentType == "text/xml; charset=\(declared)")
        #expect(Data(reply.bytes).range(of: Data(#"encoding="\#(declared)""#.utf8)) != nil)
        #expect(Data(reply.bytes).range(of: Data("<![CDATA[".utf8) + Data(success) + Data("]]>".utf8)) != nil)
    }

    @Test("lack the code when the fault wants it")
    func noCode() {
        let reply = Answer(created: order(["91"]), Behaviour()).encoded(arrival(.noResultCode))

        #expect(!String(decoding: reply.bytes, as: UTF8.self).contains("RESULT_CODE"))
    }

    @Test("keep markup characters of a value apart from the document's own")
    func escaping() {
        var xml = XMLText()
        xml.element("A", "1 < 2 & 3")
        xml.cdata("B", "x]]>y")

        #expect(xml.text == "<A>1 &lt; 2 &amp; 3</A><B><![CDATA[x]]]]><![CDATA[>y]]></B>")
    }

    private func order(_ barcodes: [String]) -> Order {
        Order(
            trId: "T1", orderId: "1", pocId: "POC0000001", goodsId: "0000001001", price: 4_500, barcodes: barcodes,
            named: barcodes, validEnd: "20270121", time: "20261122140509")
    }

    private func arrival(_ fault: Fault?) -> Supplier.Arrival {
        Supplier.Arrival(
            call: .create, fields: CallFields(urlEncoded: ""), fault: fault, behaviour: Behaviour(), chance: 0,
            address: nil)
    }
}
