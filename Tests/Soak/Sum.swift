import Foundation

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

    func report(unit: String, seconds: Double, processes: Int) -> String {
        let met = faults.sorted { $0.key < $1.key }.map { "  \($0.value)\t\($0.key)" }
        return """
            \(seeds) seeds, \(steps) \(unit), \(violations) violations; \(Int(seconds)) s, \
            \(processes) processes
            Faults met:
            \(met.joined(separator: "\n"))
            """
    }
}
