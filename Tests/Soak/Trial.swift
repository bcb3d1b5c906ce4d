import Foundation
import TonusSimulation

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
