/// The five entities that XML itself has, and characters by number. Others are refused: without a DOCTYPE there are none.
enum XMLEntities {
    static func decode(_ text: ArraySlice<UInt8>, into bytes: inout [UInt8]) throws(SheetError) {
        guard text.contains(where: { $0 == 0x26 || $0 < 0x20 }) else {
            bytes.append(contentsOf: text)
            return
        }
        var index = text.startIndex
        while index < text.endIndex {
            switch text[index] {
            case 0x26:
                guard let stop = text[index...].prefix(12).firstIndex(of: 0x3B) else { throw .broken }
                try append(String(decoding: text[(index + 1)..<stop], as: UTF8.self), to: &bytes)
                index = stop + 1
            case 0x0D: index += 1  // XML's line end is LF alone
            case 0x00..<0x20 where text[index] != 0x09 && text[index] != 0x0A: throw .broken
            case let byte:
                bytes.append(byte)
                index += 1
            }
        }
    }

    private static func append(_ entity: String, to bytes: inout [UInt8]) throws(SheetError) {
        switch entity {
        case "amp": bytes.append(0x26)
        case "lt": bytes.append(0x3C)
        case "gt": bytes.append(0x3E)
        case "quot": bytes.append(0x22)
        case "apos": bytes.append(0x27)
        default:
            guard entity.hasPrefix("#") else { throw .broken }
            let isHexadecimal = entity.hasPrefix("#x")
            let digits = entity.dropFirst(isHexadecimal ? 2 : 1)
            guard let code = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = UnicodeScalar(code),
                code >= 0x20 || [0x09, 0x0A, 0x0D].contains(code)
            else { throw .broken }
            bytes.append(contentsOf: Array(String(Character(scalar)).utf8))
        }
    }
}
