import Testing

/// The architecture, kept by the compiler where it can be and by these tests where it cannot.
struct ArchitectureTests {
    /// The table of Docs/Architecture.md, so that it cannot drift from the code.
    static let mayImport: [String: Set<String>] = {
        let lines = (try? Repository.text("Docs/Architecture.md"))?.split(separator: "\n") ?? []
        let table = lines.drop { !$0.hasPrefix("| module | may import |") }.dropFirst(2)
            .prefix { $0.hasPrefix("|") }
        let rows = table.map { row in
            row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { cells in
                let names = cells[1] == "nothing" ? [] : cells[1].components(separatedBy: ", ")
                return (cells[0], Set(names))
            })
    }()

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

    @Test func `every command that waits for a server becomes the program that reaches one`() throws
    {
        var waiting: Set<String> = []
        var listed: Set<String> = []
        for file in try Repository.files(under: "Sources/TonusCommands", ending: ".swift") {
            for line in file.lines {
                let words = line.split(separator: " ")
                if words.count > 2, words[0] == "struct", words[2] == "AsyncParsableCommand" {
                    waiting.insert(words[1].lowercased().replacing("command:", with: ""))
                }
                if line.contains("static let online = [") {
                    listed = Set(
                        line.split(separator: "\"").map(String.init).filter {
                            $0.allSatisfy(\.isLetter)
                        })
                }
            }
        }
        #expect(!waiting.isEmpty)
        #expect(waiting == listed)
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
        #expect(modules == Set(Self.mayImport.keys))
    }
}
