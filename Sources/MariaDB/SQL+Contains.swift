extension SQL {
    /// True where `text` stands in the column, small and capital letters alike. Compared letter by letter: for the
    /// collations of most columns every emoji is the same as any other.
    package static func contains(_ text: String, in column: SQL) -> SQL {
        "LOWER(\(part: column)) COLLATE utf8mb4_bin LIKE \(text.lowercased().likePattern)"
    }
}

extension String {
    /// `%text%` for LIKE, with LIKE's own signs in the text taken literally.
    var likePattern: String {
        "%" + replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
    }
}
