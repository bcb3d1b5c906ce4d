import Foundation
import Household
import Testing

/// The pages in `Packaging/man` say what `--help` says; `make manual` writes them anew. What it says stands in
/// `Docs/Reference/Commands.md` too, where `PageTests` compares it.
struct ManualTests {
    private struct Help: Decodable {
        let command: Command
    }

    private struct Command: Decodable {
        let commandName: String
        let abstract: String?
        let shouldDisplay: Bool?
        let arguments: [Argument]?
        let subcommands: [Command]?
    }

    private struct Argument: Decodable {
        let abstract: String?
        let shouldDisplay: Bool
    }

    private static let pages = Page.root.appendingPathComponent("Packaging/man")
    private static let reference = Page.root.appendingPathComponent("Docs/Reference/Commands.md")

    @Test(arguments: ["tonus", "tonus-server"])
    func `every command has its page, with everything it takes`(program: String) throws {
        let home = try Household(
            folder: NSTemporaryDirectory() + "tonus-manual-\(program)", binaries: Household.binaries
        )
        defer { try? FileManager.default.removeItem(atPath: home.folder) }
        let child = try home.begin(
            shell: "'\(Household.binaries)/\(program)' --experimental-dump-help")
        #expect(child.wait() == 0)
        let help = try JSONDecoder().decode(Help.self, from: Data(child.standardOutput.utf8))
        let reference = try String(contentsOf: Self.reference, encoding: .utf8)
        let commands = [help.command] + (help.command.subcommands ?? [])
        var names: Set<String> = []
        for command in commands
        where command.commandName != "help" && command.shouldDisplay != false {
            let name =
                command.commandName == program ? program : "\(program)-\(command.commandName)"
            names.insert(name + ".1")
            let typed = name.replacing("tonus-server-", with: "tonus-server ").replacing(
                /^tonus-(?!server)/, with: "tonus ")
            #expect(
                reference.contains("\n$ \(typed) --help\n"), "Docs/Reference/Commands.md: \(typed)")
            let page = try String(
                contentsOf: Self.pages.appendingPathComponent(name + ".1"), encoding: .utf8)
            #expect(page.contains(command.abstract ?? ""), "\(name)")
            for argument in command.arguments ?? [] where argument.shouldDisplay {
                #expect(page.contains(argument.abstract ?? ""), "\(name)")
            }
        }
        let there = try FileManager.default.contentsOfDirectory(atPath: Self.pages.path).filter {
            $0.hasPrefix(program + "-") || $0 == program + ".1"
        }.filter { program != "tonus" || !$0.hasPrefix("tonus-server") }
        #expect(Set(there) == names)
    }
}
