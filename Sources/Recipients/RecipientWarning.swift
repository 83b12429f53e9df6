import Spreadsheet
import Support

/// Something about a list as a whole that a person should look at before anything is sent to it.
package struct RecipientWarning: Sendable, Equatable {
    package enum Code: String, Sendable {
        /// One name stands on many rows: more often a wrong column than so many people of one name.
        case sameName = "same_name"
        /// The headings of name and number stood the wrong way round.
        case swappedColumns = "swapped_columns"
        /// Rows that Excel hides, by a filter or by hand.
        case hiddenRows = "hidden_rows"
        /// A column that Excel hides holds mobile numbers.
        case hiddenColumns = "hidden_columns"
        /// Another sheet of the file holds people too.
        case otherSheets = "other_sheets"
        case unreadSheets = "unread_sheets"
        /// Cells over several rows.
        case mergedCells = "merged_cells"
        /// Cells that show `#N/A` and the like.
        case cellErrors = "cell_errors"
        /// Formulas that no program has computed.
        case formulasWithoutValues = "formulas_without_values"
        /// Numbers whose end Excel has rounded away.
        case roundedNumbers = "rounded_numbers"
        /// The quantity comes from a column that is not simply called so.
        case quantityColumn = "quantity_column"
        /// Names and numbers are those of a 보호자, 담당자 …
        case otherPersons = "other_persons"
        /// Mobile numbers above the headings.
        case rowsAboveHeadings = "rows_above_headings"
        /// Headings of another list stand below this one.
        case otherListBelow = "other_list_below"
        /// Columns further to the right than are read.
        case moreColumns = "more_columns"
    }

    package let code: Code
    /// Korean. Names may stand in it: personal data.
    package let message: String
}

extension RecipientReading {
    package var warnings: [RecipientWarning] {
        let about: [(RecipientWarning.Code, [String])] = [
            (
                .swappedColumns,
                columns.wereSwapped ? ["이름 열과 휴대폰번호 열의 제목이 서로 바뀌어 있어 내용에 맞춰 읽었습니다. 아래 명단을 확인해 주세요."] : []
            ),
            (.roundedNumbers, roundedNumbers), (.formulasWithoutValues, cells(.notComputed)),
            (.cellErrors, cells(.cellError)), (.mergedCells, mergedCells), (.hiddenRows, hidden),
            (.hiddenColumns, remarks(hiddenColumn)), (.otherSheets, otherSheets), (.unreadSheets, unread),
            (.rowsAboveHeadings, remarks(numbersAbove)), (.otherListBelow, remarks(otherListBelow)),
            (.otherPersons, remarks(otherPerson) + otherLines),
            (.quantityColumn, remarks(quantityColumn)),
            (.moreColumns, sheet.hasMoreColumns ? ["열이 너무 많아 뒤쪽 열은 읽지 않았습니다. 이름과 번호가 앞쪽 열에 있는지 확인해 주세요."] : []),
            (.sameName, commonName),
        ]
        return about.flatMap { code, messages in messages.map { RecipientWarning(code: code, message: $0) } }
    }

    private func remarks(_ words: (RecipientColumns.Remark) -> String?) -> [String] {
        columns.remarks.compactMap(words)
    }

    /// The name on ten rows or more, or on a fifth of them when it is three at least.
    private var commonName: [String] {
        var counts: [String: Int] = [:]
        for row in list.rows where !row.name.isEmpty { counts[row.name, default: 0] += 1 }
        guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return [] }
        let isCommon = most.value >= 10 || (most.value >= 3 && most.value * 5 >= list.rows.count)
        guard isCommon else { return [] }
        return [
            "‘\(most.key)’이라는 이름이 \(list.rows.count.grouped)명 가운데 \(most.value.grouped)명입니다. 이름 열을 맞게 골랐는지 확인해 주세요."
        ]
    }
}
