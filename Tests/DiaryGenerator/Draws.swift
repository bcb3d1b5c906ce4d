import TonusTesting

#if canImport(Glibc)
    import Glibc
#endif

/// The distributions that a diary is drawn from.
extension SplitMix64 {
    /// From 0 below 1.
    package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func chance(_ share: Double) -> Bool { uniform() < share }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
    }

    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(uniform() * Double(range.count))
    }

    /// By the method of Box and Muller, one of the two.
    mutating func normal(_ mean: Double = 0, _ spread: Double = 1) -> Double {
        let (a, b) = (1 - uniform(), uniform())
        return mean + spread * (-2 * log(a)).squareRoot() * cos(2 * Double.pi * b)
    }

    mutating func logNormal(median: Double, sigma: Double) -> Double {
        median * exp(normal(0, sigma))
    }

    mutating func exponential(mean: Double) -> Double { -mean * log(1 - uniform()) }

    /// With mean `shape`. Below a shape of 1 it is that of the next shape, made smaller.
    ///
    /// Source: G. Marsaglia and W. W. Tsang, *A Simple Method for Generating Gamma Variables*, ACM
    /// Transactions on Mathematical Software 26(3), 2000.
    mutating func gamma(_ shape: Double) -> Double {
        if shape < 1 { return gamma(shape + 1) * pow(1 - uniform(), 1 / shape) }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
            if v > 0, log(1 - uniform()) < x * x / 2 + d * (1 - v + log(v)) { return d * v }
        }
    }

    /// By inversion, in steps that keep exp(−mean) above 0.
    mutating func poisson(_ mean: Double) -> Int {
        if mean > 50 { return poisson(mean / 2) + poisson(mean / 2) }
        var (count, chance) = (0, exp(-mean))
        var rest = uniform()
        while rest >= chance, chance > 0 {
            rest -= chance
            count += 1
            chance *= mean / Double(count)
        }
        return count
    }

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
