import Foundation

/// A small file that another program waits for: it appears whole or not at all.
package enum StatusFile {
    package static func write(_ text: String, to path: String) throws {
        try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
