import Sealing
import Support

/// The personal data of a coupon in clear. Lives as short as possible; prints masked.
package struct CouponSecrets: Sendable, CustomStringConvertible {
    package let name: String
    package let phone: PhoneNumber
    package let barcode: String?

    package var description: String { "\(Masked.name(name)) \(phone.masked) \(barcode.map(Masked.barcode) ?? "-")" }
}

extension Coupon {
    /// Opens the encrypted cells. Throws when a key is missing or a cell was moved or changed.
    package func secrets(_ data: PersonalData) throws -> CouponSecrets {
        CouponSecrets(
            name: try data.sealer.open(sealed.name, in: Self.place("name", id)),
            phone: try PhoneNumber(data.sealer.open(sealed.phone, in: Self.place("phone", id))),
            barcode: try sealed.barcode.map { try data.sealer.open($0, in: Self.place("barcode", id)) })
    }

    static func place(_ column: StaticString, _ id: ID) -> SealedPlace {
        SealedPlace(table: "coupon", column: column, row: id.ulid)
    }
}

/// How personal data is shown on pages and in lists.
package enum Masked {
    /// `최*지`, `이*`, `J***n`: the first and the last letter stay when there are three or more.
    package static func name(_ name: String) -> String {
        let letters = Array(name)
        switch letters.count {
        case 0: return ""
        case 1: return "*"
        case 2: return "\(letters[0])*"
        default:
            let stars = String(repeating: "*", count: min(letters.count - 2, 6))
            return "\(letters[0])\(stars)\(letters[letters.count - 1])"
        }
    }

    /// `9526 **** **** 3016`: the first and the last four.
    package static func barcode(_ barcode: String) -> String {
        guard barcode.count > 8 else { return String(repeating: "*", count: barcode.count) }
        let middle = String(repeating: "*", count: barcode.count - 8)
        let masked = Array("\(barcode.prefix(4))\(middle)\(barcode.suffix(4))")
        return stride(from: 0, to: masked.count, by: 4).map { String(masked[$0..<min($0 + 4, masked.count)]) }
            .joined(separator: " ")
    }
}
