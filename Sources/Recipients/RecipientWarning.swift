import Support

/// Something about a list as a whole that a person should look at before anything is sent to it.
package struct RecipientWarning: Sendable, Equatable {
    package enum Code: String, Sendable {
        /// One name stands on many rows: more often a wrong column than so many people of one name.
        case sameName = "same_name"
        /// The headings of name and number stood the wrong way round.
        case swappedColumns = "swapped_columns"
    }

    package let code: Code
    /// Korean. Names may stand in it: personal data.
    package let message: String
}

extension RecipientReading {
    package var warnings: [RecipientWarning] {
        var warnings: [RecipientWarning] = []
        if columns.wereSwapped {
            warnings.append(
                RecipientWarning(
                    code: .swappedColumns, message: "이름 열과 휴대폰번호 열의 제목이 서로 바뀌어 있어 내용에 맞춰 읽었습니다. 아래 명단을 확인해 주세요."))
        }
        if let (name, count) = commonName {
            warnings.append(
                RecipientWarning(
                    code: .sameName,
                    message:
                        "‘\(name)’이라는 이름이 \(list.rows.count.grouped)명 가운데 \(count.grouped)명입니다. 이름 열을 맞게 골랐는지 확인해 주세요.")
            )
        }
        return warnings
    }

    /// The name on ten rows or more, or on a fifth of them when it is three at least.
    private var commonName: (name: String, count: Int)? {
        var counts: [String: Int] = [:]
        for row in list.rows where !row.name.isEmpty { counts[row.name, default: 0] += 1 }
        guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
        let isCommon = most.value >= 10 || (most.value >= 3 && most.value * 5 >= list.rows.count)
        return isCommon ? (most.key, most.value) : nil
    }
}
