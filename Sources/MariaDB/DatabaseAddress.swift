import Support

/// Where a schema lives and who asks: `mysql://user:password@host:port/schema`, or `…/schema?socket=/path`.
///
/// User, password, schema and options are percent-decoded. `?ca=/path/ca.pem` asks for TLS with a verified certificate.
package struct DatabaseAddress: Sendable, Hashable {
    package var user: String
    package var password: String
    package var host: String
    package var port: Int
    /// Empty: connected to the server, to no schema.
    package var schema: String
    /// When set, host and port are not used.
    package var socket: String?
    /// PEM file of the authority that signed the server's certificate.
    package var certificateAuthority: String?

    package init(
        user: String, password: String = "", host: String = "localhost", port: Int = 3306, schema: String = "",
        socket: String? = nil
    ) {
        (self.user, self.password, self.host, self.port) = (user, password, host, port)
        (self.schema, self.socket) = (schema, socket)
    }

    package init(_ url: String) throws(InvalidDatabaseAddress) {
        guard let scheme = ["mysql://", "mariadb://"].first(where: url.hasPrefix) else { throw .wrongScheme }
        let rest = url.dropFirst(scheme.count)
        let beforeOptions = rest.prefix { $0 != "?" }
        let authority = beforeOptions.prefix { $0 != "/" }
        self.init(user: "")
        try readAuthority(authority)
        schema = try Self.decoded(beforeOptions.dropFirst(authority.count + 1), "schema")
        try readOptions(rest.dropFirst(beforeOptions.count + 1))
        guard !host.isEmpty || socket != nil else { throw .missingHost }
    }

    /// The same server and user with another schema.
    package func with(schema: String) -> DatabaseAddress {
        var address = self
        address.schema = schema
        return address
    }

    /// `db.example:3306` or the socket's path: for messages.
    package var server: String { socket ?? "\(host):\(port)" }

    private mutating func readAuthority(_ text: Substring) throws(InvalidDatabaseAddress) {
        guard let at = text.lastIndex(of: "@") else { throw .missingUser }
        let credentials = text[..<at]
        let name = credentials.prefix { $0 != ":" }
        user = try Self.decoded(name, "user")
        guard !user.isEmpty else { throw .missingUser }
        password = try Self.decoded(credentials.dropFirst(name.count + 1), "password")

        let place = text[text.index(after: at)...]
        // An IPv6 address stands in brackets: [::1]:3306.
        let bracket = place.hasPrefix("[") ? place.firstIndex(of: "]") : nil
        let hostEnd = bracket.map { place.index(after: $0) } ?? place.firstIndex(of: ":") ?? place.endIndex
        host = place[..<hostEnd].trimming { $0 == "[" || $0 == "]" }
        guard hostEnd < place.endIndex else { return }
        let number = place[hostEnd...].dropFirst()
        guard let port = Int(number), (1...65535).contains(port) else { throw .badPort(String(number)) }
        self.port = port
    }

    private mutating func readOptions(_ text: Substring) throws(InvalidDatabaseAddress) {
        for option in text.split(separator: "&") {
            let name = option.prefix { $0 != "=" }
            let value = try Self.decoded(option.dropFirst(name.count + 1), String(name))
            switch name {
            case "socket":
                guard value.hasPrefix("/") else { throw .badSocket("it is no absolute path") }
                // sun_path of sockaddr_un holds 108 bytes with the closing zero.
                guard value.utf8.count <= 107 else { throw .badSocket("its path is longer than 107 bytes") }
                socket = value
            case "ca": certificateAuthority = value
            default: throw .unknownOption(String(name))
            }
        }
    }

    private static func decoded(_ text: Substring, _ part: String) throws(InvalidDatabaseAddress) -> String {
        guard let text = PercentEncoding.decode(text) else { throw .badEscape(part: part) }
        return text
    }
}

extension DatabaseAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Without the password.
    package var description: String {
        "mysql://\(user)@\(host):\(port)/\(schema)" + (socket.map { "?socket=\($0)" } ?? "")
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["url": description]) }
}

/// Why a text is no database address. Carries neither user nor password.
package enum InvalidDatabaseAddress: Error, Sendable, Equatable {
    case wrongScheme, missingUser, missingHost
    case badPort(String)
    case badSocket(String)
    case badEscape(part: String)
    case unknownOption(String)
}

extension InvalidDatabaseAddress: CustomStringConvertible {
    package var description: String {
        let form = "Write mysql://user:password@host:port/schema, with ?socket=/path for a local socket."
        return switch self {
        case .wrongScheme: "The address does not begin with mysql://. \(form)"
        case .missingUser: "The address names no user. \(form)"
        case .missingHost: "The address names neither a host nor a socket. \(form)"
        case .badPort(let port):
            "\"\(port)\" is no port number (1 to 65535). An @, : or / in a password must be percent-encoded."
        case .badSocket(let reason): "The socket cannot be used: \(reason). \(form)"
        case .badEscape(let part):
            "In the \(part), % must be followed by two hexadecimal digits; write % itself as %25."
        case .unknownOption(let name): "\"\(name)\" is no option of the address. Known are socket and ca."
        }
    }
}

extension Substring {
    fileprivate func trimming(_ unwanted: (Character) -> Bool) -> String { String(self.filter { !unwanted($0) }) }
}
