import ArgumentParser
import Foundation
import TonusSimulation

/// Many seeded worlds, one after the other, and what they met.
struct WorldLane: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worlds",
        abstract: "Run seeded worlds with the production code in them, and look for violations")

    @Option(help: "How many seeds")
    var seeds: UInt64 = 10_000
    @Option(help: "The first seed")
    var first: UInt64 = 0
    @Option(help: "Steps in each world")
    var steps = 200
    @Option(help: "Processes at once")
    var workers = ProcessInfo.processInfo.activeProcessorCount
    @Option(help: "Run one seed, and print its trace")
    var seed: UInt64?
    @Flag(help: "Also the seeds that once found something")
    var regressions = false
    @Flag(help: "End with the first violation")
    var untilFound = false
    @Flag(help: .hidden)
    var worker = false

    /// Seeds that once found something, with what it was. `World` draws otherwise since some of
    /// them: they stay, each is a world like any other.
    private static let found: [UInt64: String] = [
        11: "a backup of a server that had no diary",
        79: "an episode linked and merged with the same one",
        154: "pairs that depended on the order of folding",
        399: "a chain that only a caregiver still held",
        565: "a push of what the server had from its author meanwhile",
        782: "an old chain's end, moved, became the one appended to",
        997: "a copy of a device that had never synced",
        1018: "a server's older id, stored and remembered apart",
        2953: "a chain that was pulled with an end from years ahead, and appended to",
    ]

    func run() async throws {
        let folder = scratchFolder("soak")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        if let seed { return try await replay(seed, folder) }
        if worker || workers <= 1 { return try await work(folder) }
        try share()
    }

    private func replay(_ seed: UInt64, _ folder: String) async throws {
        let template = try await Template(folder: folder + "/template")
        let outcome = try await Trial(seed, steps, template, folder).run()
        print(outcome.trace.joined(separator: "\n"))
        guard let violation = outcome.violation else { return print("no violation") }
        print(violation)
        throw ExitCode(1)
    }

    /// One seed after the other; a line for each failure, and the sum at the end.
    private func work(_ folder: String) async throws {
        let template = try await Template(folder: folder + "/template")
        var sum = Sum()
        let again = regressions ? Self.found.keys.sorted() : []
        for seed in again + (first..<first + seeds) {
            let outcome = try await Trial(seed, steps, template, folder).run()
            sum.add(outcome)
            guard let violation = outcome.violation else { continue }
            if untilFound { return try found(violation, seed) }
            let short = try await Trial(seed, steps, template, folder).shrunk(outcome)
            print("VIOLATION seed \(seed), \(short.steps) steps: \(short.violation ?? "")")
            print(short.trace.suffix(12).map { "    " + $0 }.joined(separator: "\n"))
        }
        print(try sum.line())
        if sum.violations > 0 { throw ExitCode(1) }
    }

    private func found(_ violation: String, _ seed: UInt64) throws {
        print("VIOLATION seed \(seed): \(violation)")
        throw ExitCode(1)
    }

    /// Shares the seeds among processes: each world's faults are its process's.
    private func share() throws {
        let share = (seeds + UInt64(workers) - 1) / UInt64(workers)
        try Workers.run(
            unit: "steps",
            (0..<UInt64(workers)).map { place in
                let from = min(place * share, seeds)
                return [
                    "worlds", "--worker", "--first", "\(first + from)", "--seeds",
                    "\(min(share, seeds - from))", "--steps", "\(steps)",
                ] + (regressions && place == 0 ? ["--regressions"] : [])
            })
    }
}
