// swift-tools-version:6.2
import PackageDescription

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let client = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "tonus",
    products: [
        .executable(name: "tonus", targets: ["tonus"]),
        .executable(name: "tonus-online", targets: ["tonus-online"]),
        .executable(name: "tonus-server", targets: ["tonus-server"]),
        .library(name: "TonusCore", targets: ["TonusCore"]),
        .library(name: "TonusProtocol", targets: ["TonusProtocol"]),
        .library(name: "StoppedClock", type: .dynamic, targets: ["StoppedClock"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    ],
    targets: [
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CQrencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(name: "TonusTypes"),
        .target(name: "TonusCore", dependencies: ["TonusTypes"]),
        .target(name: "TonusDiary", dependencies: ["TonusCore", "TonusTypes"]),
        .target(name: "TonusInsights", dependencies: ["TonusDiary", "TonusCore", "TonusTypes"]),
        .target(name: "TonusDrawing", dependencies: ["TonusInsights"]),
        .target(
            name: "TonusExchange", dependencies: ["TonusDiary", "TonusCore", "TonusTypes", crypto]),
        .target(name: "TonusProtocol", dependencies: ["TonusTypes", protobuf, crypto]),
        .target(
            name: "TonusVault",
            dependencies: ["TonusCore", "TonusProtocol", "TonusTypes", "CZstd", protobuf, crypto]),
        .target(
            name: "TonusStore",
            dependencies: [
                "TonusDiary", "TonusVault", "TonusCore", "TonusProtocol", "TonusTypes", "CSQLite",
                grdb, protobuf,
            ]),
        .target(
            name: "TonusSync",
            dependencies: [
                "TonusStore", "TonusVault", "TonusProtocol", "TonusTypes", protobuf,
            ]),
        .target(
            name: "TonusHTTP",
            dependencies: [
                "TonusSync", "TonusVault", "TonusProtocol", "TonusTypes", client, protobuf,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .target(
            name: "TonusServer",
            dependencies: [
                "TonusProtocol", "TonusTypes", hummingbird, grdb, protobuf, crypto, logging,
                lifecycle,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .target(
            name: "TonusCommands",
            dependencies: [
                "TonusDrawing", "TonusInsights", "TonusExchange", "TonusDiary", "TonusStore",
                "TonusSync", "TonusVault", "TonusProtocol", "TonusCore", "TonusTypes", "CQrencode",
                arguments,
            ]),
        .executableTarget(name: "tonus", dependencies: ["TonusCommands"]),
        .executableTarget(name: "tonus-online", dependencies: ["TonusCommands", "TonusHTTP"]),
        .executableTarget(name: "tonus-server", dependencies: ["TonusServer", arguments, logging]),
        .executableTarget(
            name: "tonus-demo",
            dependencies: ["DiaryGenerator", "Household", "TonusTesting", arguments]),
        .executableTarget(
            name: "tonus-bench",
            dependencies: [
                "TonusStore", "TonusHTTP", "TonusSync", "TonusVault", "TonusProtocol",
                "TonusDiary", "TonusCore", "TonusTypes", "Household", "CSQLite", arguments,
                hummingbird,
            ], path: "Benchmarks", exclude: ["kept.json"]),
        .target(
            name: "TonusTesting", dependencies: ["TonusDiary", "TonusCore", "TonusTypes"],
            path: "Tests/TonusTesting"),
        .target(name: "StoppedClock", path: "Tests/StoppedClock"),
        .target(name: "FaultyDisk", dependencies: ["CSQLite"], path: "Tests/FaultyDisk"),
        .target(
            name: "TonusSimulation",
            dependencies: [
                "FaultyDisk",
                "TonusSync", "TonusStore", "TonusServer", "TonusVault", "TonusProtocol",
                "TonusDiary", "TonusCore", "TonusTypes", "TonusTesting", grdb, protobuf,
            ], path: "Tests/TonusSimulation"),
        .executableTarget(
            name: "tonus-soak",
            dependencies: ["TonusSimulation", "TonusTesting", "Household", arguments],
            path: "Tests/Soak"),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "TonusSimulation", "TonusCommands", "TonusInsights", "TonusStore", "TonusProtocol",
                "TonusDiary", "TonusCore", "TonusTypes", "TonusTesting", "tonus-soak",
            ]),
        .target(name: "Household", path: "Tests/Household"),
        .target(
            name: "DiaryGenerator",
            dependencies: [
                "TonusStore", "TonusVault", "TonusDiary", "TonusCore", "TonusTypes",
                "TonusTesting",
            ],
            path: "Tests/DiaryGenerator"),
        .executableTarget(
            name: "generate-diary", dependencies: ["DiaryGenerator", "TonusStore", arguments],
            path: "Tests/GenerateDiary"),
        .testTarget(
            name: "DiaryGeneratorTests",
            dependencies: [
                "DiaryGenerator", "TonusInsights", "TonusStore", "TonusDiary", "TonusCore",
                "TonusTypes",
            ]),
        .testTarget(
            name: "TonusCoreTests", dependencies: ["TonusCore", "TonusTypes", "TonusTesting"]),
        .testTarget(
            name: "TonusStoreTests",
            dependencies: [
                "TonusStore", "TonusSync", "TonusVault", "TonusProtocol", "TonusDiary",
                "TonusCore", "TonusTypes", "TonusTesting", grdb, protobuf,
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Household", "TonusStore", "TonusVault", "TonusProtocol", "TonusDiary", "TonusCore",
                "TonusTypes", grdb, "tonus", "tonus-online", "tonus-server", "tonus-demo",
                "generate-diary",
            ]),
        .testTarget(
            name: "TranscriptTests",
            dependencies: ["Household", "StoppedClock", "tonus", "tonus-online", "tonus-server"],
            exclude: ["Transcripts"]),
        .testTarget(name: "TonusSyncTests", dependencies: ["TonusSync", "TonusTypes"]),
        .testTarget(
            name: "ProtocolVectorTests",
            dependencies: [
                "TonusVault", "TonusProtocol", "TonusDiary", "TonusCore", "TonusTypes",
                "TonusTesting", protobuf,
            ]),
        .testTarget(
            name: "TonusVaultTests",
            dependencies: [
                "TonusVault", "TonusProtocol", "TonusCore", "TonusTypes", "TonusTesting", protobuf,
            ]),
        .testTarget(name: "RepositoryTests"),
        .testTarget(
            name: "PrintedPageTests",
            dependencies: ["DiaryGenerator", "Household", "TonusStore", "tonus"],
            exclude: [
                "look-at-pages", "look_at_pages.py", "requirements.txt",
            ]),
        .target(
            name: "SimulatedDiaries",
            dependencies: ["TonusInsights", "TonusDiary", "TonusCore", "TonusTesting"],
            path: "Tests/SimulatedDiaries"),
        .executableTarget(
            name: "simulate-diaries", dependencies: ["SimulatedDiaries", arguments],
            path: "Tests/SimulateDiaries"),
        .testTarget(
            name: "TonusInsightsTests",
            dependencies: [
                "SimulatedDiaries", "TonusInsights", "TonusDiary", "TonusCore", "TonusTypes",
                "TonusTesting",
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "TonusCommandsTests",
            dependencies: [
                "TonusCommands", "TonusExchange", "TonusInsights", "TonusStore", "TonusDiary",
                "TonusCore", "TonusTypes", "TonusTesting",
            ]),
        .testTarget(
            name: "TonusExchangeTests",
            dependencies: [
                "TonusExchange", "TonusCommands", "DiaryGenerator", "TonusStore", "TonusSync",
                "TonusVault", "TonusProtocol", "TonusInsights", "TonusDiary", "TonusCore",
                "TonusTypes", "TonusTesting", "Household", "tonus", grdb,
            ],
            exclude: ["Python"]),
        .testTarget(
            name: "TonusDrawingTests", dependencies: ["TonusDrawing", "TonusInsights"]),
        .testTarget(
            name: "TonusDiaryTests", dependencies: ["TonusDiary", "TonusCore", "TonusTypes"]),
        .testTarget(
            name: "TonusServerTests",
            dependencies: [
                "TonusServer", "TonusProtocol", "TonusTypes", crypto, protobuf,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
    ]
)

// A warning is an error in every build, also in one that compiles a single file anew.
for target in package.targets where target.type != .system {
    target.swiftSettings = [.treatAllWarnings(as: .error)]
}
