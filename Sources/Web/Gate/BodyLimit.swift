/// How many bytes of a body are read. What is longer is refused before anything of it is looked at.
package enum BodyLimit {
    /// A login id and a password, with room for a password whose letters came taken apart and escaped.
    package static let login = 4 << 10
    /// The fields of one form.
    package static let form = 16 << 10
    package static let json = 1 << 20
    package static let upload = 20 << 20
}

/// A JSON body that says how large it may be; every other one may have `BodyLimit.json`.
package protocol SizedBody: Decodable {
    static var limit: Int { get }
}
