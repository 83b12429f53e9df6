/// Several columns could hold the same thing, or the only one that could speaks of somebody else: a person says which.
package struct ColumnDoubt: Sendable, Equatable, Codable {
    package let field: RecipientProblem.Field
    package let candidates: [Candidate]

    package struct Candidate: Sendable, Equatable, Codable {
        /// Counted from 0.
        package let index: Int
        package let title: String
        /// Up to three values as they stand in the file; personal data.
        package let samples: [String]
    }
}
