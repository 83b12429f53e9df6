/// Numbers that Excel has rounded: a CSV that was saved with `1.02345E+09` in it and opened again has 1023450000, somebody
/// else's number or nobody's. One number ends in 0000 by chance, half of a list does not.
struct RoundedNumbers {
    /// Numbers of the rows whose number has lost its end.
    let rows: Set<Int>

    init(_ entries: [RecipientEntry]) {
        // As Excel has them: digits without the first zero.
        let numbers = entries.filter { entry in
            let digits = entry.phone.utf8
            return (9...13).contains(digits.count) && digits.first != 0x30
                && digits.allSatisfy { (0x30...0x39).contains($0) }
        }
        let rounded = numbers.filter { $0.phone.hasSuffix("0000") }
        rows = rounded.count >= 2 && rounded.count * 2 >= numbers.count ? Set(rounded.map(\.row)) : []
    }

    func marked(_ entry: RecipientEntry) -> RecipientEntry {
        guard rows.contains(entry.row) else { return entry }
        var entry = entry
        entry.faults.append(
            .init(
                field: .phone, value: entry.phone, code: .rounded,
                reason: "엑셀이 번호의 끝자리를 0000으로 바꾼 것으로 보입니다. 원래 파일에서 번호를 다시 가져와 주세요."))
        return entry
    }
}
