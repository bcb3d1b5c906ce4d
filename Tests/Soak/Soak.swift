import ArgumentParser

/// `make soak`: the lanes that run long, each with its own count of what it met.
@main
struct Soak: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tonus-soak", abstract: "Look for lost words where luck is bad",
        subcommands: [WorldLane.self, PowerLane.self, KillLane.self],
        defaultSubcommand: WorldLane.self)
}
