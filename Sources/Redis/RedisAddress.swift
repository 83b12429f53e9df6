import Support

/// Where a Redis is: `redis://[:password@]host:port[/db]` or `unix:///path`.
package struct RedisAddress: Sendable, Hashable {
    package enum Place: Sendable, Hashable {
        case tcp(host: String, port: Int)
        case unix(path: String)
    }

    package var place: Place
    package var password: String?
    package var index: Int

    package init(_ place: Place, password: String? = nil, index: Int = 0) {
        (self.place, self.password, self.index) = (place, password, index)
    }

    package init(_ url: String) throws(InvalidRedisAddress) {
        if url.hasPrefix("unix://") {
            let path = String(url.dropFirst("unix://".count))
            guard path.hasPrefix("/") else { throw .missingPath }
            // sun_path of sockaddr_un holds 108 bytes with the closing zero.
            guard path.utf8.count <= 107 else { throw .pathTooLong }
            self.init(.unix(path: path))
            return
        }
        guard url.hasPrefix("redis://") else { throw .wrongScheme }
        let rest = url.dropFirst("redis://".count)
        let authority = rest.prefix { $0 != "/" }
        let index = rest.dropFirst(authority.count + 1)
        let at = authority.lastIndex(of: "@")
        let place = at.map { authority[authority.index(after: $0)...] } ?? authority
        let colon = place.lastIndex(of: ":") ?? place.endIndex
        let host = String(place[..<colon])
        guard !host.isEmpty else { throw .missingHost }
        let number = place[colon...].dropFirst()
        guard let port = number.isEmpty ? 6379 : Int(number), (1...65535).contains(port) else {
            throw .badPort(String(number))
        }
        guard let database = index.isEmpty ? 0 : Int(index), database >= 0 else { throw .badIndex(String(index)) }
        // `user:password` too; only the password is used, Redis's default user has it.
        let credentials = at.map { authority[..<$0] }
        let password = try credentials.map { text throws(InvalidRedisAddress) in
            try Self.decoded(text.drop { $0 != ":" }.dropFirst())
        }
        self.init(.tcp(host: host, port: port), password: password == "" ? nil : password, index: database)
    }

    private static func decoded(_ text: Substring) throws(InvalidRedisAddress) -> String {
        guard let text = PercentEncoding.decode(text) else { throw .badEscape }
        return text
    }
}

extension RedisAddress: CustomStringConvertible, CustomReflectable {
    /// Without the password.
    package var description: String {
        switch place {
        case .tcp(let host, let port): "\(host):\(port)/\(index)"
        case .unix(let path): path
        }
    }

    package var customMirror: Mirror { Mirror(self, children: ["place": description]) }
}

/// Why a text is no Redis address. Carries no password.
package enum InvalidRedisAddress: Error, Sendable, Equatable {
    case wrongScheme, missingHost, missingPath, pathTooLong, badEscape
    case badPort(String)
    case badIndex(String)
}

extension InvalidRedisAddress: CustomStringConvertible {
    package var description: String {
        let form = "Write redis://:password@host:port/0 or unix:///path."
        return switch self {
        case .wrongScheme: "The address begins neither with redis:// nor with unix://. \(form)"
        case .missingHost: "The address names no host. \(form)"
        case .missingPath: "The address names no absolute path. \(form)"
        case .pathTooLong: "The socket's path is longer than 107 bytes."
        case .badEscape: "In the password, % must be followed by two hexadecimal digits; write % itself as %25."
        case .badPort(let port): "\"\(port)\" is no port number (1 to 65535). \(form)"
        case .badIndex(let index): "\"\(index)\" is no database number. \(form)"
        }
    }
}
