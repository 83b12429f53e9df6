/// What is wrong with the fields of something a person entered, in the words that person reads.
///
/// Thrown by the checks that turn entered text into values; shown under the fields by pages, listed in `errors` by the API.
package struct FieldProblems: Error, Sendable, Equatable {
    package struct Item: Sendable, Equatable {
        /// The field's name in the API: `loginId`, `recipients[3].phone`.
        package let field: String
        package let message: String

        package init(field: String, message: String) { (self.field, self.message) = (field, message) }
    }

    package private(set) var items: [Item] = []

    package init() {}

    package init(_ field: String, _ message: String) { items = [Item(field: field, message: message)] }

    package var isEmpty: Bool { items.isEmpty }

    package mutating func add(_ field: String, _ message: String) { items.append(Item(field: field, message: message)) }

    /// Keeps the value that `parse` makes; a nil is noted as a problem of the field.
    package mutating func require<Value>(_ value: Value?, _ field: String, _ message: String) -> Value? {
        if value == nil { add(field, message) }
        return value
    }
}
