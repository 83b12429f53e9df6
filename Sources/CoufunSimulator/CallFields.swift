/// The form fields of a call, read as the vendor reads them: names as documented, the first of several values.
struct CallFields: Sendable, Equatable {
    private let values: [String: String]

    /// Reads `a=b&c=d` with `+` and `%XX`, as UTF-8.
    init(urlEncoded text: String) {
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decoded(parts[0])
            guard values[name] == nil else { continue }
            values[name] = parts.count == 2 ? Self.decoded(parts[1]) : ""
        }
        self.values = values
    }

    var pocID: String { values["POC_ID"] ?? "" }
    var goodsID: String { values["GOODS_ID"] ?? "" }
    var barcode: String { values["BARCODE_NUM"] ?? "" }
    /// 1–10; nil when missing, not a number or out of range.
    var count: Int? {
        guard let text = values["CREATE_CNT"], let count = Int(text), (1...10).contains(count) else { return nil }
        return count
    }
    /// Optional by the document; an empty one counts as none.
    var trID: String? { values["TR_ID"].flatMap { $0.isEmpty ? nil : $0 } }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2
                else {
                    bytes.append(byte)
                    continue
                }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
