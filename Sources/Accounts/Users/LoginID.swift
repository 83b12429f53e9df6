/// The name a user signs in with: 3–64 characters of `a-z 0-9 . _ @ + -`, kept in small letters.
package struct LoginID: Sendable, Hashable {
    package let text: String

    package init?(_ text: String) {
        guard text.utf8.count <= 64 else { return nil }
        let lowered = text.lowercased()
        guard (3...64).contains(lowered.utf8.count),
            lowered.utf8.allSatisfy({ byte in
                (48...57).contains(byte) || (97...122).contains(byte) || ".-_@+".utf8.contains(byte)
            })
        else { return nil }
        self.text = lowered
    }
}

extension LoginID: CustomStringConvertible {
    package var description: String { text }
}
