#if canImport(Glibc)
    import Glibc
#endif

extension RateComparison {
    /// The exact interval of the ratio, from the limits of a binomial chance.
    ///
    /// With an `inflation` above 1 the events count for fewer, as many times as their variance is
    /// that of a Poisson count. That widens the standard error of the logarithm by its root, and
    /// still has an answer where a side has no events. Source: C. J. Clopper and E. S. Pearson,
    /// Biometrika 26, 1934; P. McCullagh and J. A. Nelder, *Generalized Linear Models*, 1989, 6.2.3.
    public func exactInterval(level: Double = 0.95, inflation: Double = 1) -> Interval? {
        guard isComparable else { return nil }
        let tail = (1 - level) / 2
        let (x, y) = (Double(exposed.events) / inflation, Double(unexposed.events) / inflation)
        let lower = x == 0 ? 0 : Beta.oddsQuantile(x, y + 1, below: tail)
        let upper = y == 0 ? .infinity : Beta.oddsQuantile(x + 1, y, above: tail)
        return Interval(lower: lower * timeRatio, upper: upper * timeRatio)
    }

    /// The interval in which what was seen counts half: not exact, but nearer to its level.
    public func midPInterval(level: Double = 0.95) -> Interval? {
        guard isComparable else { return nil }
        let tail = (1 - level) / 2
        let lower = exposed.events == 0 ? 0 : midPOdds { $0.upper > tail }
        let upper = unexposed.events == 0 ? .infinity : midPOdds { $0.lower <= tail }
        return Interval(lower: lower * timeRatio, upper: upper * timeRatio)
    }

    /// The middle 95 % of what is believed after the events, from Jeffreys' prior.
    public func jeffreysInterval(level: Double = 0.95) -> Interval? {
        guard isComparable else { return nil }
        let tail = (1 - level) / 2
        let (a, b) = (Double(exposed.events) + 0.5, Double(unexposed.events) + 0.5)
        return Interval(
            lower: Beta.oddsQuantile(a, b, below: tail) * timeRatio,
            upper: Beta.oddsQuantile(a, b, above: tail) * timeRatio)
    }

    /// The ratio above and below which Jeffreys' belief is equally strong.
    public var jeffreysMedian: Double? {
        guard isComparable else { return nil }
        let (a, b) = (Double(exposed.events) + 0.5, Double(unexposed.events) + 0.5)
        return Beta.oddsQuantile(a, b, below: 0.5) * timeRatio
    }

    /// The interval that takes the logarithm for normal; nil where a side has no events.
    public func waldInterval(level: Double = 0.95, inflation: Double = 1) -> Interval? {
        guard let ratio, let logError = logError(inflation: inflation) else { return nil }
        return .around(ratio, logError: logError, level: level)
    }

    /// The odds at which the two mid-p tails, which move one way, cross a condition.
    private func midPOdds(isAbove: ((lower: Double, upper: Double)) -> Bool) -> Double {
        var (low, high) = (-700.0, 700.0)
        for _ in 0..<200 where high - low > 1e-15 * abs(high) {
            let middle = (low + high) / 2
            if isAbove(midPTails(chance: 1 / (1 + exp(-middle)))) {
                high = middle
            } else {
                low = middle
            }
        }
        return exp((low + high) / 2)
    }

    /// The parts below and above what was seen, each with half of its own chance.
    func midPTails(chance: Double) -> (lower: Double, upper: Double) {
        let (x, n) = (exposed.events, events)
        let half = Binomial.probability(x, of: n, chance: chance) / 2
        return (
            Binomial.atMost(x - 1, of: n, chance: chance) + half,
            Binomial.atLeast(x + 1, of: n, chance: chance) + half
        )
    }
}
