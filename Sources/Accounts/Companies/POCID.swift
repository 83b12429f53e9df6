/// COUFUN's name for a client: one to ten letters and digits, as COUFUN handed it out.
package struct POCID: Sendable, Hashable {
    package let text: String

    package init?(_ text: String) {
        guard (1...10).contains(text.utf8.count),
            text.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) })
        else { return nil }
        self.text = text
    }
}

extension POCID: CustomStringConvertible {
    package var description: String { text }
}
