import Foundation
import Support

/// The name of a file that was handed in, in whichever of the ways programs write Korean ones.
enum UploadName {
    /// `filename*` (RFC 5987) before `filename`: .NET sends both, the second as an encoded word (RFC 2047). nil when neither
    /// is there.
    static func of(_ parameters: HeaderParameters) -> String? {
        if let extended = parameters["filename*"].flatMap(extended) { return tidied(extended) }
        guard let plain = parameters["filename"] ?? continued(parameters) else { return nil }
        if let decoded = encodedWords(plain) { return tidied(decoded) }
        // Browsers write a quote inside a name as %22; others the whole name that way.
        if plain.contains("%"), let decoded = plain.removingPercentEncoding, !decoded.allSatisfy(\.isASCII) {
            return tidied(decoded)
        }
        return tidied(plain.replacing("%22", with: "\""))
    }

    /// A header's bytes as text: UTF-8 as RFC 7578 wants it, or what a program on Korean Windows writes.
    static func text(of bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return CP949.decode(bytes) ?? String(decoding: bytes, as: UTF8.self)
    }

    /// `UTF-8''%EB%AA%85%EB%8B%A8.xlsx`
    private static func extended(_ value: String) -> String? {
        let pieces = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard pieces.count == 3 else { return nil }
        var (bytes, rest): ([UInt8], Substring.UTF8View) = ([], pieces[2].utf8)
        while let byte = rest.popFirst() {
            guard byte == 0x25 else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return text(of: bytes, charset: pieces[0])
    }

    /// A long name cut in pieces: `filename*0="명단"; filename*1=".xlsx"` (RFC 2231).
    private static func continued(_ parameters: HeaderParameters) -> String? {
        if let first = parameters["filename*0*"] {
            let rest = (1..<50).lazy.map { parameters["filename*\($0)*"] ?? parameters["filename*\($0)"] }
            return extended(rest.prefix { $0 != nil }.reduce(first) { $0 + ($1 ?? "") })
        }
        let pieces = (0..<50).lazy.map { parameters["filename*\($0)"] }.prefix { $0 != nil }.compactMap(\.self)
        return pieces.isEmpty ? nil : pieces.joined()
    }

    /// `=?utf-8?B?66qF64uoLnhsc3g=?=`, one or several. nil when there is none, or one that cannot be read.
    private static func encodedWords(_ value: String) -> String? {
        guard value.hasPrefix("=?"), value.hasSuffix("?=") else { return nil }
        var name = ""
        for word in value.split(whereSeparator: \.isWhitespace) {
            let pieces = word.split(separator: "?", omittingEmptySubsequences: false)
            guard pieces.count == 5, pieces[0] == "=", pieces[4] == "=" else { return nil }
            let bytes: [UInt8]
            switch pieces[2].lowercased() {
            case "b":
                guard let data = Data(base64Encoded: String(pieces[3])) else { return nil }
                bytes = Array(data)
            case "q":
                let percent = pieces[3].replacing("%", with: "%25").replacing("=", with: "%").replacing("_", with: " ")
                guard let text = extended("\(pieces[1])''\(percent)") else { return nil }
                name += text
                continue
            default: return nil
            }
            guard let text = text(of: bytes, charset: pieces[1]) else { return nil }
            name += text
        }
        return name
    }

    private static func text(of bytes: [UInt8], charset: Substring) -> String? {
        switch charset.lowercased() {
        case "utf-8", "utf8", "us-ascii", "": String(validating: bytes, as: UTF8.self)
        case "euc-kr", "cp949", "ms949", "x-windows-949", "ks_c_5601-1987": CP949.decode(bytes)
        case "iso-8859-1": String(decoding: bytes.map(UInt16.init), as: UTF16.self)
        default: nil
        }
    }

    /// Without folders, controls and white space around; composed as Windows writes it (a Mac decomposes Hangul).
    private static func tidied(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let scalars = last.unicodeScalars.filter { !$0.properties.generalCategory.isControl }
        let visible = String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespacesAndNewlines)
        return String(visible.precomposedStringWithCanonicalMapping.suffix(200))
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isControl: Bool { self == .control || self == .lineSeparator || self == .paragraphSeparator }
}
