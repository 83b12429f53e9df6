import Spreadsheet

// The libFuzzer target of the spreadsheet reader, built and run by `bin/test --fuzz`. The first byte chooses the kind of
// file, as its name would; whatever the rest is, reading ends with a sheet or an error.

private let names = ["list.xlsx", "list.xls", "list.csv", "list.txt", ""]

@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sheets = try? Sheets.read(Array(bytes.dropFirst()), fileName: names[Int(bytes[0]) % names.count])
    let limits = SheetLimits()
    for sheet in sheets?.filled ?? [] {
        precondition(sheet.rows.count <= limits.rows + 1, "more rows than allowed")
        precondition(sheet.rows.allSatisfy { $0.cells.count <= limits.columns }, "more columns than allowed")
        precondition(zip(sheet.rows, sheet.rows.dropFirst()).allSatisfy { $0.number < $1.number }, "rows out of order")
    }
    return 0
}
