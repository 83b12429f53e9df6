import Accounts
import ArgumentParser
import Audit
import Foundation
import Support

/// Accounts from the server's command line, for when nobody can sign in.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add an administrator, reset a password, unlock an account.",
        subcommands: [Add.self, ResetPassword.self, Unlock.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add an administrator; prints a temporary password.")
        @Argument(help: "Login id of the new administrator.") var loginID: String
        @Option(help: "Name of the person.") var name = "관리자"
        @Option(help: "Name of the company the account belongs to; made when there is none of that name.") var company:
            String
        @Option(help: "POC_ID of a company that has to be made.") var pocID: String?

        func run() async throws {
            try await UserCommand.withParts { parts in
                let home = try await UserCommand.company(company, pocID, parts)
                let created = try await parts.accounts.users.create(
                    try NewUser(companyID: "\(home)", loginID: loginID, name: name, role: Role.administrator.rawValue),
                    by: .local)
                print("Temporary password of \(loginID): \(created.temporaryPassword?.text ?? "")")
            }
        }
    }

    struct ResetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-password", abstract: "Give an account a temporary password and end its sessions.")
        @Argument(help: "Login id.") var loginID: String

        func run() async throws {
            try await UserCommand.withParts { parts in
                let user = try await UserCommand.user(loginID, parts)
                let created = try await parts.accounts.users.resetPassword(user.id, by: .local)
                print("Temporary password of \(loginID): \(created.temporaryPassword?.text ?? "")")
            }
        }
    }

    struct Unlock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "unlock", abstract: "Let an account sign in again that was locked after wrong passwords.")
        @Argument(help: "Login id.") var loginID: String

        func run() async throws {
            try await UserCommand.withParts { parts in
                let user = try await UserCommand.user(loginID, parts)
                _ = try await parts.accounts.users.unlock(user.id, by: .local)
                print("\(loginID) may sign in again.")
            }
        }
    }

    private static func withParts(_ body: (Parts) async throws -> Void) async throws {
        let parts = try await Parts.assemble(try await Settings.read(), migrate: false, logger: .quiet)
        do {
            try await body(parts)
        } catch {
            await parts.shutDown()
            throw error
        }
        await parts.shutDown()
    }

    private static func user(_ loginID: String, _ parts: Parts) async throws -> User {
        let found = try await parts.accounts.users.list(User.Filter(text: loginID)).users
        guard let user = found.first(where: { $0.loginID.text == loginID.lowercased() }) else {
            throw UserCommandError.noSuchUser(loginID)
        }
        return user
    }

    private static func company(_ name: String, _ pocID: String?, _ parts: Parts) async throws -> Company.ID {
        let found = try await parts.accounts.companies.list(matching: name).companies
        if let company = found.first(where: { $0.name == name }) { return company.id }
        guard let pocID else { throw UserCommandError.noSuchCompany(name) }
        return try await parts.accounts.companies.create(try NewCompany(name: name, pocID: pocID), by: .local).id
    }
}

enum UserCommandError: Error, CustomStringConvertible {
    case noSuchUser(String)
    case noSuchCompany(String)

    var description: String {
        switch self {
        case .noSuchUser(let login): "There is no user \"\(login)\". Check the login id."
        case .noSuchCompany(let name): "There is no company \"\(name)\". Give --poc-id to make it."
        }
    }
}
