/// Why a file could not be read as a sheet.
package enum SheetError: Error, Sendable, Equatable {
    /// The name is of a kind that is not read, and the content of none that is known.
    case unsupportedKind
    /// A genuine file of a kind that is not read.
    case otherProgram(ForeignFormat)
    /// The name promises a spreadsheet and the content is something else: a web page without a table, damaged bytes.
    case notASpreadsheet
    /// Locked with a password.
    case encrypted
    /// Wrapped by a document-security program. What is inside can only be read where that program runs, and saving the file
    /// again there wraps it again.
    case documentSecurity(product: String?)
    /// What Excel (`~$list.xlsx`), LibreOffice or a Mac keeps beside a file; the list is not in it.
    case companionFile
    /// Carries macros (`.xlsm`, or an `.xlsx` with a macro part).
    case macros
    /// Cut off or damaged.
    case broken
    /// Written in no character set a Korean office uses.
    case unknownEncoding
    /// Lines of one character set beside lines of another, as when files are joined. `row` is the first that differs.
    case mixedEncodings(row: Int)
    case tooManyBytes(limit: Int)
    /// Unpacks to far more than it is: a zip bomb, or a file far too big.
    case unpacksTooLarge
    case tooManyRows(limit: Int)
    /// For whoever needs a column that was left out: see ``Sheet/hasMoreColumns``.
    case tooManyColumns(limit: Int, row: Int)
    /// For whoever needs a text that was cut: see ``Sheet/CellKind/cut``.
    case cellTooLong(limit: Int, row: Int)
}

/// Kinds of files that are known and not read.
package enum ForeignFormat: Sendable, Equatable, CaseIterable {
    /// `.xlsb`
    case binaryWorkbook
    /// `.ods` of LibreOffice and Hancom
    case openDocument
    /// Apple's `.numbers`
    case numbers
    /// `.xls` of Excel 95 and before, and of programs that write that way
    case oldWorkbook
    /// `.hwp`, `.hwpx`
    case hangul
    /// `.doc`, `.docx`
    case word
    /// `.ppt`, `.pptx`
    case presentation
    case pdf
    /// A zip with files in it, or another archive
    case archive
    /// `.mht`: a web page with all its parts, as Excel saves one
    case webArchive
    case picture
}
