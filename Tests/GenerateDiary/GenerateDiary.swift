import ArgumentParser
import DiaryGenerator
import Foundation
import TonusStore

/// Writes a realistic diary into a replica, and what is true behind it into a file beside.
@main
struct GenerateDiary: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-diary", abstract: "Write a made-up diary that looks like a real one")

    @Option(help: "mild, moderate or cluster")
    var profile = Profile.moderate
    @Option(help: "How many years")
    var years: Int = 1
    @Option(help: "The same seed gives the same diary")
    var seed: UInt64 = 1
    @Option(help: "Where everything is kept, as TONUS_HOME says it")
    var home: String
    @Option(help: "What the replica is called")
    var name = "default"

    func run() throws {
        let diary = try GeneratedDiary(DiaryPlan(profile, years: years, seed: seed))
        let start = ContinuousClock.now
        try diary.write(to: home + "/" + name)
        let seconds = ContinuousClock.now - start
        print("\(diary.acts.count) acts in \(seconds)")
    }
}

extension Profile: ExpressibleByArgument {}
