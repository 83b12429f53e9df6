import Foundation
import Simulation

/// What comes back for a message: the DONE columns.
struct Delivery: Sendable, Equatable {
    let code: String
    let description: String
    /// nil when the message never reached a carrier.
    let telco: String?
    let detail: String?
    /// How much later than usual the result comes.
    var delay: Duration = .zero

    /// The agent or the hub refused it: no carrier saw it.
    static func refused(_ code: AgentCode) -> Delivery {
        Delivery(code: code.rawValue, description: code.description, telco: nil, detail: nil)
    }

    /// What the carriers make of the `occurrence`-th message to this number: by seed, not by chance.
    static func byCarrier(to phone: String, occurrence: Int, settings: AgentSettings, seed: Seed) -> Delivery {
        let turn = String(occurrence)
        let telco = telco(of: phone, seed: seed)
        let code = code(for: phone, occurrence, settings: settings, seed: seed)
        let late = seed.share("late", phone, turn) < settings.lateShare
        let isSuccess = code == settings.successCode
        let description =
            isSuccess ? "성공" : AgentCode(rawValue: code)?.description ?? "정의되지 않은 결과 (\(code))"
        let isBroken = seed.share("detail", phone, turn) < settings.brokenDetailShare
        let detail =
            #"[{"ch":"MMS","fbResultCode":"\#(code)","fbResultDesc":"\#(description)","telco":"\#(telco)"}]"#
        return Delivery(
            code: code, description: description, telco: telco,
            detail: isSuccess ? nil : isBroken ? String(detail.prefix(detail.count / 2)) : detail,
            delay: late ? .milliseconds(settings.lateMilliseconds) : .zero)
    }

    private static func code(for phone: String, _ occurrence: Int, settings: AgentSettings, seed: Seed) -> String {
        if let script = settings.scripts[phone], occurrence <= script.count { return script[occurrence - 1] }
        let turn = String(occurrence)
        if seed.share("unknown", phone, turn) < settings.unknownCodeShare {
            return String(37_000 + seed.number("unknown code", phone, turn) % 1_000)
        }
        guard seed.share("failure", phone, turn) < settings.failShare else { return settings.successCode }
        let reasons = AgentCode.believableFailures
        var rest = Int(seed.number("reason", phone, turn) % UInt64(reasons.reduce(0) { $0 + $1.weight }))
        for reason in reasons {
            if rest < reason.weight { return reason.code.rawValue }
            rest -= reason.weight
        }
        return AgentCode.poweredOff.rawValue
    }

    /// A number keeps its carrier. KT appears as KT and, from older systems, as KTF.
    private static func telco(of phone: String, seed: Seed) -> String {
        switch seed.share("telco", phone) {
        case ..<0.46: "SKT"
        case ..<0.68: "KT"
        case ..<0.76: "KTF"
        default: "LGU"
        }
    }
}
