import Spreadsheet
import Support

// What is said about what Excel hides, merges, rounds, keeps on other sheets or has not computed.
extension RecipientReading {
    var hidden: [String] {
        guard hiddenRows > 0 else { return [] }
        return includesHidden
            ? ["엑셀에서 숨긴 행 \(hiddenRows.grouped)개도 명단에 넣었습니다. 필터로 걸러 낸 사람이 섞이지 않았는지 확인해 주세요."]
            : ["엑셀에서 필터나 ‘숨기기’로 감춘 행 \(hiddenRows.grouped)개는 명단에서 뺐습니다."]
    }

    var otherSheets: [String] {
        let others = offers.filter { $0.name != tab && $0.others > 0 }
        guard let first = others.first else { return [] }
        let words = others.prefix(3).map { "‘\($0.name)’ 시트에 \($0.others.grouped)명" }.joined(separator: ", ")
        let more = others.count > 3 ? ", 그 밖의 시트 \((others.count - 3).grouped)개" : ""
        let advice = others.count == 1 ? "‘\(first.name)’ 시트" : "다른 시트"
        return [
            "지금은 ‘\(tab)’ 시트만 읽었습니다. 이 명단에 없는 사람이 \(words)\(more) 더 있습니다. \(advice)에도 보내려면 한 시트로 모아 올리거나 시트마다 따로 보내 주세요."
        ]
    }

    var unread: [String] {
        guard !unreadSheets.isEmpty else { return [] }
        let names = unreadSheets.prefix(3).map { "‘\($0)’" }.joined(separator: ", ")
        return ["\(names) 시트는 너무 커서 읽지 않았습니다. 받는 사람이 있다면 그 시트만 따로 저장해 올려 주세요."]
    }

    /// Names that a merged cell gives to several rows; what it cannot give is a problem of each row.
    var mergedCells: [String] {
        let names = columns.name.map(sheet.mergedTexts) ?? [:]
        let shared = list.rows.count { names[$0.row] == $0.name }
        let wrong = list.problems.count { $0.code == .mergedCells }
        return [
            shared > 0 ? "이름 칸이 병합된 \(shared.grouped)줄은 병합된 칸의 이름으로 읽었습니다. 아래 명단에서 확인해 주세요." : nil,
            wrong > 0 ? "번호나 수량 칸이 병합되어 있어 \(wrong.grouped)줄을 뺐습니다. 병합을 풀고 줄마다 적어 다시 올려 주세요." : nil,
        ].compactMap(\.self)
    }

    /// Cells that are no value: `#N/A`, formulas that were never computed.
    func cells(_ code: RecipientProblem.Code) -> [String] {
        let rows = Set(list.problems.filter { $0.code == code }.map(\.row)).count
        guard rows > 0 else { return [] }
        return code == .cellError
            ? ["#N/A 같은 엑셀 오류가 든 \(rows.grouped)줄을 뺐습니다. 엑셀에서 값을 고친 뒤 다시 올려 주세요."]
            : ["수식이 계산되지 않은 채 저장된 \(rows.grouped)줄을 뺐습니다. 엑셀에서 파일을 열어 값이 보이는지 확인하고 저장한 뒤 다시 올려 주세요."]
    }

    var roundedNumbers: [String] {
        let rounded = list.problems.count { $0.code == .rounded }
        guard rounded > 0 else { return [] }
        return [
            "휴대폰번호 \(list.counts.rows.grouped)개 가운데 \(rounded.grouped)개가 0000으로 끝납니다. 엑셀이 긴 숫자를 1.02E+09처럼 줄여 저장하면서 뒷자리를 잃은 것으로 보여 모두 뺐습니다. 이 파일에는 원래 번호가 남아 있지 않으니, 번호를 처음 내려받은 곳에서 다시 받아 번호 열을 ‘텍스트’ 서식으로 저장해 주세요."
        ]
    }
}
