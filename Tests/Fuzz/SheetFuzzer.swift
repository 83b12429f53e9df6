import Spreadsheet

// The libFuzzer target of the spreadsheet reader, built and run by `bin/test --fuzz`. The first byte chooses the kind of
// file, as its name would; whatever the rest is, reading ends with a sheet or an error.

private let names = ["list.xlsx", "list.xls", "list.csv", "list.txt"]

@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sheet = try? Sheet.read(Array(bytes.dropFirst()), fileName: names[Int(bytes[0]) % names.count])
    if let sheet {
        let limits = SheetLimits()
        precondition(sheet.rows.count <= limits.rows, "more rows than allowed")
        precondition(sheet.rows.allSatisfy { $0.cells.count <= limits.columns }, "more columns than allowed")
    }
    return 0
}
