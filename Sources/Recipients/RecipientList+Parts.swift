import Support

extension RecipientList {
    /// The valid rows cut into campaigns of at most `coupons` coupons each, in their order; a person is never cut in two.
    package func parts(of coupons: Int) -> [ArraySlice<ListedRecipient>] {
        var parts: [ArraySlice<ListedRecipient>] = []
        var (start, sum) = (0, 0)
        for (index, row) in rows.enumerated() {
            if sum + row.quantity > coupons, index > start {
                parts.append(rows[start..<index])
                (start, sum) = (index, 0)
            }
            sum += row.quantity
        }
        if start < rows.count { parts.append(rows[start...]) }
        return parts
    }

    func leavingOut(_ phones: Set<PhoneNumber>, _ cause: RecipientReading.LeavingOut) -> RecipientList {
        let gone = rows.filter { phones.contains($0.phone) }
        guard !gone.isEmpty else { return self }
        var counts = counts
        counts.valid -= gone.count
        counts.coupons -= gone.map(\.quantity).reduce(0, +)
        switch cause {
        case .optedOut: counts.optedOut += gone.count
        case .received: counts.received += gone.count
        }
        let added = gone.map { row in
            switch cause {
            case .optedOut:
                RecipientProblem(
                    row: row.row, field: .phone, value: row.phone.hyphenated, code: .optedOut,
                    reason: "수신거부한 번호라 제외했습니다.")
            case .received:
                RecipientProblem(
                    row: row.row, field: .phone, value: row.phone.hyphenated, code: .received,
                    reason: "이 이벤트의 쿠폰을 이미 받은 번호라 제외했습니다.")
            }
        }
        return RecipientList(
            rows: rows.filter { !phones.contains($0.phone) }, problems: (problems + added).sorted { $0.row < $1.row },
            counts: counts, repairs: repairs)
    }
}
