/// Why a file could not be read as a sheet.
package enum SheetError: Error, Sendable, Equatable {
    /// The name or the content is of a kind that is not read at all: `.pdf`, `.ods`, `.xlsb` …
    case unsupportedKind
    /// The name promises a spreadsheet and the content is something else: a renamed text file, a web page saved as `.xls`.
    case notASpreadsheet
    /// Locked with a password.
    case encrypted
    /// Carries macros (`.xlsm`, or an `.xlsx` with a macro part).
    case macros
    /// Cut off or damaged.
    case broken
    /// Written in no character set a Korean office uses.
    case unknownEncoding
    case tooManyBytes(limit: Int)
    /// Unpacks to far more than it is: a zip bomb, or a file far too big.
    case unpacksTooLarge
    case tooManyRows(limit: Int)
    case tooManyColumns(limit: Int, row: Int)
    case cellTooLong(limit: Int, row: Int)
}
