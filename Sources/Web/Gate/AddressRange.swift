/// A block of IP addresses in CIDR notation: `10.0.0.0/8`, `::1`, `fd00::/8`.
package struct AddressRange: Sendable, Equatable {
    private let network: IPAddress
    private let prefixLength: Int

    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let network = IPAddress(String(first)) else { return nil }
        let bits = network.bytes.count * 8
        guard parts.count == 2 else {
            (self.network, prefixLength) = (network, bits)
            return
        }
        guard let length = Int(parts[1]), (0...bits).contains(length) else { return nil }
        (self.network, prefixLength) = (network, length)
    }

    package func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == network.bytes.count else { return false }
        let whole = prefixLength / 8
        guard address.bytes.prefix(whole) == network.bytes.prefix(whole) else { return false }
        let rest = prefixLength % 8
        guard rest > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
        return address.bytes[whole] & mask == network.bytes[whole] & mask
    }

    /// Reads a comma-separated list; nil when an entry is no range.
    package static func list(_ text: String) -> [AddressRange]? {
        let entries = text.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
        let ranges = entries.compactMap { AddressRange($0) }
        return ranges.count == entries.count ? ranges : nil
    }
}
