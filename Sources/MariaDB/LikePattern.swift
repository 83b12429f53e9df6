extension String {
    /// `%text%` for LIKE, with LIKE's own signs in the text taken literally.
    package var likePattern: String {
        "%" + replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
    }
}
