import Foundation

/// Where the files that ship beside the program are: migrations, templates, static files, openapi.yaml.
///
/// An installed program has them in `../share/coupon`; one run from a checkout finds the checkout above itself.
package enum ResourceDirectory {
    package static func locate(executable: URL) -> Resources? {
        let program = executable.resolvingSymlinksInPath().deletingLastPathComponent()
        let installed = program.deletingLastPathComponent().appending(path: "share/coupon")
        if exists(installed.appending(path: "Migrations")) {
            return Resources(
                migrations: installed.appending(path: "Migrations"), web: installed.appending(path: "Web"),
                openAPI: installed.appending(path: "openapi.yaml"))
        }
        var folder = program
        while folder.path != "/" {
            if exists(folder.appending(path: "Migrations")), exists(folder.appending(path: "Sources/Web")) {
                return Resources(
                    migrations: folder.appending(path: "Migrations"), web: folder.appending(path: "Sources/Web"),
                    openAPI: folder.appending(path: "openapi.yaml"))
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    private static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }
}

/// The files found: `web` holds `Templates/` and `Public/`.
package struct Resources: Sendable {
    package let migrations: URL
    package let web: URL
    package let openAPI: URL

    package var templates: URL { web.appending(path: "Templates") }
    package var publicFiles: URL { web.appending(path: "Public") }
}
