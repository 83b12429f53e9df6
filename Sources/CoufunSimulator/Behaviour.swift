import Foundation
import Simulation

/// Everything about the vendor that can be changed while it runs (`POST /oracle/settings`).
struct Behaviour: Sendable, Equatable, Codable {
    /// Half of it passes before the vendor acts, half after.
    var latencyMilliseconds: Int64 = 0
    /// What a TR_ID that was used before gets.
    var duplicate = Duplicate.code12
    /// How replies are written when no fault says otherwise.
    var charset = Charset.utf8
    /// How more than one barcode is laid out.
    var shape = Shape.repeated
    var successCode = "00"
    /// `VALID_END_DATE` in the seed, `VALID_DATE` with an integrator.
    var validityTag = "VALID_END_DATE"
    var lateSeconds: Double = 35
    var dripSeconds: Double = 20
    var chaos = Chaos()
    /// Share of connections that are closed right after they are accepted: with HTTPS a failed handshake.
    var cutConnections: Double = 0
    /// Product calls a minute and POC_ID before code 09; 0 is unlimited.
    var productCallsPerMinute = 0
    /// Caller addresses; empty means any. Others get code 01.
    var allowedAddresses: [String] = []
    /// Changes to the catalogue by GOODS_ID.
    var offSale: [String] = []
    var hidden: [String] = []
    var prices: [String: Int] = [:]
    /// Where exchanges are reported, and how long until the next try without an answer `00`.
    var webhookURL: String?
    var webhookRetrySeconds: Double = 600

    enum Duplicate: String, Sendable, Codable, CaseIterable {
        /// Refused with code 12.
        case code12
        /// The first reply again.
        case replay
        /// Not noticed: a second coupon is issued.
        case ignore
    }

    enum Charset: String, Sendable, Codable, CaseIterable {
        case utf8 = "utf-8"
        case eucKR = "euc-kr"
    }

    enum Shape: String, Sendable, Codable, CaseIterable {
        /// `<BARCODE_NUM>` again and again.
        case repeated
        /// `<COUPON_INFO>` around each barcode with its validity.
        case blocks
    }

    /// These settings with the members that `json` names replaced; all others stay.
    func changed(by json: Data) throws(InvalidSettings) -> Behaviour {
        let changed = try SettingsChange.apply(json, to: self, names: Self.names)
        let problems = changed.chaos.problems
        guard problems.isEmpty else { throw InvalidSettings(problems: problems) }
        return changed
    }

    private static let names: Set<String> = [
        "latencyMilliseconds", "duplicate", "charset", "shape", "successCode", "validityTag", "lateSeconds",
        "dripSeconds", "chaos", "cutConnections", "productCallsPerMinute", "allowedAddresses", "offSale", "hidden",
        "prices", "webhookURL", "webhookRetrySeconds",
    ]
}
