import Foundation
import Logging
import Support
import Synchronization

/// One line of JSON an event, to a file a day and to standard error. The line is made first and written once.
struct JSONLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let label: String
    private let sink: LogSink

    init(label: String, level: Logger.Level, sink: LogSink) {
        (self.label, self.logLevel, self.sink) = (label, level, sink)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let now = Date()
        var line = "{\"time\":\"\(SeoulTime.sql(now))\",\"level\":\"\(event.level)\",\"label\":"
        line += Self.quoted(label) + ",\"message\":" + Self.quoted(event.message.description)
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            line += "," + Self.quoted(key) + ":" + Self.quoted("\(value)")
        }
        if let error = event.error { line += ",\"error\":" + Self.quoted("\(error)") }
        sink.write(line + "}\n", at: now)
    }

    /// A JSON string; control characters cannot forge a second line.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                quoted += "\\u00" + String(format: "%02x", scalar.value)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// The files that log lines go to: one a Korean day, kept for some days.
final class LogSink: Sendable {
    private struct State {
        var day: CalendarDay?
        var file: FileHandle?
    }
    private let directory: URL
    private let retentionDays: Int
    private let echo: Bool
    private let state = Mutex(State())

    /// `echo`: also write to standard error.
    init(directory: URL, retentionDays: Int, echo: Bool) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        (self.directory, self.retentionDays, self.echo) = (directory, retentionDays, echo)
    }

    func write(_ line: String, at now: Date) {
        let bytes = Data(line.utf8)
        let today = SeoulTime.day(of: now)
        state.withLock { state in
            if state.day != today { roll(&state, to: today) }
            try? state.file?.write(contentsOf: bytes)  // a full disk must not stop the program
        }
        if echo { try? FileHandle.standardError.write(contentsOf: bytes) }  // nor a closed terminal
    }

    private func roll(_ state: inout State, to today: CalendarDay) {
        try? state.file?.close()  // what was written is written
        let path = directory.appending(path: "coupon-\(today).log").path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        state.file = descriptor >= 0 ? FileHandle(fileDescriptor: descriptor, closeOnDealloc: true) : nil
        state.day = today
        removeOld(today)
    }

    private func removeOld(_ today: CalendarDay) {
        let oldest = today.adding(days: -retentionDays)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
        for name in names where name.hasPrefix("coupon-") && name.hasSuffix(".log") {
            guard let day = CalendarDay(String(name.dropFirst(7).dropLast(4))), day < oldest else { continue }
            try? FileManager.default.removeItem(at: directory.appending(path: name))  // next day again
        }
    }
}
