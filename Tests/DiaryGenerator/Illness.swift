import TonusCore
import TonusDiary
import TonusTesting

#if canImport(Glibc)
    import Glibc
#endif

/// What truly happens, day by day, whether anybody writes it down or not.
struct Illness: Sendable {
    /// A spell in which it is worse: its rate is multiplied by `peak` at first, and of what that is
    /// above 1 a tenth is left at the end.
    struct Relapse: Hashable, Sendable {
        let onset: Int
        let recovery: Int
        let peak: Double

        var lastDay: Int { onset + recovery }

        func factor(on day: Int) -> Double {
            day < onset
                ? 1 : 1 + (peak - 1) * pow(10, -Double(day - onset) / Double(recovery))
        }
    }

    let relapses: [Relapse]
    let changes: [RegimenChange]
    /// For each factor of the plan, day by day.
    let states: [[Bool]]
    /// The slow up and down of the logarithm of the rate.
    let levels: [Double]
    let isBout: [Bool]
    /// The expected count of each day.
    let rates: [Double]
    let counts: [Int]

    /// Weeks to months of it, in one day of five.
    static let bouts = Spells(share: 0.2, length: 35)

    init(_ plan: DiaryPlan, _ itinerary: Itinerary, _ random: inout SplitMix64) {
        let (days, numbers) = (plan.days, plan.profile.numbers)
        relapses = Self.relapses(days, &random)
        changes = RegimenChange.drawn(days, relapses, &random)
        var stateRandom = random.branch()
        states = plan.factors.map { factor in
            factor.spells.drawn(days, &stateRandom) { day in
                factor.isOfSummer ? 1 - Self.winter(itinerary.date(day)) : 1
            }
        }
        var levelRandom = random.branch()
        levels = Self.levels(days, &levelRandom)
        isBout =
            numbers.bout == nil
            ? Array(repeating: false, count: days)
            : Self.bouts.drawn(days, &levelRandom)
        rates = Self.rates(plan, itinerary, states, levels, isBout, relapses, changes)
        var countRandom = random.branch()
        counts = zip(rates, isBout).map { rate, isBout in
            let count = countRandom.negativeBinomial(mean: rate, size: numbers.size)
            return isBout ? max(2, count) : count
        }
    }

    func isRelapse(_ day: Int) -> Bool {
        relapses.contains { ($0.onset...$0.lastDay).contains(day) }
    }

    /// At random, but a new one begins no earlier than 30 days after the last.
    ///
    /// Source of the 30 days: the definition of a relapse (McDonald criteria, as in GPnotebook).
    private static func relapses(_ days: Int, _ random: inout SplitMix64) -> [Relapse] {
        var found: [Relapse] = []
        var day = 0.0
        while true {
            day += max(30, random.exponential(mean: 365.25 / Numbers.relapsesPerYear))
            guard day < Double(days) else { return found }
            let (median, sigma) = Numbers.recovery
            let recovery = min(max(random.logNormal(median: median, sigma: sigma), 20), 600)
            found.append(
                Relapse(onset: Int(day), recovery: Int(recovery), peak: random.uniform(2...4)))
        }
    }

    /// An autoregressive series of the first order.
    private static func levels(_ days: Int, _ random: inout SplitMix64) -> [Double] {
        let (memory, spread) = (Numbers.memory, Numbers.spread)
        var level = random.normal(0, spread)
        return (0..<days).map { _ in
            level = memory * level + (1 - memory * memory).squareRoot() * random.normal(0, spread)
            return level
        }
    }

    /// 1 in the middle of January, −1 half a year later.
    private static func winter(_ date: LocalDate) -> Double {
        cos(2 * Double.pi * (Double(date.days) - 15) / 365.25)
    }

    /// Monday to Sunday. That people differ by weekday is assumed, and that by little.
    private static let weekdays = [1.0, 0.95, 1, 1, 1.05, 1.05, 0.95]

    /// What is in the rate besides the level and the relapses is made to be 1 on average, so that
    /// an ordinary day has what the source of the profile says.
    private static func rates(
        _ plan: DiaryPlan, _ itinerary: Itinerary, _ states: [[Bool]], _ levels: [Double],
        _ isBout: [Bool], _ relapses: [Relapse], _ changes: [RegimenChange]
    ) -> [Double] {
        let numbers = plan.profile.numbers
        var multipliers = (0..<plan.days).map { day in
            let date = itinerary.date(day)
            let season = 1 + 0.1 * winter(date)
            return weekdays[date.weekday - 1] * season
                * changes.reduce(1) { $0 * $1.factor(on: day) }
        }
        for (factor, state) in zip(plan.factors, states) where !factor.isNull {
            for day in multipliers.indices {
                let reach = max(0, day - factor.daysBack.upperBound)...day
                if state[reach].contains(true) { multipliers[day] *= factor.ratio }
            }
        }
        let mean = multipliers.reduce(0, +) / Double(plan.days)
        return multipliers.indices.map { day in
            let base = isBout[day] ? numbers.bout ?? numbers.rate : numbers.rate
            let level = exp(levels[day] - Numbers.spread * Numbers.spread / 2)
            return relapses.reduce(base * multipliers[day] / mean * level) {
                $0 * $1.factor(on: day)
            }
        }
    }
}

/// A medicine that was begun or changed, and what that truly did.
struct RegimenChange: Hashable, Sendable {
    let day: Int
    /// Nil while it is followed to the end.
    let stopDay: Int?
    let treatment: Medicine
    let amount: Double
    /// What it multiplies the rate by, once it acts; 1 for what does nothing.
    let ratio: Double

    /// It comes to act over a week.
    func factor(on day: Int) -> Double {
        guard day >= self.day, day <= stopDay ?? .max else { return 1 }
        return 1 + (ratio - 1) * min(1, Double(day - self.day) / 7)
    }

    /// One that helps, and in every three years one that does nothing. The latter begins in a bad
    /// spell where there is one: things then get better by themselves.
    static func drawn(
        _ days: Int, _ relapses: [Illness.Relapse], _ random: inout SplitMix64
    ) -> [RegimenChange] {
        guard days >= 240 else { return [] }
        let helping = Int(Double(days) * random.uniform(0.35...0.5))
        var changes = [
            RegimenChange(
                day: helping, stopDay: nil, treatment: .baclofen, amount: 20,
                ratio: Numbers.treatmentRatio)
        ]
        for start in stride(from: 0, to: days - 180, by: 1095) {
            let drawn = start + Int(Double(min(1095, days - start)) * random.uniform(0.65...0.75))
            let bad = relapses.first {
                (start..<start + 1095).contains($0.onset) && abs($0.onset + 14 - helping) > 90
            }
            let day = min(bad.map { $0.onset + 14 } ?? drawn, days - 60)
            guard changes.allSatisfy({ abs($0.day - day) > 60 }) else { continue }
            changes.append(
                RegimenChange(
                    day: day, stopDay: day + 150 < days ? day + 150 : nil, treatment: .gabapentin,
                    amount: 300, ratio: 1))
        }
        return changes.sorted { $0.day < $1.day }
    }
}

/// What is taken, and when.
enum Medicine: String, CaseIterable, Sendable {
    case baclofen, gabapentin
    case vitaminD = "vitamin D"
    case spray = "cannabis spray"

    var remedy: Remedy {
        switch self {
        case .baclofen: .antispastic
        case .gabapentin: .analgesic
        case .vitaminD: .supplement
        case .spray: .cannabinoid
        }
    }

    var unit: Unit {
        switch self {
        case .baclofen, .gabapentin: .milligram
        case .vitaminD: .microgram
        case .spray: .sprays
        }
    }

    /// Minutes after midnight.
    var times: [Int] {
        switch self {
        case .baclofen: [7 * 60, 12 * 60, 17 * 60, 22 * 60]
        case .gabapentin: [7 * 60, 14 * 60, 21 * 60]
        case .vitaminD: [8 * 60]
        case .spray: []
        }
    }
}
