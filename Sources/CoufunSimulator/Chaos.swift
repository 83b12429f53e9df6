import Simulation

/// Which calls go wrong and how: scripts for chosen calls first, then shares of the rest.
struct Chaos: Sendable, Equatable, Codable {
    /// By call, then by fault: 0.05 is every twentieth.
    var shares: [SupplierCall: [String: Double]] = [:]
    var scripts: [Script] = []

    /// What shall happen to the calls that match: the first attempt meets the first fault, and so on.
    struct Script: Sendable, Equatable, Codable {
        var call: SupplierCall?
        var trId: String?
        var goodsId: String?
        var barcode: String?
        var pocId: String?
        /// `"none"` lets an attempt pass.
        var faults: [String]
        /// After the last fault: keep to it, instead of letting all further attempts pass.
        var holds: Bool?
    }

    /// The fault of this attempt (counted from 1 for the same `key`), or nil.
    func fault(_ call: SupplierCall, _ fields: CallFields, key: String, attempt: Int, seed: Seed) -> Fault? {
        if let script = scripts.first(where: { $0.matches(call, fields) }) {
            let index = script.holds == true ? min(attempt, script.faults.count) : attempt
            return index >= 1 && index <= script.faults.count ? Fault(script.faults[index - 1]) : nil
        }
        guard let shares = shares[call], !shares.isEmpty else { return nil }
        var rest = seed.share("fault", call.rawValue, key, String(attempt))
        for (word, share) in shares.sorted(by: { $0.key < $1.key }) {
            if rest < share { return Fault(word) }
            rest -= share
        }
        return nil
    }

    init() {}

    /// Either member may be missing.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        shares = try container.decodeIfPresent([SupplierCall: [String: Double]].self, forKey: .shares) ?? [:]
        scripts = try container.decodeIfPresent([Script].self, forKey: .scripts) ?? []
    }

    /// Words that name no fault, and shares that are none.
    var problems: [String] {
        let words = shares.values.flatMap(\.keys) + scripts.flatMap(\.faults).filter { $0 != "none" }
        let unknown = words.filter { Fault($0) == nil }.map {
            "\($0) is no fault; known are \(Fault.allWords.joined(separator: ", "))."
        }
        let excess = shares.filter { $0.value.values.reduce(0, +) > 1 || $0.value.values.contains { $0 < 0 } }
        return unknown + excess.map { "The shares of \($0.key.rawValue) must lie between 0 and 1 together." }
    }
}

extension Chaos.Script {
    func matches(_ call: SupplierCall, _ fields: CallFields) -> Bool {
        (self.call ?? call) == call
            && (trId == nil || trId == fields.trID) && (goodsId == nil || goodsId == fields.goodsID)
            && (barcode == nil || barcode == fields.barcode) && (pocId == nil || pocId == fields.pocID)
    }
}
