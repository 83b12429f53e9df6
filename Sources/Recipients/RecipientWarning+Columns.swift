import Support

// What is said about columns: whose numbers they are, and where a quantity comes from.
extension RecipientReading {
    func hiddenColumn(_ remark: RecipientColumns.Remark) -> String? {
        guard case .hiddenNumbers(let title) = remark else { return nil }
        return
            "엑셀에서 숨겨 둔 ‘\(title.shortened)’ 열에도 휴대폰번호가 있습니다. 숨긴 열은 쓰지 않고 ‘\(columns.titles[columns.phone].shortened)’ 열에서 읽었습니다."
    }

    func numbersAbove(_ remark: RecipientColumns.Remark) -> String? {
        guard case .numbersAbove(let rows) = remark else { return nil }
        let places = rows.prefix(3).map { "\($0.grouped)행" }.joined(separator: ", ")
        return "제목 줄보다 위에 있는 \(places)에도 휴대폰번호가 있습니다. 명단에는 넣지 않았으니 받는 사람이라면 제목 줄 아래로 옮겨 주세요."
    }

    func otherListBelow(_ remark: RecipientColumns.Remark) -> String? {
        guard case .otherListBelow(let row) = remark else { return nil }
        return "\(row.grouped)행부터는 제목이 다른 명단이 이어져 있어 그 위까지만 읽었습니다. 아래 명단에도 보내려면 따로 올려 주세요."
    }

    func otherPerson(_ remark: RecipientColumns.Remark) -> String? {
        guard case .readOf(let other) = remark else { return nil }
        return "이 명단에는 ‘\(other)’의 이름과 번호만 있어 그 번호로 읽었습니다. 쿠폰을 받을 사람이 맞는지 확인해 주세요."
    }

    func quantityColumn(_ remark: RecipientColumns.Remark) -> String? {
        guard case .quantityFrom(let title) = remark else { return nil }
        return "‘\(title.shortened)’ 열을 쿠폰 수량으로 읽어 모두 \(list.counts.coupons.grouped)장입니다. 한 사람에게 보낼 장수가 맞는지 확인해 주세요."
    }

    /// Lines of a text with a number that they call a 추천인's or 보호자's.
    var otherLines: [String] {
        if lineRemarks?.areAllOthers == true {
            return ["추천인·보호자처럼 다른 사람의 것으로 적힌 번호만 있어 그 번호로 읽었습니다. 쿠폰을 받을 사람이 맞는지 확인해 주세요."]
        }
        guard let lines = lineRemarks?.withOthers, let first = lines.first else { return [] }
        let places = lines.count == 1 ? "\(first.grouped)번째 줄" : "\(first.grouped)번째 줄을 비롯한 \(lines.count.grouped)줄"
        return ["\(places)에서 추천인·보호자처럼 다른 사람의 것으로 적힌 번호는 뺐습니다. 받는 사람이라면 한 줄에 한 명씩 적어 주세요."]
    }
}

extension String {
    /// A heading in a sentence.
    fileprivate var shortened: String { count > 30 ? prefix(29) + "…" : self }
}
