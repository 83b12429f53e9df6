import CExpat
import Glibc

/// Feeds one XML entry of an archive to an ``XMLHandler``, in pieces, without ever holding all of it.
///
/// A DOCTYPE is refused, so there are no entities of one's own and nothing to expand; depth and the length of a single
/// tag are bounded.
enum XMLStream {
    static func parse(_ name: String, of archive: ZipArchive, with handler: XMLHandler) throws(SheetError) {
        guard let parser = XML_ParserCreate(nil) else { throw .broken }
        defer { XML_ParserFree(parser) }
        handler.parser = parser
        defer { handler.parser = nil }
        XML_SetUserData(parser, Unmanaged.passUnretained(handler).toOpaque())
        XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in XMLHandler.of(user).stop(.broken) }
        XML_SetElementHandler(
            parser,
            { user, name, attributes in
                guard let name, let attributes else { return }
                XMLHandler.of(user).begin(XMLName(name), XMLAttributes(attributes))
            },
            { user, name in
                guard let name else { return }
                XMLHandler.of(user).finish(XMLName(name))
            })
        XML_SetCharacterDataHandler(parser) { user, text, length in
            guard let text, length > 0 else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
                XMLHandler.of(user).characters(UnsafeBufferPointer(start: $0, count: Int(length)))
            }
        }
        try archive.inflate(name) { (fill) throws(SheetError) in
            let pieceBytes: Int32 = 64 << 10
            var fed = 0
            while true {
                guard let memory = XML_GetBuffer(parser, pieceBytes) else { throw .broken }
                let count = try fill(UnsafeMutableRawBufferPointer(start: memory, count: Int(pieceBytes)))
                let status = XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
                if let failure = handler.failure { throw failure }
                guard status == XML_STATUS_OK else { throw .broken }
                if count == 0 { return }
                fed += count
                // expat starts an unfinished tag again with every piece: an endless one would cost quadratic time.
                guard fed - Int(XML_GetCurrentByteIndex(parser)) <= 1 << 20 else { throw .broken }
            }
        }
    }
}

/// Told what an XML entry holds, in order. Subclasses override the three calls and `stop` when they have seen enough.
class XMLHandler {
    fileprivate var parser: XML_Parser?
    fileprivate(set) var failure: SheetError?
    private var depth = 0

    func started(_ name: XMLName, _ attributes: XMLAttributes) {}
    func ended(_ name: XMLName) {}
    /// Pieces of text; one text may come in several. The bytes are gone when the call returns.
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func stop(_ error: SheetError) {
        if failure == nil { failure = error }
        if let parser { XML_StopParser(parser, 0) }
    }

    fileprivate func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        depth += 1
        guard depth <= 64 else { return stop(.broken) }  // Excel's own files are not 15 deep
        guard failure == nil else { return }
        started(name, attributes)
    }

    fileprivate func finish(_ name: XMLName) {
        depth -= 1
        guard failure == nil else { return }
        ended(name)
    }

    fileprivate static func of(_ user: UnsafeMutableRawPointer?) -> XMLHandler {
        Unmanaged<XMLHandler>.fromOpaque(user!).takeUnretainedValue()
    }
}

/// An element's name without its prefix: some writers say `<x:row>`. Valid only during the call that brought it.
struct XMLName {
    private let local: UnsafePointer<CChar>

    fileprivate init(_ qualified: UnsafePointer<CChar>) {
        local = strchr(qualified, 0x3A).map { UnsafePointer($0) + 1 } ?? qualified
    }

    static func ~= (name: StaticString, value: XMLName) -> Bool {
        strcmp(value.local, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
    }

    var text: String { String(cString: local) }
}

/// An element's attributes by their name as written, prefix included. Valid only during the call that brought them.
struct XMLAttributes {
    private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

    fileprivate init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>) { self.pairs = pairs }

    subscript(name: StaticString) -> String? { bytes(name).map { String(cString: $0) } }

    /// The value's bytes up to a NUL, for callers that look at thousands.
    func bytes(_ name: StaticString) -> UnsafePointer<CChar>? {
        let wanted = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        var index = 0
        while let key = pairs[index], let value = pairs[index + 1] {
            if strcmp(key, wanted) == 0 { return value }
            index += 2
        }
        return nil
    }

    /// All of them, prefixes dropped.
    var dictionary: [String: String] {
        var all: [String: String] = [:]
        var index = 0
        while let key = pairs[index], let value = pairs[index + 1] {
            all[String(cString: key)] = String(cString: value)
            index += 2
        }
        return all
    }
}
