#if canImport(Glibc)
    import Glibc
#endif

/// What an honest analysis says of a factor after so many years, as far as that can be told
/// beforehand.
package struct Expectation: Codable, Hashable, Sendable {
    package enum Verdict: String, Codable, Sendable {
        /// In at least nine of ten diaries.
        case worthDiscussing = "worth-discussing"
        /// In at least nine of ten diaries anything but worth discussing.
        case notWorthDiscussing = "not-worth-discussing"
        case either
    }

    package let years: Int
    /// About how often it is found worth discussing.
    package let chance: Double
    package let verdict: Verdict

    /// The spans that are told of.
    static let spans = [1, 3, 10]

    /// - Parameter factor: one that does nothing where its ratio is 1.
    static func all(_ factor: PlantedFactor, _ profile: Profile) -> [Expectation] {
        spans.map { years in
            let chance = chance(factor, profile, years: Double(years))
            // With bouts the approximation is too poor to promise anything.
            let isTold = factor.isNull || profile.numbers.bout == nil
            let verdict: Verdict =
                !isTold
                ? .either
                : chance >= 0.9 ? .worthDiscussing : chance <= 0.1 ? .notWorthDiscussing : .either
            return Expectation(
                years: years, chance: (chance * 1000).rounded() / 1000, verdict: verdict)
        }
    }

    /// By the normal approximation to the logarithm of the ratio.
    ///
    /// The variance is that of counts whose rate wanders: what stays of the rate from day to day
    /// meets what stays of the factor. Three things have to come about: the ratio stands out among
    /// so many questions, both halves of the record point the same way, and the day after shows
    /// less than half of it.
    private static func chance(
        _ factor: PlantedFactor, _ profile: Profile, years: Double
    ) -> Double {
        if factor.isNull { return nullChance }
        let effect = abs(log(factor.ratio))
        let error = standardError(factor, profile, days: years * 365.25 * observed)
        let found = normal(effect / error - critical)
        let half = normal(effect / (error * 2.0.squareRoot()))
        let demoted = normal(-0.5 * effect / (error * alikeFactor))
        return found * half * half * (1 - demoted)
    }

    /// How far a ratio has to stand out to have q at most 0.10 among some fifteen questions with a
    /// few that are true: a p-value of about 0.02 on two sides.
    private static let critical = 2.33
    /// Of what is null: such a rate of false findings is what q stands for, divided among many.
    private static let nullChance = 0.02
    /// How much wider the comparison by tomorrow is among days alike.
    private static let alikeFactor = 1.3
    /// About the part of days that are observed.
    private static let observed = 0.88

    private static func standardError(
        _ factor: PlantedFactor, _ profile: Profile, days: Double
    ) -> Double {
        let numbers = profile.numbers
        let spread = Numbers.spread * Numbers.spread
        // Bouts make days far more uneven, and for weeks.
        let (bouts, uneven) = (Illness.bouts, profile.unevenness)
        let wander = { (lag: Int) in
            exp(spread * pow(Numbers.memory, Double(lag)))
                * (1 + uneven * pow(bouts.memory, Double(lag)))
        }
        // A window of several days is there on more of them, and for longer.
        let reach = Double(factor.daysBack.upperBound)
        let length = factor.spells.length
        let share = min(0.9, factor.share * (1 + reach / length))
        let memory = Spells(share: share, length: length + reach).memory
        var variance = 1 / profile.meanRate + (1 + 1 / numbers.size) * wander(0) - 1
        for lag in 1...120 { variance += 2 * (wander(lag) - 1) * pow(memory, Double(lag)) }
        return (variance / (days * share * (1 - share))).squareRoot()
    }

    /// The chance that a standard normal variable is at most `x`.
    private static func normal(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }
}

extension Profile {
    /// Spasms on a day, bouts included.
    fileprivate var meanRate: Double {
        let share = Illness.bouts.share
        return numbers.bout.map { share * $0 + (1 - share) * numbers.rate } ?? numbers.rate
    }

    /// The variance over the square of the mean that bouts bring about.
    fileprivate var unevenness: Double {
        guard let bout = numbers.bout else { return 0 }
        let share = Illness.bouts.share
        let square = share * bout * bout + (1 - share) * numbers.rate * numbers.rate
        return square / (meanRate * meanRate) - 1
    }
}
