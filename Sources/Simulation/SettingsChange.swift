import Foundation

/// Settings that change while a simulator runs: a JSON object names some, all others stay.
package enum SettingsChange {
    /// The settings with the members that `json` names replaced.
    ///
    /// `names` holds every setting there is: another name is a mistake worth telling.
    package static func apply<Settings: Codable>(
        _ json: Data, to settings: Settings, names: Set<String>
    ) throws(InvalidSettings) -> Settings {
        guard let given = object(json) else { throw InvalidSettings(problems: ["Not a JSON object."]) }
        let unknown = given.keys.filter { !names.contains($0) }.sorted()
        guard unknown.isEmpty else { throw InvalidSettings(problems: unknown.map { "\($0) is no setting." }) }
        do {
            let current = object(try JSONEncoder().encode(settings)) ?? [:]
            let merged = try JSONSerialization.data(withJSONObject: current.merging(given) { $1 })
            return try JSONDecoder().decode(Settings.self, from: merged)
        } catch {
            throw InvalidSettings(problems: ["\(error)"])
        }
    }

    private static func object(_ json: Data) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: json)) as? [String: Any]  // whatever is wrong, it is no object
    }
}

package struct InvalidSettings: Error, Equatable, CustomStringConvertible {
    package let problems: [String]
    package init(problems: [String]) { self.problems = problems }
    package var description: String { problems.joined(separator: " ") }
}
