/// How fast a diary comes to an answer, if it goes on as it has.
struct Pace: Hashable, Sendable {
    private let estimate: Estimate
    private let calendarDays: Int
    private let coverage: Double
    private let questions: Int

    /// An answer that needs longer than this is none.
    static let limit = 20 * 365

    init(_ estimate: Estimate, calendarDays: Int, coverage: Double, questions: Int) {
        (self.estimate, self.calendarDays) = (estimate, calendarDays)
        (self.coverage, self.questions) = (coverage, questions)
    }

    private var comparison: RateComparison { estimate.comparison }

    /// Weeks until twice as often would be found four times in five.
    ///
    /// Uneven days count for fewer, as in the interval.
    var weeksForDoubling: Int? {
        guard comparison.isComparable else { return nil }
        let quiet = comparison.unexposed
        let base = quiet.events > 0 ? quiet.value : Double(comparison.events) / estimate.days
        let power = Power(
            baseRate: (base ?? 0) / estimate.inflation, exposedShare: comparison.share)
        return power?.days(toFind: 2, limit: Self.limit).flatMap {
            weeks(forDays: Double($0) - estimate.days)
        }.map { max($0, weeksForTurns) }
    }

    /// Weeks until the least possible p-value, of one turn among all, is small enough for as many
    /// questions.
    private var weeksForTurns: Int {
        let turns = (Double(questions) / Evidence.greatestQ).rounded(.up)
        let days = Int(turns) - 1 + 2 * ShiftTest.leastShift - 1
        return max(0, (days - calendarDays + 6) / 7)
    }

    /// Weeks until no gate is unmet, and then until a doubling would be found.
    func weeksNeeded(_ unmet: [Gate]) -> Int? {
        let gates = unmet.map(weeks)
        guard let doubling = weeksForDoubling else { return nil }
        let known = gates.compactMap { $0 }
        return known.count == gates.count ? known.reduce(doubling, max) : nil
    }

    private func weeks(_ gate: Gate) -> Int? {
        switch gate {
        case .events(let events):
            return weeks(missing: Gate.leastEvents - events, alreadyThere: Double(events))
        case .exposedDays(let days):
            return weeks(missing: Gate.leastDays - days, alreadyThere: Double(days))
        case .unexposedDays(let days):
            return weeks(missing: Gate.leastDays - days, alreadyThere: Double(days))
        case .coverage:
            // If every day from here on is observed.
            let least = Gate.leastCoverage
            let days = Double(calendarDays) * (least - coverage) / (1 - least)
            return Int((days / 7).rounded(.up))
        }
    }

    private func weeks(missing: Int, alreadyThere: Double) -> Int? {
        guard alreadyThere > 0 else { return nil }
        return weeks(forDays: Double(missing) / alreadyThere * estimate.days)
    }

    /// Calendar weeks in which so many days will be known.
    private func weeks(forDays days: Double) -> Int? {
        if days <= 0 { return 0 }
        guard estimate.days > 0 else { return nil }
        let calendar = days * Double(calendarDays) / estimate.days
        return calendar <= Double(Self.limit) ? Int((calendar / 7).rounded(.up)) : nil
    }
}
