import Foundation
import NIOCore
import Support

/// A body some of whose texts are taken with all their signs: pasted lists, whose cells are read one by one, and drafts,
/// which are checked when they are released. Every other text of a body is refused when a control character stands in it.
protocol TakenVerbatim {
    static var verbatim: Set<String> { get }
}

/// The one reading of the texts in JSON bodies, before any handler sees them: a new field cannot be forgotten.
enum EnteredJSON {
    /// The body with its texts composed.
    ///
    /// - Returns: nil when there is nothing to be done, which is the ordinary case.
    /// - Throws: `FieldProblems` naming each text with a control character.
    static func read(_ body: ByteBufferView, verbatim: Set<String>) throws -> Data? {
        guard mayNeedReading(body) else { return nil }
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(body))
        var problems = FieldProblems()
        let read = value.read(at: "", verbatim: verbatim, &problems)
        guard problems.isEmpty else { throw problems }
        return try JSONEncoder().encode(read)
    }

    /// What two bodies have in common that mean the same: a member that is null says no more than none. A body that is no JSON stands for itself.
    static func meaning(of body: ByteBuffer) -> [UInt8] {
        guard body.readableBytes > 0 else { return Array("{}".utf8) }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body.readableBytesView)) else {
            return Array(body.readableBytesView)
        }
        var none = FieldProblems()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = try? encoder.encode(value.read(at: "", verbatim: [], &none).withoutNulls)
        return bytes.map(Array.init) ?? Array(body.readableBytesView)
    }

    /// False for ASCII, Hangul and Hanja without escapes.
    private static func mayNeedReading(_ body: ByteBufferView) -> Bool {
        var previous: UInt8 = 0
        for byte in body {
            switch byte {
            case 0x80..<0xCC where previous != 0xC2, 0xE4...0xED, 0x20..<0x7F, 0x09, 0x0A, 0x0D: break
            default: return true
            }
            if previous == UInt8(ascii: "\\"), [UInt8(ascii: "u"), UInt8(ascii: "b"), UInt8(ascii: "f")].contains(byte)
            {
                return true
            }
            previous = byte
        }
        return false
    }
}

extension JSONValue {
    /// Without the members that are null; in a list each has its place.
    fileprivate var withoutNulls: JSONValue {
        switch self {
        case .null, .bool, .whole, .number, .text: self
        case .list(let list): .list(list.map(\.withoutNulls))
        case .object(let members): .object(members.filter { $0.value != .null }.mapValues(\.withoutNulls))
        }
    }

    fileprivate func read(at path: String, verbatim: Set<String>, _ problems: inout FieldProblems) -> JSONValue {
        switch self {
        case .null, .bool, .whole, .number: return self
        case .text(let text):
            if !verbatim.contains(path) { problems.refuseControls(in: text, path) }
            return .text(text.composed)
        case .list(let list):
            var read: [JSONValue] = []
            for (index, value) in list.enumerated() {
                read.append(value.read(at: "\(path)[\(index)]", verbatim: verbatim, &problems))
            }
            return .list(read)
        case .object(let members):
            var read: [String: JSONValue] = [:]
            for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                read[name] = value.read(at: path.isEmpty ? name : "\(path).\(name)", verbatim: verbatim, &problems)
            }
            return .object(read)
        }
    }
}
