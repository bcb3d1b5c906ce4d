import ArgumentParser
import Foundation
import Household

/// Shows the whole of Tonus with real processes: a server, a laptop, a phone and a caregiver's
/// tablet, and kills them while they work.
@main
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tonus-demo", abstract: "A household in five minutes, with twenty power cuts")

    @Option(help: "Which twenty moments the kills fall on")
    var seed: UInt64 = 20_261_120

    @Option(help: "How many kills")
    var kills = 20

    @Option(help: "Where the household lives; emptied first")
    var folder = ".build/demo"

    func run() throws {
        let binaries = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let folder = URL(fileURLWithPath: folder).path
        let stage = Stage(
            household: try Household(folder: folder, binaries: binaries.path))
        try stage.fiveMinutes()
        let acknowledged = try stage.powerCuts(kills, seed: seed)
        let isEqual = try stage.compare(acknowledged)
        stage.farewell(binaries.path)
        if !isEqual { throw ExitCode(1) }
    }
}
