import Foundation
import FoundationXML
import Support

/// An element of a COUFUN reply: upper-case name without underscores, text, children.
///
/// Tag spelling differs between COUFUN's documents (`RESULT_CODE`, `RESULTCODE`), so names are compared in one form.
package struct CoufunElement: Sendable, Equatable {
    package let name: String
    package var text: String
    package var children: [CoufunElement]

    static func normal(_ name: String) -> String { name.uppercased().filter { $0 != "_" } }

    /// The trimmed text of the first descendant of that name, in document order; nil when absent or empty.
    package func first(_ name: String) -> String? { all(name).first { !$0.isEmpty } }

    /// The trimmed texts of every descendant of that name, in document order.
    package func all(_ name: String) -> [String] {
        elements(name).map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    package func elements(_ name: String) -> [CoufunElement] {
        let wanted = Self.normal(name)
        return children.flatMap { ($0.name == wanted ? [$0] : []) + $0.elements(name) }
    }
}

/// Why a reply of COUFUN could not be read.
package enum CoufunXMLError: Error, Sendable, Equatable {
    case empty, tooLarge, notText, documentType, processingInstruction, tooDeep, malformed
}

/// Reads a reply into elements: no more bytes than its call may have, 16 levels, no DOCTYPE, whatever encoding it declares
/// or uses.
package enum CoufunXML {
    /// Of a reply about one order or one coupon.
    package static let maxBytes = 256 * 1024
    /// Of a product list: some 10,000 products of 800 bytes each.
    package static let maxListBytes = 8 * 1024 * 1024
    static let maxDepth = 16

    package static func parse(_ bytes: [UInt8], charset: String? = nil, upTo maxBytes: Int = CoufunXML.maxBytes)
        throws(CoufunXMLError) -> CoufunElement
    {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= maxBytes else { throw .tooLarge }
        guard let decoded = text(of: bytes, charset: charset) else { throw .notText }
        let text = Array(withoutDeclaration(decoded).utf8)
        try refuseMarkup(in: text)

        let parser = XMLParser(data: Data(text))
        parser.shouldResolveExternalEntities = false
        let reader = TreeReader()
        parser.delegate = reader
        let whole = parser.parse()
        guard !reader.tooDeep else { throw .tooDeep }
        guard whole, let root = reader.root else { throw .malformed }
        return root
    }

    /// A pass over bytes: over the letters of a list of some megabytes it would take seconds.
    private static func refuseMarkup(in text: [UInt8]) throws(CoufunXMLError) {
        var rest = text[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(start + 1)...]
            let word = rest.prefix(8).map { $0 & 0xDF }  // letters to capitals
            guard rest.first != UInt8(ascii: "!") || Array("DOCTYPE".utf8) != Array(word.dropFirst()) else {
                throw .documentType
            }
            // FoundationXML ends the program over one without data, such as <?a?>; COUFUN has no use for any.
            guard rest.first != UInt8(ascii: "?") else { throw .processingInstruction }
        }
    }

    /// The declared encoding is tried first, then the HTTP charset, UTF-8 and CP949: declarations are sometimes wrong.
    private static func text(of bytes: [UInt8], charset: String?) -> String? {
        let head = String(decoding: bytes.prefix(120), as: UTF8.self).lowercased()
        let declared = ["euc-kr", "ks_c_5601-1987", "cp949", "ms949"].contains { head.contains($0) }
        let announced = charset.map { $0.lowercased() }.map { $0 != "utf-8" && $0 != "utf8" } ?? false
        let utf8 = String(validating: bytes, as: UTF8.self)
        if declared || announced {
            // Korean bytes are almost never valid UTF-8, so a body that is valid UTF-8 and not ASCII was mislabelled.
            if let utf8, bytes.contains(where: { $0 >= 0x80 }) { return utf8 }
            return CP949.decode(bytes) ?? utf8
        }
        return utf8 ?? CP949.decode(bytes)
    }

    private static func withoutDeclaration(_ text: String) -> String {
        var text = text[...]
        if text.hasPrefix("\u{FEFF}") { text = text.dropFirst() }
        text = text.drop { $0.isWhitespace }
        if text.hasPrefix("<?xml"), let end = text.range(of: "?>") { text = text[end.upperBound...] }
        return String(text)
    }
}

private final class TreeReader: NSObject, XMLParserDelegate {
    var root: CoufunElement?
    var tooDeep = false
    private var open: [CoufunElement] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard open.count < CoufunXML.maxDepth else {
            tooDeep = true
            parser.abortParsing()
            return
        }
        open.append(CoufunElement(name: CoufunElement.normal(name), text: "", children: []))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if !open.isEmpty { open[open.count - 1].text += string }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        if !open.isEmpty { open[open.count - 1].text += String(decoding: block, as: UTF8.self) }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard let done = open.popLast() else { return }
        if open.isEmpty { root = done } else { open[open.count - 1].children.append(done) }
    }
}
