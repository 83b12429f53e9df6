/// Hangul as the same keys write it in Latin letters: 비밀번호 is `qlalfqjsgh`. Koreans type such words without
/// switching the keyboard, so a guesser tries them. The standard layout (두벌식, KS X 5002).
enum HangulKeys {
    private static let leads = "r R s e E f a q Q t T d w W c z x v g".split(separator: " ").map(String.init)
    private static let vowels = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(separator: " ").map(
        String.init)
    private static let tails =
        [""] + "r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(separator: " ").map(String.init)

    /// In small letters, for comparing; what is no syllable stays.
    static func typed(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { keys, scalar in
            guard (0xAC00...0xD7A3).contains(scalar.value) else { return keys.unicodeScalars.append(scalar) }
            let index = Int(scalar.value) - 0xAC00
            keys += leads[index / 588] + vowels[index % 588 / 28] + tails[index % 28]
        }.lowercased()
    }
}
