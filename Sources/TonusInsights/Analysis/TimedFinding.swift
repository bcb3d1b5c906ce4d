/// What is known of one short exposure just before spasms.
public struct TimedFinding: Hashable, Sendable {
    public let factor: String
    /// Above which number the factor counts as there, in decimal digits; nil where it is not measured.
    public let cut: String?
    /// How long before the onset it is looked for.
    public let hours: Int
    /// Spasms that can be compared, and those with it just before; a cluster counts once.
    public let spasms: Int
    public let exposedSpasms: Int
    /// The same hours on other days, and those with it just before.
    public let times: Int
    public let exposedTimes: Int
    /// Nil where no spasm's times differ.
    public let odds: ConditionalLogistic?
    /// Among all questions of the view.
    public let q: Double
    public let verdict: Verdict

    public var interval: Interval? { odds?.interval() }
}

extension TimedFinding {
    /// One spasm's own window beside those of its controls, before the onset and after it.
    struct Event {
        let day: Int
        let before: MatchedSet
        let after: MatchedSet
    }

    /// A finding before the others are known.
    struct Draft {
        private let factor: TimedAnalysis.Factor
        private let events: [Event]
        private let unmet: [Gate]
        private let middle: Int

        init(
            _ factor: TimedAnalysis.Factor, _ events: [Event], coverage: Double, middle: Int
        ) {
            (self.factor, self.events, self.middle) = (factor, events, middle)
            let exposed = events.count { $0.before.isCaseExposed }
            let times = events.reduce(0) { $0 + $1.before.controls }
            let exposedTimes = events.reduce(0) { $0 + $1.before.exposedControls }
            unmet = Gate.unmet(
                by: RateComparison(
                    exposed: Rate(events: exposed, time: Double(exposed + exposedTimes)),
                    unexposed: Rate(
                        events: events.count - exposed,
                        time: Double(events.count - exposed + times - exposedTimes))),
                coverage: coverage)
        }

        /// Nil where a gate is unmet, and where no spasm's times differ.
        var pValue: Double? {
            unmet.isEmpty ? ConditionalLogistic.scorePValue(events.map(\.before)) : nil
        }

        func finding(q: Double) -> TimedFinding {
            let odds = ConditionalLogistic(events.map(\.before))
            let evidence = Evidence(
                q: q, interval: odds?.interval(), shiftPValue: pValue,
                isAlsoBeforehand: isSimilarAfter(odds),
                holdsInBothHalves: halves.allSatisfy { $0 != 0 && $0 == odds?.sign })
            return TimedFinding(
                factor: factor.name, cut: factor.cut, hours: factor.hours, spasms: events.count,
                exposedSpasms: events.count { $0.before.isCaseExposed },
                times: events.reduce(0) { $0 + $1.before.controls },
                exposedTimes: events.reduce(0) { $0 + $1.before.exposedControls }, odds: odds, q: q,
                verdict: unmet.isEmpty
                    ? evidence.verdict : .notEnough(unmet, weeksNeeded: nil))
        }

        /// Whether what began just after the spasms is tied to them as much.
        private func isSimilarAfter(_ odds: ConditionalLogistic?) -> Bool {
            guard let here = odds?.logRatio,
                let after = ConditionalLogistic(events.map(\.after))?.logRatio
            else { return false }
            return after * here > 0 && abs(after) >= Beforehand.similarity * abs(here)
        }

        private var halves: [Int] {
            [events.filter { $0.day < middle }, events.filter { $0.day >= middle }].map { half in
                ConditionalLogistic(half.map(\.before))?.sign ?? 0
            }
        }
    }
}
