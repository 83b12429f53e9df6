/// The signs of XML.
extension UInt8 {
    static var lessThan: UInt8 { 0x3C }
    static var greaterThan: UInt8 { 0x3E }
    static var slash: UInt8 { 0x2F }
    static var question: UInt8 { 0x3F }
    static var exclamation: UInt8 { 0x21 }
    static var ampersand: UInt8 { 0x26 }
    static var equals: UInt8 { 0x3D }
    static var quote: UInt8 { 0x22 }
    static var apostrophe: UInt8 { 0x27 }

    var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

    /// Letters, digits, `_ - . :` and everything beyond ASCII.
    var isXMLName: Bool {
        self >= 0x80 || (0x61...0x7A).contains(self) || (0x41...0x5A).contains(self)
            || (0x2D...0x3A).contains(self) && self != 0x2F
            || self == 0x5F
    }
}
