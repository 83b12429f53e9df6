import Cards
import Drawing
import Foundation
import Support

// The Swift side of bench/cards.py. Prints one JSON object.
//
// usage: CardsBench sample FILE | one COUNT | many COUNT THREADS

let words = CommandLine.arguments.dropFirst()
let pool = DrawingPool(threads: words.count == 3 ? Int(words.last ?? "") ?? 1 : 1)
let template = BuiltInTemplates.all[0]
let prepared = try await CardRenderer(pool: pool).prepare(template, for: try BenchContent.campaign())
switch (words.first, words.dropFirst().first) {
case ("sample", let file?):
    let card = try await prepared.jpeg(for: BenchContent.card(0))
    try Data(card.bytes).write(to: URL(filePath: file))
case ("one", let count?):
    try await BenchRuns.one(Int(count) ?? 1000, with: prepared)
case ("many", let count?):
    try await BenchRuns.many(Int(count) ?? 1000, threads: Int(words.last ?? "") ?? 1, with: prepared)
default:
    print("usage: CardsBench sample FILE | one COUNT | many COUNT THREADS")
}
try await pool.shutdown()
