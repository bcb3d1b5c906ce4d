#if canImport(Glibc)
    import Glibc
#endif

/// How long something was waited for, and whether it came.
public struct Waiting: Hashable, Sendable {
    /// In any unit, from 0.
    public let time: Double
    /// False where the watching ended first.
    public let hasCome: Bool

    public init(_ time: Double, hasCome: Bool = true) {
        precondition(time >= 0)
        (self.time, self.hasCome) = (time, hasCome)
    }
}

/// The part that still waits, after each time at which something came.
///
/// Source: E. L. Kaplan and P. Meier, *Nonparametric estimation from incomplete observations*,
/// Journal of the American Statistical Association 53, 1958.
public struct Survival: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        public let time: Double
        /// Those who still waited just before.
        public let atRisk: Int
        public let events: Int
        /// The part that waits on from here, `0...1`.
        public let waiting: Double
        /// Greenwood's sum Σ d / (n(n − d)); infinite once nobody waits.
        let spread: Double
    }

    public let steps: [Step]

    public init(_ waits: some Sequence<Waiting>) {
        var steps: [Step] = []
        var (waiting, spread) = (1.0, 0.0)
        for risk in RiskSet.all(of: waits.sorted { $0.time < $1.time }) where risk.events > 0 {
            let (n, d) = (Double(risk.atRisk), Double(risk.events))
            waiting *= (n - d) / n
            spread += d / (n * (n - d))
            steps.append(
                Step(
                    time: risk.time, atRisk: risk.atRisk, events: risk.events, waiting: waiting,
                    spread: spread))
        }
        self.steps = steps
    }

    /// The first time by which half no longer waits; nil if that was not seen.
    public var median: Double? { quantile(0.5) }

    /// The first time by which such a part no longer waits, `0...1`; nil if that was not seen.
    public func quantile(_ part: Double) -> Double? {
        // The last digit of a product must not decide whether a half is a half.
        steps.first { $0.waiting <= 1 - part + 1e-12 }?.time
    }

    /// The times between which the median lies; the upper is infinite where it was not seen.
    ///
    /// From Greenwood's variance on the scale ln(−ln S). Source: R. Brookmeyer and J. Crowley,
    /// *A confidence interval for the median survival time*, Biometrics 38, 1982.
    public func medianInterval(level: Double = 0.95) -> Interval? {
        guard !steps.isEmpty else { return nil }
        let z = -Normal.quantile(below: (1 - level) / 2)
        let lower = firstTime { $0.limit(z) } ?? .infinity
        return Interval(lower: lower, upper: firstTime { $0.limit(-z) } ?? .infinity)
    }

    private func firstTime(_ part: (Step) -> Double) -> Double? {
        // The last digit of a product must not decide whether a half is a half.
        steps.first { part($0) <= 0.5 + 1e-12 }?.time
    }
}

extension Survival.Step {
    /// S raised to exp(±z · error), the limits that stay between 0 and 1.
    fileprivate func limit(_ z: Double) -> Double {
        if waiting == 0 { return 0 }
        return pow(waiting, exp(z * spread.squareRoot() / -log(waiting)))
    }
}

/// Who waits at one time, and what comes to them.
private struct RiskSet {
    let time: Double
    let atRisk: Int
    let events: Int

    /// One for each time. What ends at the time of an event was still being watched then.
    static func all(of sorted: [Waiting]) -> [RiskSet] {
        var found: [RiskSet] = []
        var index = 0
        while index < sorted.count {
            let time = sorted[index].time
            let same = sorted[index...].prefix { $0.time == time }
            found.append(
                RiskSet(
                    time: time, atRisk: sorted.count - index, events: same.count { $0.hasCome }))
            index += same.count
        }
        return found
    }
}
