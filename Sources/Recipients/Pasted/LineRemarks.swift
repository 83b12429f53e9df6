/// What is worth a word about a text that was read line by line.
struct LineRemarks: Sendable, Equatable, Codable {
    /// Lines with a number that they call somebody else's, which was left out.
    var withOthers: [Int] = []
    /// All lines give somebody else's number: it was taken. nil in lists stored before.
    var areAllOthers: Bool?
}
