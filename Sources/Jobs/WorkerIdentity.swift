import Foundation

/// The name under which this process claims work: `host:pid:random`, new at every start.
///
/// The random part keeps a restarted process with the same pid from being taken for the one that died.
package struct WorkerIdentity: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package init() {
        let host = ProcessInfo.processInfo.hostName.prefix(30)
        text =
            "\(host):\(ProcessInfo.processInfo.processIdentifier):\(String(UInt32.random(in: .min ... .max), radix: 36))"
    }

    /// For tests: a fixed name.
    package init(_ text: String) { self.text = text }

    package var description: String { text }
}
