import Foundation
import Simulation

/// A JSON file that overrides the command line, read again whenever it changes.
struct SettingsFile: Sendable {
    let path: String
    private var lastSeen: Data?

    init(path: String) { self.path = path }

    /// - Returns: the settings to use from now on; nil when the file is as it was, or missing.
    mutating func changes(to commandLine: AgentSettings) throws -> AgentSettings? {
        guard let json = FileManager.default.contents(atPath: path), json != lastSeen else { return nil }
        lastSeen = json
        return try commandLine.changed(by: json)
    }
}
