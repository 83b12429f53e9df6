// Sheets are kept sealed with what was read from them. What most of them do not have takes no room, and what was kept
// before it was looked at is read as not being there.

extension Sheet: Codable {
    private enum CodingKeys: CodingKey {
        case name, rows, otherSheets, hiddenColumns, merges, hasMoreColumns
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try values.decode(String.self, forKey: .name), rows: try values.decode([Row].self, forKey: .rows),
            otherSheets: try values.decode([String].self, forKey: .otherSheets),
            hiddenColumns: try values.decodeIfPresent(Set<Int>.self, forKey: .hiddenColumns) ?? [],
            merges: try values.decodeIfPresent([Merge].self, forKey: .merges) ?? [],
            hasMoreColumns: try values.decodeIfPresent(Bool.self, forKey: .hasMoreColumns) ?? false)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(name, forKey: .name)
        try values.encode(rows, forKey: .rows)
        try values.encode(otherSheets, forKey: .otherSheets)
        if !hiddenColumns.isEmpty { try values.encode(hiddenColumns, forKey: .hiddenColumns) }
        if !merges.isEmpty { try values.encode(merges, forKey: .merges) }
        if hasMoreColumns { try values.encode(true, forKey: .hasMoreColumns) }
    }
}

extension Sheet.Row: Codable {
    private enum CodingKeys: CodingKey {
        case number, cells, isHidden, kinds, errors
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            number: try values.decode(Int.self, forKey: .number),
            cells: try values.decode([String].self, forKey: .cells),
            isHidden: try values.decodeIfPresent(Bool.self, forKey: .isHidden) ?? false,
            kinds: (try values.decodeIfPresent(String.self, forKey: .kinds) ?? "").map {
                Sheet.CellKind(rawValue: String($0)) ?? .text
            },
            errors: try values.decodeIfPresent([Int: String].self, forKey: .errors) ?? [:])
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(number, forKey: .number)
        try values.encode(cells, forKey: .cells)
        if isHidden { try values.encode(true, forKey: .isHidden) }
        if !kinds.isEmpty { try values.encode(kinds.map(\.rawValue).joined(), forKey: .kinds) }
        if !errors.isEmpty { try values.encode(errors, forKey: .errors) }
    }
}
