/// Looks for names in a password that whoever knows the account would try.
struct WordsInPassword {
    /// In small letters, without spaces, as it stands and as signs for letters mean it.
    private let spellings: [String]

    init(_ text: String) {
        let plain = text.lowercased().filter { !$0.isWhitespace }
        spellings = [plain, CommonPasswords.meant(plain)]
    }

    /// A login id, the part of it before the @, and both without signs between their words.
    func hold(loginID: LoginID) -> Bool {
        let local = String(loginID.text.prefix { $0 != "@" })
        let names = [loginID.text, local].flatMap { [$0, $0.filter { $0.isLetter || $0.isNumber }] }
        // Three letters stand in many words: they are a fault only when little else is there.
        return hold(names) || names.contains { name in spellings[0].replacing(name, with: "").count < 5 }
    }

    /// A company's name without its legal form, and each longer word of it.
    func hold(company name: String) -> Bool {
        let bare = ["주식회사", "유한회사", "(주)", "㈜", "(유)"].reduce(name.lowercased()) { $0.replacing($1, with: " ") }
        let words = bare.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return hold([words.joined()] + words.filter { !Self.isHangul($0) || $0.count >= 3 })
    }

    func hold(productNames: [String]) -> Bool { hold(productNames) }

    /// Also as the same keys write Hangul in Latin letters.
    private func hold(_ names: [String]) -> Bool {
        names.flatMap { [$0, HangulKeys.typed($0)] }.contains { name in
            name.count >= (Self.isHangul(name) ? 2 : 4) && spellings.contains { $0.contains(name) }
        }
    }

    private static func isHangul(_ name: String) -> Bool {
        name.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
    }
}
