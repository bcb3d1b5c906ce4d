import Testing

/// The architecture, kept by the compiler where it can be and by these tests where it cannot.
struct ArchitectureTests {
    static let system: Set<String> = ["Foundation", "Glibc"]
    static let mayImport: [String: Set<String>] = [
        "TonusTypes": [],
        "TonusCore": ["TonusTypes"],
        "TonusDiary": ["TonusCore", "TonusTypes"],
        "TonusInsights": ["TonusDiary", "TonusCore", "TonusTypes"],
        "TonusProtocol": [
            "TonusTypes", "Crypto", "SwiftProtobuf", "Foundation", "FoundationEssentials",
        ],
        "TonusVault": [
            "TonusCore", "TonusProtocol", "TonusTypes", "Crypto", "SwiftProtobuf", "CZstd",
            "Foundation",
        ],
        "TonusStore": system.union([
            "TonusDiary", "TonusVault", "TonusCore", "TonusProtocol", "TonusTypes", "GRDB",
            "SwiftProtobuf",
        ]),
        "TonusSync": [
            "TonusStore", "TonusVault", "TonusProtocol", "TonusTypes", "AsyncHTTPClient",
            "NIOCore", "NIOHTTP1", "SwiftProtobuf", "Foundation",
        ],
        "TonusServer": system.union([
            "TonusProtocol", "TonusTypes", "Hummingbird", "HummingbirdCore", "HTTPTypes",
            "NIOCore", "NIOPosix", "ServiceLifecycle", "Logging", "GRDB", "SwiftProtobuf",
            "Crypto",
        ]),
        "tonus": system.union([
            "TonusInsights", "TonusDiary", "TonusStore", "TonusSync", "TonusVault",
            "TonusProtocol", "TonusCore", "TonusTypes", "ArgumentParser", "SwiftCSV",
        ]),
        "tonus-server": system.union(["TonusServer", "ArgumentParser", "Logging"]),
    ]

    @Test(arguments: mayImport.keys.sorted())
    func `a module imports only what the map allows`(module: String) throws {
        let files = try Repository.files(under: "Sources/\(module)", ending: ".swift")
        #expect(!files.isEmpty)
        for file in files {
            let strays = file.imports.subtracting(Self.mayImport[module, default: []])
            #expect(strays.isEmpty, "\(file.name) imports \(strays.sorted())")
        }
    }

    @Test func `the server can read no diary: it knows neither changes nor keys`() throws {
        for file in try Repository.files(under: "Sources/TonusServer", ending: ".swift") {
            #expect(
                file.imports.isDisjoint(with: [
                    "TonusCore", "TonusDiary", "TonusVault", "TonusStore",
                ]))
        }
    }

    @Test(arguments: ["TonusTypes", "TonusCore", "TonusDiary", "TonusInsights"])
    func `a pure module reaches for no clock, chance, file or network`(module: String) throws {
        let taboo = [
            " Date()", "(Date()", "UUID()", "SystemRandomNumberGenerator", "FileManager",
            "import Foundation",
        ]
        for file in try Repository.files(under: "Sources/\(module)", ending: ".swift") {
            for line in file.lines {
                #expect(!taboo.contains(where: line.contains), "\(file.name): \(line)")
            }
        }
    }

    @Test func `our own code never forces a throw and leaves no note to do`() throws {
        for file in try Repository.files(under: "Sources", ending: ".swift")
        where !file.name.hasSuffix(".pb.swift") {
            for line in file.lines {
                let isBad = ["try" + "!", "TO" + "DO", "FIX" + "ME", "fatal" + "Error("].contains(
                    where: line.contains)
                #expect(!isBad, "\(file.name): \(line)")
            }
        }
    }

    @Test func `generated code stands for the proto files that are there`() throws {
        let protos = try Repository.files(under: "Protocol", ending: ".proto").map(\.name)
        #expect(protos.count == 4)
        for proto in protos {
            let name = proto.dropFirst("Protocol/".count).dropLast(".proto".count)
            let swift = try Repository.text("Sources/TonusProtocol/Generated/\(name).pb.swift")
            #expect(swift.contains("// Source: \(name).proto"))
        }
    }

    @Test func `every module of the sources stands on the map`() throws {
        let modules = Set(
            try Repository.files(under: "Sources", ending: ".swift").compactMap {
                $0.name.split(separator: "/").dropFirst().first.map(String.init)
            })
        #expect(modules.subtracting(["tonus-demo"]) == Set(Self.mayImport.keys))
    }
}
