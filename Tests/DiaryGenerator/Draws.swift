import TonusTesting

#if canImport(Glibc)
    import Glibc
#endif

/// The distributions that a diary is drawn from.
extension SplitMix64 {
    mutating func chance(_ share: Double) -> Bool { uniform() < share }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
    }

    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(uniform() * Double(range.count))
    }

    mutating func logNormal(median: Double, sigma: Double) -> Double {
        median * exp(normal(0, sigma))
    }

    mutating func exponential(mean: Double) -> Double { -mean * log(1 - uniform()) }

    /// Counts with this mean and the variance `mean + mean² / size`.
    mutating func negativeBinomial(mean: Double, size: Double) -> Int {
        poisson(mean * gamma(size) / size)
    }

    mutating func pick<Item>(_ items: [(Item, weight: Double)]) -> Item {
        precondition(!items.isEmpty)
        var rest = uniform() * items.reduce(0) { $0 + $1.weight }
        for (item, weight) in items {
            if rest < weight { return item }
            rest -= weight
        }
        return items[items.count - 1].0
    }

    /// A generator of its own, so that what is drawn in one part leaves the others as they are.
    mutating func branch() -> SplitMix64 { SplitMix64(seed: next()) }
}

/// A chain of two states, such as tired or not: how long a spell lasts forgets how long it has.
struct Spells {
    /// The part of days in the state, between 0 and 1.
    let share: Double
    /// Mean days of a spell.
    let length: Double

    var leaving: Double { min(1, 1 / length) }

    /// What stays of the state from one day to the next; 0 where each day is drawn by itself.
    var memory: Double { 1 - leaving - leaving * share / (1 - share) }

    /// - Parameter season: multiplies how readily a spell begins on a day.
    func drawn(
        _ days: Int, _ random: inout SplitMix64, season: (Int) -> Double = { _ in 1 }
    ) -> [Bool] {
        let coming = leaving * share / (1 - share)
        var isIn = random.chance(share * season(0))
        return (0..<days).map { day in
            if day > 0 {
                isIn = isIn ? !random.chance(leaving) : random.chance(coming * season(day))
            }
            return isIn
        }
    }
}
