/// How much a diary can tell: what the exact test would find, if there were something to find.
public struct Power: Hashable, Sendable {
    /// Spasms on a day without the factor; above 0.
    public let baseRate: Double
    /// The part of days with it, between 0 and 1.
    public let exposedShare: Double

    public init?(baseRate: Double, exposedShare: Double) {
        guard baseRate > 0, baseRate.isFinite, exposedShare > 0, exposedShare < 1 else {
            return nil
        }
        (self.baseRate, self.exposedShare) = (baseRate, exposedShare)
    }

    /// The chance that the exact test's p-value is at most `level`, over all counts that may come.
    ///
    /// Counts are taken to vary as Poisson counts do: those of most diaries vary more, and need
    /// longer.
    ///
    /// - Parameter ratio: what is there to find; above 0.
    public func chance(ofFinding ratio: Double, days: Double, level: Double = 0.05) -> Double {
        let exposed = baseRate * ratio * exposedShare * days
        let mean = exposed + baseRate * (1 - exposedShare) * days
        guard mean > 0 else { return 0 }
        let reach = 8 * mean.squareRoot() + 20
        var limits = Limits(
            chance: exposedShare, tail: level / 2, trials: max(0, Int(mean - reach)))
        var sum = 0.0
        for events in limits.trials...Int(mean + reach) {
            limits.move(to: events)
            let odd = exposed / mean
            let outside =
                Binomial.atMost(limits.low, of: events, chance: odd)
                + Binomial.atLeast(limits.high, of: events, chance: odd)
            sum += Poisson.probability(events, mean: mean) * outside
        }
        return min(1, sum)
    }

    /// The observed days after which a ratio would be found with the chance `power`; nil if more
    /// than `limit`.
    public func days(
        toFind ratio: Double, power: Double = 0.8, level: Double = 0.05, limit: Int = 7300
    ) -> Int? {
        var high = 14
        while chance(ofFinding: ratio, days: Double(high), level: level) < power {
            if high >= limit { return nil }
            high = min(limit, high * 2)
        }
        var low = high / 2
        while high - low > 1 {
            let middle = (low + high) / 2
            if chance(ofFinding: ratio, days: Double(middle), level: level) < power {
                low = middle
            } else {
                high = middle
            }
        }
        return high
    }

    /// The greatest count on the low side, and the least on the high side, that the test rejects.
    private struct Limits {
        let chance: Double
        let tail: Double
        var trials: Int
        var low: Int
        var high: Int

        init(chance: Double, tail: Double, trials: Int) {
            (self.chance, self.tail, self.trials) = (chance, tail, trials)
            let mean = Double(trials) * chance
            // Eight standard deviations down, no count is left to be rejected wrongly.
            let start = max(0, Int(mean - 8 * mean.squareRoot()))
            (low, high) = (start - 1, start)
        }

        /// Both limits only grow with the number of events.
        mutating func move(to trials: Int) {
            self.trials = trials
            while Binomial.atMost(low + 1, of: trials, chance: chance) <= tail { low += 1 }
            while Binomial.atLeast(high, of: trials, chance: chance) > tail { high += 1 }
        }
    }
}
