import Drawing

extension Symbology {
    /// Only zeros: a code for samples that no coupon has.
    package var voidText: String {
        switch self {
        case .code128, .qr: "000000000000"
        case .ean13: "0000000000000"
        }
    }

    /// The least that must fit into a place for this kind.
    var shortestOrdinary: String {
        switch self {
        case .code128, .qr: "000000000000"
        case .ean13: "2000000000008"
        }
    }

    /// The most that coupons usually carry.
    var longestOrdinary: String {
        switch self {
        case .code128, .qr: "8888888888888888"
        case .ean13: "2000000000008"
        }
    }
}
