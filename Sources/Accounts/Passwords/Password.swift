import Foundation

/// A password that somebody wants to have: long enough, and not what a guesser tries first. Prints as nothing.
///
/// Eight characters of two kinds, or ten of any kind (the Korean guide, docs/sources.md §3.2); up to 128, no other
/// rule about what it holds (ASVS 6.2).
package struct Password: Sendable {
    package let text: String

    package init(_ text: String, for loginID: LoginID) throws(WeakPassword) {
        guard let text = TypedPassword(text)?.text else { throw .tooLong }
        // Code points, not letters: a letter with a hundred marks is not one character of a password.
        let length = text.unicodeScalars.count
        guard length <= 128 else { throw .tooLong }
        guard length >= 10 || (length >= 8 && Self.kinds(text) >= 2) else { throw .tooShort }
        guard !CommonPasswords.holds(text) else { throw .common }
        guard Set(text.lowercased()).count >= 4, !KeyboardWalk.isAlmostAll(of: text) else { throw .pattern }
        let words = WordsInPassword(text)
        guard !words.hold(loginID: loginID) else { throw .holdsLoginID }
        guard !words.hold(productNames: Self.product) else { throw .holdsProduct }
        self.text = text
    }

    /// What this system is called, by itself and by those who use it.
    private static let product = ["coupon", "coufun", "쿠폰", "쿠펀"]

    /// A company's name is known later than the password: where it is, this is asked, too.
    func checked(against company: String) throws(WeakPassword) -> Password {
        guard !WordsInPassword(text).hold(company: company) else { throw .holdsCompany }
        return self
    }

    private init(unchecked text: String) { self.text = text }

    /// Sixteen characters without look-alikes, about 79 bits: `k7mp-x3qd-9rtw-v2hn`.
    package static func temporary() -> Password {
        let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var random = SystemRandomNumberGenerator()
        let groups = (0..<4).map { _ in String((0..<4).map { _ in alphabet.randomElement(using: &random)! }) }
        return Password(unchecked: groups.joined(separator: "-"))
    }

    private static func kinds(_ text: String) -> Int {
        var kinds: Set<Int> = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x61...0x7A: kinds.insert(0)
            case 0x41...0x5A: kinds.insert(1)
            case 0x30...0x39: kinds.insert(2)
            case 0x21...0x7E: kinds.insert(3)
            default: kinds.insert(4)
            }
        }
        return kinds.count
    }
}

extension Password: CustomStringConvertible, CustomReflectable {
    package var description: String { "********" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
