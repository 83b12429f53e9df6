/// A number's digits as a person would write them.
enum NumberText {
    /// `1012345678`, `1.012345678E9` and `1012345678.0` are all `1012345678`. What is no number stays as it is.
    static func plain(_ number: [UInt8]) -> String {
        if number.allSatisfy({ (0x30...0x39).contains($0) }) { return String(decoding: number, as: UTF8.self) }
        return expanded(number) ?? String(decoding: number, as: UTF8.self)
    }

    /// Moves the decimal point by the exponent, on the digits themselves: no rounding through a floating-point number.
    private static func expanded(_ number: [UInt8]) -> String? {
        var rest = number[...]
        var isNegative = false
        if let sign = rest.first, sign == 0x2D || sign == 0x2B {
            isNegative = sign == 0x2D
            rest.removeFirst()
        }
        let mantissa = rest.prefix { $0 != 0x45 && $0 != 0x65 }
        var exponent = 0
        if mantissa.count < rest.count {
            guard let value = Int(String(decoding: rest.dropFirst(mantissa.count + 1), as: UTF8.self)),
                (-20...20).contains(value)
            else { return nil }
            exponent = value
        }
        let pieces = mantissa.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard (1...2).contains(pieces.count), !mantissa.isEmpty,
            pieces.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        var whole = Array(pieces[0])
        var fraction = pieces.count == 2 ? Array(pieces[1]) : []
        while exponent > 0 {
            whole.append(fraction.isEmpty ? 0x30 : fraction.removeFirst())
            exponent -= 1
        }
        while exponent < 0 {
            fraction.insert(whole.popLast() ?? 0x30, at: 0)
            exponent += 1
        }
        while fraction.last == 0x30 { fraction.removeLast() }
        whole = Array(whole.drop { $0 == 0x30 })
        if whole.isEmpty { whole = [0x30] }
        let text = String(decoding: whole, as: UTF8.self)
        let sign = isNegative && (text != "0" || !fraction.isEmpty) ? "-" : ""
        return fraction.isEmpty ? sign + text : sign + text + "." + String(decoding: fraction, as: UTF8.self)
    }
}
