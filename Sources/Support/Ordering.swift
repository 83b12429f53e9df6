/// One step of a sort order: `name` or `-createdAt` in the API.
package struct Ordering<Field: Sendable>: Sendable {
    package let field: Field
    package let descending: Bool

    package init(_ field: Field, descending: Bool = false) { (self.field, self.descending) = (field, descending) }
}

extension Ordering: Equatable where Field: Equatable {}
