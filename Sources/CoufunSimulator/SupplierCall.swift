/// The four calls of the vendor's interface, by the words the settings use.
enum SupplierCall: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    case product, create, status, cancel

    var path: String {
        switch self {
        case .product: "coufunProduct.do"
        case .create: "coufunCreate.do"
        case .status: "coufunPartAmountStatus.do"
        case .cancel: "coufunPartCancel.do"
        }
    }

    var rootElement: String {
        switch self {
        case .product: "PRODUCTLIST"
        case .create: "COUFUNCREATE"
        case .status: "COUFUNSEARCH"
        case .cancel: "COUFUNCANCEL"
        }
    }
}
