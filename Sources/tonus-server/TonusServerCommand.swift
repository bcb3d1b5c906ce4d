import ArgumentParser
import TonusServer

/// `tonus-server`: passes sealed changes between a family's devices.
@main
struct TonusServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tonus-server",
        abstract: "Pass sealed changes between a family's devices",
        discussion: """
            It works on this machine with no configuration: type `tonus-server serve`. What it \
            keeps is sealed by the devices; it cannot read a diary.
            """,
        version: ServerLogic.software,
        subcommands: [ServeCommand.self, CodeCommand.self])
}
