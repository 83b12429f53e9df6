// swift-tools-version:6.2
import PackageDescription

/// Our own targets: Swift 6 language mode, every warning is an error.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A room: a target that may import only what is listed here (ARCHITECTURE.md, Rooms).
func room(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func program(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource]? = nil
) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String?, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let jwt: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")

let package = Package(
    name: "mobile-coupon",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "coupon", targets: ["App"]),
        .executable(name: "coufun-simulator", targets: ["CoufunSimulator"]),
        .executable(name: "snap-simulator", targets: ["SnapSimulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // C libraries
        library("CMariaDB", pkgConfig: "libmariadb", apt: "libmariadb-dev"),
        library("CHiredis", pkgConfig: "hiredis", apt: "libhiredis-dev"),
        library("CArgon2", pkgConfig: "libargon2", apt: "libargon2-dev"),
        library("CZip", pkgConfig: "libzip", apt: "libzip-dev"),
        library("CXLSXWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev"),
        library("CCairo", pkgConfig: "pangocairo", apt: "libpango1.0-dev"),
        library("CZint", pkgConfig: nil, apt: "libzint-dev"),
        library("CTurboJPEG", pkgConfig: "libturbojpeg", apt: "libturbojpeg0-dev"),
        library("CZBar", pkgConfig: "zbar", apt: "libzbar-dev"),
        .systemLibrary(name: "CMalloc", path: "Sources/CMalloc"),

        // Technical rooms: know nothing of coupons
        room("Support"),
        room("Jobs", ["MariaDB", logging, metrics, lifecycle]),
        room("MariaDB", ["CMariaDB", "Support"]),
        room("Redis", ["CHiredis", "Support"]),
        room("Sealing", ["MariaDB", "Support", crypto]),
        room("PasswordHashing", ["CArgon2", nioPosix]),
        room("Spreadsheet", ["CZip", "CXLSXWriter", "Support"]),
        room("Drawing", ["CCairo", "CZint", "CTurboJPEG", "CZBar", nioPosix]),

        // Foreign systems
        room("Coufun", ["Support", logging, httpClient, nioCore, nioPosix, nioHTTP1, nioSSL]),
        room("UMS", ["MariaDB", "Support"]),

        // Areas
        room("Audit", ["MariaDB", "Support"]),
        room("Accounts", ["Audit", "MariaDB", "Redis", "Sealing", "PasswordHashing", "Support", jwt, crypto, logging]),
        room("Safeguards", ["Accounts", "Jobs", "MariaDB", "Support"]),
        room("Catalog", ["Accounts", "Coufun", "MariaDB", "Redis", "Support", crypto, logging]),
        room("Recipients", ["Accounts", "MariaDB", "Sealing", "Spreadsheet", "Support"]),
        room("OptOuts", ["Accounts", "Audit", "MariaDB", "Sealing", "Support"]),
        room("Cards", ["Drawing", "MariaDB", "Support", nioPosix]),
        room("Coupons", ["Accounts", "MariaDB", "Sealing", "Support"]),
        room(
            "Issuing",
            [
                "Accounts", "Coupons", "Coufun", "Jobs", "MariaDB", "Safeguards", "Sealing", "Support", lifecycle,
                logging,
            ]),
        room(
            "Messaging",
            [
                "Accounts", "Cards", "Coupons", "Drawing", "Jobs", "MariaDB", "OptOuts", "Safeguards", "Sealing",
                "Support", "UMS",
                logging,
            ]),
        room("Redemption", ["Coupons", "Jobs", "MariaDB", "Safeguards", "Sealing", "Support"]),
        room(
            "Campaigns",
            [
                "Accounts", "Audit", "Cards", "Catalog", "Coufun", "Coupons", "Issuing", "Jobs", "Messaging", "MariaDB",
                "OptOuts", "Safeguards", "Sealing", "Support",
            ]),
        room(
            "Operations",
            [
                "Accounts", "Audit", "MariaDB", "Safeguards", "Sealing", "Support", "UMS",
            ]),
        room(
            "CustomerService",
            [
                "Accounts", "Audit", "Campaigns", "Coufun", "Coupons", "Issuing", "Jobs", "MariaDB", "Messaging",
                "OptOuts", "Redemption", "Safeguards", "Sealing", "Support", logging,
            ]),

        // Faces
        room(
            "Web",
            [
                "Accounts", "Audit", "Campaigns", "Cards", "Catalog", "Coufun", "Coupons", "CustomerService", "Drawing",
                "Issuing", "Messaging", "MariaDB", "Operations", "OptOuts", "Recipients", "Redemption", "Redis",
                "Safeguards", "Sealing", "Support", "UMS",
                hummingbird, httpTypes, lifecycle, mustache, logging, metrics, nioCore, nioPosix, crypto,
            ], exclude: ["Public", "Templates"]),
        program(
            "App",
            [
                "Accounts", "Audit", "Campaigns", "Cards", "Catalog", "CMalloc", "Coufun",
                "CustomerService", "Drawing", "Issuing", "Jobs", "MariaDB", "Messaging", "Operations", "OptOuts",
                "PasswordHashing", "Recipients", "Redemption", "Redis", "Safeguards", "Sealing", "Support", "UMS",
                "Web",
                arguments, configuration, hummingbird, hummingbirdCore, hummingbirdTLS, httpClient, lifecycle,
                logging, nioCore, nioHTTP1, nioHTTPTypes, nioSSL,
            ]),

        // The other side of the wire: shares no code with Coufun and UMS, so that the two can disagree
        room("Simulation", [arguments, lifecycle, unixSignals, logging]),
        program(
            "CoufunSimulator",
            [
                "Simulation", arguments, hummingbird, hummingbirdCore, hummingbirdTLS, httpClient, httpTypes, lifecycle,
                logging, nioCore, nioHTTP1, nioPosix, nioSSL,
            ],
            exclude: ["draw-images.py"], resources: [.copy("Images")]),
        program("SnapSimulator", ["Simulation", "MariaDB", arguments, lifecycle, logging]),

        // Measured by bench/cards.py
        program("CardsBench", ["Cards", "Drawing", "Support"]),
        // Measured by bench/messages.py
        program(
            "MessagingBench",
            [
                "Accounts", "Cards", "Coupons", "Drawing", "Jobs", "MariaDB", "Messaging", "Sealing", "Support", "UMS",
                logging,
            ]),
        // Measured by bench/recipients.py
        program("SpreadsheetBench", ["Spreadsheet"]),

        // Tests
        .target(
            name: "TestKit", dependencies: ["MariaDB", "Redis", "Support", "Sealing"], path: "Tests/TestKit",
            swiftSettings: strict),
        tests("SupportTests", ["Support"]),
        tests("JobsTests", ["Jobs", lifecycle, logging]),
        tests("MariaDBTests", ["MariaDB", "Support", "TestKit"]),
        tests("RedisTests", ["Redis", "TestKit"]),
        tests("SafeguardsTests", ["Safeguards", "Accounts", "MariaDB", "Support", "TestKit"]),
        tests("SealingTests", ["Sealing", "MariaDB", "Support", "TestKit"]),
        tests("PasswordHashingTests", ["PasswordHashing"]),
        tests(
            "AccountsTests",
            ["Accounts", "Audit", "MariaDB", "Redis", "Sealing", "PasswordHashing", "Support", "TestKit", crypto]),
        tests("SpreadsheetTests", ["Spreadsheet", "Support"], exclude: ["Fixtures"]),
        tests(
            "RecipientsTests", ["Recipients", "Accounts", "MariaDB", "Sealing", "Spreadsheet", "Support", "TestKit"]),
        tests("DrawingTests", ["Drawing"]),
        tests("CardsTests", ["Cards", "Drawing", "MariaDB", "Support", "TestKit"], exclude: ["Golden"]),
        tests("CoufunTests", ["Coufun", "Support", hummingbird, hummingbirdTesting, httpClient, logging, nioCore]),
        tests("UMSTests", ["UMS", "MariaDB", "Support", "TestKit"]),
        tests(
            "IssuingTests",
            [
                "Accounts", "Issuing", "Coupons", "Coufun", "Jobs", "MariaDB", "Safeguards", "Sealing", "Support",
                "TestKit", logging,
            ]),
        tests(
            "RedemptionTests",
            ["Redemption", "Accounts", "Coupons", "MariaDB", "Safeguards", "Sealing", "Support", "TestKit"]),
        tests(
            "MessagingTests",
            [
                "Accounts", "Cards", "Coupons", "Drawing", "Jobs", "MariaDB", "Messaging", "OptOuts", "Safeguards",
                "Sealing", "Support", "TestKit", "UMS", logging,
            ]),
        tests(
            "CampaignsTests",
            [
                "Accounts", "Audit", "Campaigns", "Cards", "Catalog", "Coufun", "Coupons", "Issuing", "MariaDB",
                "OptOuts", "Safeguards", "Sealing", "Support", "TestKit", httpClient, logging,
            ]),
        tests(
            "WebTests",
            [
                "Accounts", "Audit", "Campaigns", "Cards", "Catalog", "Coufun", "Coupons", "CustomerService", "Drawing",
                "Issuing", "Jobs", "MariaDB", "Messaging", "Operations", "OptOuts", "PasswordHashing", "Recipients",
                "Redemption", "Safeguards",
                "Sealing", "Support", "TestKit", "UMS", "Web",
                httpClient, hummingbird, hummingbirdTesting, httpTypes, logging, mustache, nioCore,
            ]),
        tests(
            "CoufunSimulatorTests",
            [
                "CoufunSimulator", "Simulation", hummingbird, hummingbirdTesting, httpClient, httpTypes, logging,
                nioCore,
            ]),
        tests("SnapSimulatorTests", ["SnapSimulator", "Simulation", "MariaDB", "TestKit", logging]),
    ]
)
