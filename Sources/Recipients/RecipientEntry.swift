/// One person as somebody wrote it down, before anything is checked: a row of a file, a line of a text, an item of JSON.
package struct RecipientEntry: Sendable {
    let row: Int
    let name: String
    let phone: String
    /// Empty means one.
    let quantity: String
    /// What its cells are instead of values.
    var faults: [Fault] = []

    struct Fault: Sendable, Equatable {
        let field: RecipientProblem.Field
        /// What a person sees there.
        let value: String
        let code: RecipientProblem.Code
        let reason: String
    }

    init(row: Int, name: String, phone: String, quantity: String) {
        (self.row, self.name, self.phone, self.quantity) = (row, name, phone, quantity)
    }

    /// An item of `recipients[]` in a request.
    package init(row: Int, name: String, phone: String, quantity: Int?) {
        self.init(row: row, name: name, phone: phone, quantity: quantity.map(String.init) ?? "")
    }
}
