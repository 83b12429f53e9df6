import Support

/// How a campaign's cards look. A version never changes once it is kept: a sent campaign keeps its look.
package struct CardTemplate: Sendable, Hashable, Codable {
    package typealias ID = Identifier<CardTemplate>

    package let id: ID
    /// Counts up with each change an administrator keeps.
    package let version: Int
    package let name: String
    package let layout: CardLayout

    package init(id: ID, version: Int, name: String, layout: CardLayout) {
        (self.id, self.version, self.name, self.layout) = (id, version, name, layout)
    }
}

extension CardTemplate: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "CardTemplate(\(name), version \(version))" }
    package var debugDescription: String { description }
}
