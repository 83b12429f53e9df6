import Support

/// Who did it and from where: the account, its company and the client's address.
package struct Actor: Sendable, Equatable {
    package let account: ULID?
    package let company: ULID?
    /// An IP address; `local` for commands run on the server.
    package let address: String

    package init(account: ULID?, company: ULID?, address: String) {
        (self.account, self.company, self.address) = (account, company, address)
    }

    /// The program itself or somebody at the server's command line.
    package static let local = Actor(account: nil, company: nil, address: "local")
}
