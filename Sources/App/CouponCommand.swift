import ArgumentParser
import Foundation

/// `coupon`: one program, one file a subcommand.
@main
struct CouponCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coupon", abstract: "The mobile coupon system.",
        discussion: "Settings come from environment variables and a .env file: docs/configuration.md.",
        subcommands: [ServeCommand.self, DevCommand.self, MigrateCommand.self, UserCommand.self])

    /// Exit codes: 0 done, 1 failed, 64 wrong usage, 78 wrong configuration.
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        var command = parse()
        do {
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let problems as SettingsProblems {
            fail("\(problems)", 78)
        } catch  where exitCode(for: error) != .failure {
            exit(withError: error)
        } catch {
            fail("coupon: \(error)", 1)
        }
    }

    /// Wrong usage ends here, with 64 and the usage.
    private static func parse() -> any ParsableCommand {
        do {
            return try parseAsRoot()
        } catch {
            exit(withError: error)
        }
    }

    private static func fail(_ text: String, _ code: Int32) -> Never {
        FileHandle.standardError.write(Data((text + "\n").utf8))
        Foundation.exit(code)
    }
}
