import Foundation
import MariaDB

// The Swift side of bench/messages.py, over a schema that is migrated and has the agent's tables. Prints one JSON object.
//
// usage: MessagingBench DATABASE_URL

guard CommandLine.arguments.count == 2 else {
    print("usage: MessagingBench DATABASE_URL")
    exit(64)
}
let database = Database(try DatabaseAddress(CommandLine.arguments[1]), minimum: 2, maximum: 4)
var figures: [String: Double] = [:]
for (name, value) in try await InsertRuns(database: database).run() { figures[name] = value }
for (name, value) in try await CampaignRuns(database: database).run() { figures[name] = value }
database.shutDown()
print(String(decoding: try JSONSerialization.data(withJSONObject: figures, options: [.sortedKeys]), as: UTF8.self))
