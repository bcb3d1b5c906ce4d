import ArgumentParser
import Foundation
import TonusSimulation

/// `make soak`: many seeded worlds, one after the other, and what they met.
@main
struct Soak: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tonus-soak",
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
            guard outcome.violation != nil else { continue }
            let short = try await Trial(seed, steps, template, folder).shrunk(outcome)
            print("VIOLATION seed \(seed), \(short.steps) steps: \(short.violation ?? "")")
            print(short.trace.suffix(12).map { "    " + $0 }.joined(separator: "\n"))
        }
        print(try sum.line())
        if sum.violations > 0 { throw ExitCode(1) }
    }

    /// Shares the seeds among processes: each world's faults are its process's.
    private func share() throws {
        let began = Date()
        let share = (seeds + UInt64(workers) - 1) / UInt64(workers)
        let pipes = try (0..<UInt64(workers)).map { place -> (Process, Pipe) in
            let from = min(place * share, seeds)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
            process.arguments =
                [
                    "--worker", "--first", "\(first + from)", "--seeds",
                    "\(min(share, seeds - from))", "--steps", "\(steps)",
                ] + (regressions && place == 0 ? ["--regressions"] : [])
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            return (process, pipe)
        }
        var sum = Sum()
        var hasCrashed = false
        for (process, pipe) in pipes {
            let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            var isWhole = false
            for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
                if let part = Sum(line: line) {
                    (sum, isWhole) = (sum + part, true)
                } else {
                    print(line)
                }
            }
            if !isWhole { hasCrashed = true }
        }
        print(sum.report(seconds: Date().timeIntervalSince(began), processes: workers))
        if hasCrashed { print("A worker ended before its time.") }
        if hasCrashed || sum.violations > 0 { throw ExitCode(1) }
    }
}

/// One world, from its seed to rest.
struct Trial {
    struct Outcome {
        var steps: Int
        var faults: [String: Int]
        var trace: [String]
        var violation: String?
    }

    let seed: UInt64
    let steps: Int
    let template: Template
    let folder: String

    /// Seven devices with their databases and locks, the server's pool, and the process's own.
    private static let fileLimit = 120

    init(_ seed: UInt64, _ steps: Int, _ template: Template, _ folder: String) {
        (self.seed, self.steps, self.template, self.folder) = (seed, steps, template, folder)
    }

    func run() async throws -> Outcome {
        let world = try World(seed: seed, template: template, folder: folder + "/world")
        var violation: String?
        do {
            try await world.run(steps: steps)
            try await world.settle()
        } catch {
            violation = "\(error)"
        }
        if World.openFiles > Self.fileLimit, violation == nil {
            violation = "I18: \(World.openFiles) files are open after seed \(seed)"
        }
        return Outcome(
            steps: world.steps, faults: world.faults, trace: world.trace, violation: violation)
    }

    /// The fewest steps of this seed after which it still fails at rest.
    func shrunk(_ outcome: Outcome) async throws -> Outcome {
        var (best, low) = (outcome, 0)
        while low < best.steps {
            let middle = (low + best.steps) / 2
            let shorter = try await Trial(seed, middle, template, folder).run()
            if shorter.violation != nil { best = shorter } else { low = middle + 1 }
        }
        return best
    }
}

/// What many worlds met.
struct Sum: Codable {
    var seeds = 0
    var steps = 0
    var violations = 0
    var faults: [String: Int] = [:]

    init() {}

    mutating func add(_ outcome: Trial.Outcome) {
        seeds += 1
        steps += outcome.steps
        violations += outcome.violation == nil ? 0 : 1
        faults.merge(outcome.faults) { $0 + $1 }
    }

    static func + (a: Sum, b: Sum) -> Sum {
        var sum = a
        sum.seeds += b.seeds
        sum.steps += b.steps
        sum.violations += b.violations
        sum.faults.merge(b.faults) { $0 + $1 }
        return sum
    }

    private static let mark = "SUM "

    func line() throws -> String {
        Self.mark + String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }

    init?(line: some StringProtocol) {
        guard line.hasPrefix(Self.mark),
            let sum = try? JSONDecoder().decode(
                Sum.self, from: Data(line.dropFirst(Self.mark.count).utf8))
        else { return nil }
        self = sum
    }

    func report(seconds: Double, processes: Int) -> String {
        let met = faults.sorted { $0.key < $1.key }.map { "  \($0.value)\t\($0.key)" }
        return """
            \(seeds) seeds, \(steps) steps, \(violations) violations; \(Int(seconds)) s, \
            \(processes) processes
            Faults met:
            \(met.joined(separator: "\n"))
            """
    }
}
