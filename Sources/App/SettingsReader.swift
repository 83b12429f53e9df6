import Configuration
import Foundation
import MariaDB
import Sealing

/// Reads settings one by one and collects what is wrong with them instead of stopping at the first.
struct SettingsReader {
    private let reader: ConfigReader
    private(set) var problems: [String] = []

    init(_ reader: ConfigReader) { self.reader = reader }

    mutating func problem(_ text: String) { problems.append(text) }

    /// nil when unset or empty.
    func text(_ name: String, secret: Bool = false) -> String? {
        let key = ConfigKey(name.lowercased().split(separator: "_").map(String.init))
        let value = reader.string(forKey: key, isSecret: secret)?.trimmingCharacters(in: .whitespaces)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    func text(_ name: String, default fallback: String) -> String { text(name) ?? fallback }

    /// Empty when missing, which is a problem.
    mutating func required(_ name: String, _ meaning: String, secret: Bool = false) -> String {
        if let value = text(name, secret: secret) { return value }
        problem("\(name) is missing: set it to \(meaning).")
        return ""
    }

    mutating func number(_ name: String, in range: ClosedRange<Int>, default fallback: Int) -> Int {
        guard let text = text(name) else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            problem("\(name)=\(text) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
            return fallback
        }
        return number
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Choice.Type, default fallback: Choice
    ) -> Choice where Choice.RawValue == String {
        guard let text = text(name) else { return fallback }
        guard let choice = Choice(rawValue: text) else {
            problem("\(name)=\(text) must be one of: \(Choice.allCases.map(\.rawValue).joined(separator: ", ")).")
            return fallback
        }
        return choice
    }

    /// `500ms`, `30s`, `10m`, `2h`.
    mutating func duration(_ name: String, default fallback: Duration) -> Duration {
        guard let text = text(name) else { return fallback }
        guard let duration = Duration(setting: text) else {
            problem("\(name)=\(text) must be a duration such as 500ms, 30s or 10m.")
            return fallback
        }
        return duration
    }

    /// Durations separated by commas, in seconds; `none` for an empty list.
    mutating func durations(_ name: String, default fallback: [String], most: Int) -> [TimeInterval] {
        let texts = list(name, default: fallback)
        guard texts != ["none"] else { return [] }
        let read = texts.compactMap { Duration(setting: $0) }
        if read.count != texts.count || read.count > most {
            problem("\(name) must be at most \(most) durations such as 5m,1h,4h, or none.")
            return []
        }
        return read.map { Double($0.components.seconds) + Double($0.components.attoseconds) / 1e18 }
    }

    mutating func flag(_ name: String) -> Bool {
        guard let text = text(name) else { return false }
        switch text.lowercased() {
        case "true", "1", "yes": return true
        case "false", "0", "no": return false
        default:
            problem("\(name)=\(text) must be true or false.")
            return false
        }
    }

    func list(_ name: String, default fallback: [String] = []) -> [String] {
        guard let text = text(name) else { return fallback }
        return text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    mutating func database(_ name: String, orElse fallback: DatabaseAddress? = nil) -> DatabaseAddress? {
        guard let text = text(name, secret: true) else {
            if fallback == nil { problem("\(name) is missing: set it to mysql://user:password@host:port/schema.") }
            return fallback
        }
        do {
            return try DatabaseAddress(text)
        } catch {
            problem("\(name): \(error)")
            return fallback
        }
    }

    mutating func keyring() -> Keyring {
        let key = required("ENCRYPTION_KEY", "32 random bytes in base64 (openssl rand -base64 32)", secret: true)
        guard !key.isEmpty else { return .unusable }
        do {
            return try Keyring(encryptionKey: key, old: text("ENCRYPTION_KEYS_OLD", secret: true) ?? "")
        } catch {
            problem("\(error)")
            return .unusable
        }
    }
}

extension Keyring {
    /// Stands in while the other settings are checked; settings that hold it are never handed out.
    fileprivate static var unusable: Keyring { Keyring(current: .random()) }
}

extension Duration {
    /// A whole number and `ms`, `s`, `m` or `h`; nil for anything else.
    init?(setting text: String) {
        let units: [(String, Int)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
        for (unit, milliseconds) in units where text.hasSuffix(unit) {
            guard let count = Int(text.dropLast(unit.count)), count > 0, count <= 1_000_000 else { continue }
            self = .milliseconds(count * milliseconds)
            return
        }
        return nil
    }
}
