import ArgumentParser
import Foundation
import TonusSimulation

/// Small worlds again and again, each time with the power cut one change of a disk later.
struct PowerLane: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power", abstract: "Cut the power at every write and sync there is")

    @Option(help: "How many cuts")
    var cuts = 10_000
    @Option(help: "The first seed")
    var first: UInt64 = 0
    @Option(help: "How many cuts of the first seed to leave out")
    var skip = 0
    @Option(help: "Steps in each world")
    var steps = 14
    @Option(help: "Processes at once")
    var workers = ProcessInfo.processInfo.activeProcessorCount
    @Option(help: "Run one seed, and print its trace")
    var seed: UInt64?
    @Option(help: "Where in it the power goes, as it was printed")
    var cut: Int?
    @Flag(help: "End with the first violation")
    var untilFound = false
    @Flag(help: .hidden)
    var worker = false

    /// Steps that follow the cut before everything comes to rest.
    private static let aftermath = 2

    func run() async throws {
        let folder = scratchFolder("power")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        if let seed, let cut { return try await replay(seed, cut, folder) }
        if worker || workers <= 1 { return try await work(folder) }
        // Seeds far enough apart that no two workers meet.
        try Workers.run(
            unit: "power cuts",
            (0..<workers).map { place in
                [
                    "power", "--worker", "--first", "\(first + UInt64(place) * 1_000_000)",
                    "--cuts", "\(cuts / workers + (place < cuts % workers ? 1 : 0))",
                    "--steps", "\(steps)",
                ]
            })
    }

    private func replay(_ seed: UInt64, _ cut: Int, _ folder: String) async throws {
        let template = try await Template(folder: folder + "/template")
        let starts = try await boundaries(seed, template, folder)
        let (world, violation) = try await trial(seed, cut, starts, template, folder)
        print(world.trace.joined(separator: "\n"))
        print(violation ?? "no violation")
        if violation != nil { throw ExitCode(1) }
    }

    private func work(_ folder: String) async throws {
        let template = try await Template(folder: folder + "/template")
        var sum = Sum()
        var seed = first
        while sum.steps < cuts {
            sum.seeds += 1
            let starts = try await boundaries(seed, template, folder)
            let skipped = seed == first ? skip : 0
            for cut in (0..<(starts.last ?? 0)).dropFirst(skipped).prefix(cuts - sum.steps) {
                let (world, violation) = try await trial(seed, cut, starts, template, folder)
                sum.steps += 1
                sum.faults.merge(world.faults) { $0 + $1 }
                guard let violation else { continue }
                sum.violations += 1
                print("VIOLATION --seed \(seed) --cut \(cut): \(violation)")
                if untilFound { throw ExitCode(1) }
                print(world.trace.suffix(12).map { "    " + $0 }.joined(separator: "\n"))
            }
            seed += 1
        }
        print(try sum.line())
        if sum.violations > 0 { throw ExitCode(1) }
    }

    /// How many changes of disks there were when each step ended.
    private func boundaries(
        _ seed: UInt64, _ template: Template, _ folder: String
    ) async throws -> [Int] {
        let world = try World(
            seed: seed, template: template, folder: folder + "/world", cut: .never)
        var counts: [Int] = []
        for _ in 0..<steps {
            try await world.step()
            counts.append(world.boundaries)
        }
        return counts
    }

    private func trial(
        _ seed: UInt64, _ cut: Int, _ ends: [Int], _ template: Template, _ folder: String
    ) async throws -> (World, String?) {
        let step = (ends.firstIndex { $0 > cut } ?? ends.count) + 1
        let world = try World(
            seed: seed, template: template, folder: folder + "/world",
            cut: PowerCut(after: cut, step: step))
        do {
            try await world.run(steps: step + Self.aftermath)
            guard !world.faults.keys.filter({ $0.hasPrefix("power cut") }).isEmpty else {
                return (world, "the power was not cut")
            }
            try await world.settle()
        } catch {
            return (world, "\(error)")
        }
        return (world, nil)
    }
}
