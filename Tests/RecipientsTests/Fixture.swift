import Foundation

/// The spreadsheet room's genuine files.
func fixture(_ name: String) throws -> [UInt8] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: tests.appending(path: "SpreadsheetTests/Fixtures").appending(path: name)))
}
