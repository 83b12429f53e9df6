import Hummingbird
import Support

/// `name=value&…` of a query string or a form. `+` is a blank, as ordinary clients and browsers write it.
struct FormFields: Sendable {
    private let fields: [(name: String, value: String)]

    init(_ text: some StringProtocol) {
        fields = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                PercentEncoding.decode(form: parts[0]), parts.count == 2 ? PercentEncoding.decode(form: parts[1]) : ""
            )
        }
    }

    /// As it was sent; of several with one name the first.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// As somebody entered it; nil when nothing was.
    func entered(_ name: String) -> String? { self[name].flatMap(\.filled) }

    var all: [String: String] { Dictionary(fields, uniquingKeysWith: { first, _ in first }) }
}

extension Request {
    /// What stands behind the `?`.
    var fields: FormFields { FormFields(uri.query ?? "") }
}
