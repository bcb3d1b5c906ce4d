/// What was measured over many runs, and how it is told.
struct Figures {
    let name: String
    /// Milliseconds, sorted.
    let runs: [Double]

    init(_ name: String, _ runs: [Double]) { (self.name, self.runs) = (name, runs.sorted()) }

    var median: Double { runs.isEmpty ? 0 : runs[runs.count / 2] }
    var p99: Double { runs.isEmpty ? 0 : runs[min(runs.count - 1, runs.count * 99 / 100)] }

    var row: String {
        "| \(name) | \(Self.text(median)) | \(Self.text(runs.first ?? 0)) | \(Self.text(p99)) |"
    }

    static let heading = "| what | median ms | least | p99 |\n|---|---|---|---|"

    /// Three figures that count.
    static func text(_ number: Double) -> String {
        let digits = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3
        let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
        let rounded = Int64((number * scale).rounded())
        guard digits > 0 else { return "\(rounded)" }
        let fraction = "\(rounded % Int64(scale))"
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "\(rounded / Int64(scale)).\(zeros)\(fraction)"
    }

    func ratio(to other: Figures) -> String { Self.text(median / other.median) }
}

/// Milliseconds that `body` takes.
func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let started = ContinuousClock.now
    try body()
    return (ContinuousClock.now - started).milliseconds
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
