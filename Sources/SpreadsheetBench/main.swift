import Foundation
import Spreadsheet

// The Swift side of bench/recipients.py: reads FILE so many times, with all limits on. Prints one JSON object.
//
// usage: SpreadsheetBench FILE COUNT

let words = CommandLine.arguments
guard words.count == 3, let count = Int(words[2]), count > 0 else {
    print("usage: SpreadsheetBench FILE COUNT")
    exit(64)
}
let bytes = Array(try Data(contentsOf: URL(filePath: words[1])))
var rows = 0
var best = Duration.seconds(3600)
for _ in 0..<count {
    let time = try ContinuousClock().measure {
        rows = try Sheets.read(bytes, fileName: "list.xlsx").filled.reduce(0) { $0 + $1.rows.count }
    }
    best = min(best, time)
}
print("{\"rows\": \(rows), \"read_ms\": \(best / .milliseconds(1))}")
