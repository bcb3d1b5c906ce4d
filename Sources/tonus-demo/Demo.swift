import ArgumentParser
import Foundation
import Household

/// Shows the whole of Tonus with real processes: a server, a laptop, a phone and a caregiver's
/// tablet, and kills them while they work. Then three months of three people, and what comes of them.
@main
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tonus-demo",
        abstract: "A household in five minutes, twenty power cuts, and ninety days of three people")

    @Option(help: "Which moments the kills fall on, and which diary is made up")
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
        let isWhole = try stage.compare(acknowledged)
        let isAlike = try stage.ninetyDays(seed: seed)
        stage.farewell(binaries.path)
        if !isWhole || !isAlike { throw ExitCode(1) }
    }
}
