/// How "as far off as this" is counted; published figures differ by nothing else.
public enum PValueKind: CaseIterable, Sendable {
    /// Twice the smaller tail: the one that agrees with the exact interval, and ours.
    case central
    /// Everything that is no likelier than what was seen.
    case minlike
    /// Twice the smaller tail, in which what was seen counts half.
    case midP
    /// By the normal approximation of the exposed count.
    case score
}

extension RateComparison {
    /// The p-value of a ratio of 1; nil where there is nothing to compare.
    public func pValue(_ kind: PValueKind = .central) -> Double? {
        guard isComparable else { return nil }
        let (x, n) = (exposed.events, events)
        switch kind {
        case .central:
            let below = Binomial.atMost(x, of: n, chance: share)
            let above = Binomial.atLeast(x, of: n, chance: share)
            return min(1, 2 * min(below, above))
        case .minlike:
            // Equal chances on the two sides may differ in their last digits.
            let limit = Binomial.probability(x, of: n, chance: share) * (1 + 1e-7)
            let chances = (0...n).lazy.map { Binomial.probability($0, of: n, chance: share) }
            return min(1, chances.reduce(0) { $1 <= limit ? $0 + $1 : $0 })
        case .midP:
            let tails = midPTails(chance: share)
            return min(1, 2 * min(tails.lower, tails.upper))
        case .score:
            return min(1, 2 * Normal.below(-abs(score ?? 0)))
        }
    }

    /// The central one, in which events count for as many times fewer as in `exactInterval`.
    public func pValue(inflation: Double) -> Double? {
        guard isComparable else { return nil }
        let (x, y) = (Double(exposed.events) / inflation, Double(unexposed.events) / inflation)
        let below = y == 0 ? 1 : Beta.regularized(x + 1, y, share).upper
        let above = x == 0 ? 1 : Beta.regularized(x, y + 1, share).lower
        return min(1, 2 * min(below, above))
    }

    /// How many standard deviations the exposed count is from its share of the events.
    public var score: Double? {
        guard isComparable else { return nil }
        let n = Double(events)
        return (Double(exposed.events) - n * share) / (n * share * (1 - share)).squareRoot()
    }
}
