/// How much of a password a finger finds by itself: keys beside each other (`qwer`, `1qaz`), letters and digits that
/// follow each other (`abcd`, `4321`), the same again (`aaaa`), also two such walks in turn (`q1w2e3r4`).
enum KeyboardWalk {
    /// Three neighbours stand in many words; fewer say nothing.
    private static let shortest = 3

    /// Whether hardly anything is left when the walks are taken out.
    static func isAlmostAll(of text: String) -> Bool {
        let letters = Array(text.lowercased())
        let every = { (first: Int) in stride(from: first, to: letters.count, by: 2).map { letters[$0] } }
        return rest(letters) <= 3 || rest(every(0)) + rest(every(1)) <= 1
    }

    /// The letters that belong to no walk.
    private static func rest(_ letters: [Character]) -> Int {
        var rest = 0
        var start = 0
        for end in letters.indices.map({ $0 + 1 })
        where end == letters.count || !areNeighbours(letters[end - 1], letters[end]) {
            rest += end - start < shortest ? end - start : 0
            start = end
        }
        return rest
    }

    private static func areNeighbours(_ a: Character, _ b: Character) -> Bool {
        if a == b { return true }
        if let a = a.asciiValue, let b = b.asciiValue, abs(Int(a) - Int(b)) == 1, isAlphanumeric(a), isAlphanumeric(b) {
            return true
        }
        guard let a = places[a], let b = places[b] else { return false }
        return abs(a.row - b.row) <= 1 && abs(a.column - b.column) <= 4
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private struct Place { let row: Int, column: Int }

    /// Columns in quarters of a key: each row of a keyboard begins further right than the one above.
    private static let places: [Character: Place] = {
        let rows = [
            (0, "`1234567890-=", "~!@#$%^&*()_+"), (6, "qwertyuiop[]\\", "QWERTYUIOP{}|"),
            (7, "asdfghjkl;'", "ASDFGHJKL:\""), (9, "zxcvbnm,./", "ZXCVBNM<>?"),
        ]
        var places: [Character: Place] = [:]
        for (row, (offset, plain, shifted)) in rows.enumerated() {
            for keys in [plain, shifted] {
                for (index, key) in keys.enumerated() { places[key] = Place(row: row, column: offset + 4 * index) }
            }
        }
        return places
    }()
}
