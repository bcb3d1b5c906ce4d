import Foundation

/// One line of the table: what Tonus took, what raw SQLite took in the same run, and the aim.
struct Measure: Codable {
    let key: String
    let what: String
    let unit: String
    /// The median of all runs.
    let ours: Double
    /// The same of what it is held against; nil where the figure stands for itself.
    let raw: Double?
    /// Of five parts of the runs, sorted: ours to raw, or ours alone.
    let ratios: [Double]
    let aim: Aim

    struct Aim: Codable {
        let bound: Double
        let isLeast: Bool

        static func atMost(_ bound: Double) -> Aim { Aim(bound: bound, isLeast: false) }
        static func atLeast(_ bound: Double) -> Aim { Aim(bound: bound, isLeast: true) }

        func isMet(by value: Double) -> Bool { isLeast ? value >= bound : value <= bound }
    }

    private static let parts = 5

    /// - Parameter raw: runs that took turns with `ours`; empty where there is nothing to hold it against.
    init(
        _ key: String, _ what: String, _ unit: String = "ms", ours: [Double], raw: [Double] = [],
        aim: Aim
    ) {
        (self.key, self.what, self.unit, self.aim) = (key, what, unit, aim)
        self.ours = ours.median
        self.raw = raw.isEmpty ? nil : raw.median
        let parts = min(Self.parts, ours.count)
        ratios = (0..<parts).map { part in
            let share = { (runs: [Double]) in
                Array(runs[(part * runs.count / parts)..<((part + 1) * runs.count / parts)]).median
            }
            return raw.isEmpty ? share(ours) : share(ours) / share(raw)
        }.sorted()
    }

    var ratio: Double { ratios.median }
    var isMet: Bool { aim.isMet(by: ratio) }

    var row: String {
        let cells = [
            what, "\(Text.of(ours)) \(unit)", raw.map { "\(Text.of($0)) \(unit)" } ?? "",
            "**\(Text.of(ratio))**",
            "\(Text.of(ratios.first ?? 0)) to \(Text.of(ratios.last ?? 0))",
            "\(aim.isLeast ? "at least" : "at most") \(Text.of(aim.bound))", isMet ? "yes" : "no",
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }

    static let heading = """
        | what | Tonus | raw SQLite | ratio | least to most | aim | met |
        |---|---|---|---|---|---|---|
        """
}

enum Text {
    /// Three figures that count.
    static func of(_ number: Double) -> String {
        let digits = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3
        let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
        let rounded = Int64((number * scale).rounded())
        guard digits > 0 else { return "\(rounded)" }
        let fraction = "\(rounded % Int64(scale))"
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "\(rounded / Int64(scale)).\(zeros)\(fraction)"
    }
}

extension [Double] {
    var median: Double { isEmpty ? 0 : sorted()[count / 2] }

    /// The value below which `share` of them lie.
    func quantile(_ share: Double) -> Double {
        isEmpty ? 0 : sorted()[Swift.min(count - 1, Int(Double(count) * share))]
    }
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
