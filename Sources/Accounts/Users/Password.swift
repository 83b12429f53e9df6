import Foundation

/// A password that somebody wants to have: long enough, not common, not the login id. Prints as nothing.
///
/// Eight characters of two kinds, or ten of any kind (the Korean guide, external-systems.md §4.3); up to 128, no other
/// rule about what it holds (ASVS 6.2).
package struct Password: Sendable {
    package let text: String

    package init(_ text: String, for loginID: LoginID) throws(WeakPassword) {
        guard let text = TypedPassword(text)?.text else { throw .tooLong }
        // Code points, not letters: a letter with a hundred marks is not one character of a password.
        let length = text.unicodeScalars.count
        guard length <= 128 else { throw .tooLong }
        guard length >= 10 || (length >= 8 && Self.kinds(text) >= 2) else { throw .tooShort }
        let lowered = text.lowercased()
        // The login id with a sign or two behind it is no password either.
        let besidesLoginID = lowered.replacing(loginID.text, with: "")
        guard besidesLoginID.count >= 3, !CommonPasswords.contains(lowered), Set(lowered).count >= 3 else {
            throw .easilyGuessed
        }
        self.text = text
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

/// Why a password is refused.
package enum WeakPassword: Error, Sendable, Equatable {
    case tooShort, tooLong, easilyGuessed

    package var message: String {
        switch self {
        case .tooShort: "비밀번호는 10자 이상, 또는 영문·숫자·기호 중 두 가지를 섞어 8자 이상이어야 합니다."
        case .tooLong: "비밀번호는 128자까지 쓸 수 있습니다."
        case .easilyGuessed: "아이디와 거의 같거나 널리 쓰이는 비밀번호입니다. 다른 비밀번호를 정해 주세요."
        }
    }
}
