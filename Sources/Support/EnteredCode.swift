/// A barcode, an order number or a tr_id as somebody typed or copied it: without blanks, dashes and unseen signs, with plain
/// digits and letters.
package enum EnteredCode {
    package static func read(_ text: String) -> String {
        var code = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.isUnseen {
            let sign = NumberSigns.plain(scalar)
            if sign.isDigit {
                code.append(Unicode.Scalar(sign))
            } else if (0xFF21...0xFF3A).contains(scalar.value) || (0xFF41...0xFF5A).contains(scalar.value) {
                code.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            } else if sign != NumberSigns.blank, sign != NumberSigns.dash {
                code.append(scalar)
            }
        }
        return String(code)
    }
}
