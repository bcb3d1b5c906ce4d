import ArgumentParser
import DiaryGenerator
import Foundation

/// Writes a realistic diary into a replica, and what is true behind it into a file beside.
@main
struct GenerateDiary: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-diary",
        abstract: "Write a made-up diary that looks like a real one",
        discussion: """
            The diary ends yesterday, or as many years after --first-day as it has. The same seed, \
            profile, length and first day give the same diary. What is true behind it, and what an \
            honest analysis can find, is in FOLDER/truth.json.
            """)

    @Option(help: "mild, moderate or cluster")
    var profile = Profile.moderate
    @Option(help: "How many years")
    var years = 1
    @Option(help: "How many days; counts instead of the years")
    var days: Int?
    @Option(help: "A number to draw from")
    var seed: UInt64 = 1
    @Option(help: "Its first day, such as 2024-01-01")
    var firstDay: String?
    @Option(help: "The zone the person lives in")
    var zone = "Europe/Berlin"
    @Option(help: "Where everything is kept, as TONUS_HOME says it")
    var home: String
    @Option(help: "What the replica is called")
    var name = "default"
    @Option(help: "Who else writes, on a device of their own; a replica NAME-caregiver is kept too")
    var caregiver: String?

    func validate() throws {
        guard (1...40).contains(years), (1...14_600).contains(days ?? 1) else {
            throw ValidationError("a diary has from one day to forty years")
        }
        guard TimeZone(identifier: zone) != nil else {
            throw ValidationError("no zone is called \(zone)")
        }
    }

    func run() throws {
        let diary = try GeneratedDiary(try plan())
        let begin = ContinuousClock.now
        let folder = home + "/" + name
        if let caregiver {
            try diary.write(to: folder, caregiver: caregiver, in: folder + "-caregiver")
        } else {
            try diary.write(to: folder)
        }
        let took = ContinuousClock.now - begin
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(diary.truth).write(to: URL(fileURLWithPath: home + "/truth.json"))
        for line in diary.summary { print(line) }
        print("written to \(folder) in \(took.formatted(.units(fractionalPart: .show(length: 1))))")
    }

    private func plan() throws -> DiaryPlan {
        var plan =
            days.map { DiaryPlan(profile, days: $0, seed: seed) }
            ?? DiaryPlan(profile, years: years, seed: seed)
        plan.zone = zone
        if let firstDay {
            guard plan.begin(on: firstDay) else {
                throw ValidationError("--first-day: expected a date such as 2024-01-01")
            }
        } else {
            plan.end(before: Int64(Date().timeIntervalSince1970 * 1000))
        }
        return plan
    }
}

extension Profile: ExpressibleByArgument {}
