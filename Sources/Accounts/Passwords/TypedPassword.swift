import Foundation

/// A password as somebody typed it, in the one spelling that is hashed. Prints as nothing.
///
/// Its bytes are counted before its letters are looked at: one letter with thousands of marks would keep a processor
/// busy for seconds while they are put in order.
struct TypedPassword: Sendable, Equatable {
    let text: String

    /// nil for what is longer than any password can be.
    init?(_ typed: String) {
        // A Korean syllable taken apart has three code points of three bytes each.
        guard typed.utf8.count <= 3 * 512, typed.unicodeScalars.count <= 512 else { return nil }
        // One person's keyboard composes Hangul, another's sends it taken apart.
        let text = typed.precomposedStringWithCanonicalMapping
        guard text.utf8.count <= 512 else { return nil }
        self.text = text
    }
}

extension TypedPassword: CustomStringConvertible, CustomReflectable {
    var description: String { "********" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
