import TonusCore
import TonusDiary
import TonusInsights

extension InsightsMore.Ratio {
    init(_ ratio: StratifiedRatio, inflation: Double) {
        let interval = ratio.interval(inflation: inflation)
        self.init(
            ratio: rounded(ratio.ratio), lower: rounded(interval.lower),
            upper: rounded(interval.upper))
    }

    init(_ estimate: Estimate) {
        let interval = estimate.interval
        self.init(
            ratio: estimate.comparison.ratio.flatMap(rounded),
            lower: interval.flatMap { rounded($0.lower) },
            upper: interval.flatMap { rounded($0.upper) })
    }
}

extension InsightsMore.Regimen {
    init(_ told: (regimen: Sheet, treatment: String?, comparison: RegimenComparison)) {
        let comparison = told.comparison
        let (before, after) = (
            comparison.estimate.comparison.unexposed, comparison.estimate.comparison.exposed
        )
        let isCompared = comparison.unmet.isEmpty
        let inflation = comparison.estimate.inflation
        let alike = comparison.stratified.map {
            InsightsMore.Ratio($0, inflation: inflation)
        }
        self.init(
            name: told.treatment,
            start: told.regimen[.regimenStart]?.date.map { WhenFormat.iso($0) },
            spasmsBefore: before.events, daysBefore: Int(before.time), spasmsAfter: after.events,
            daysAfter: Int(after.time),
            ratio: isCompared ? InsightsMore.Ratio(comparison.estimate) : nil,
            amongAlike: isCompared ? alike : nil, beganWhenBad: comparison.beganWhenBad,
            spasticityBefore: comparison.spasticity.flatMap { rounded($0.before) },
            spasticityAfter: comparison.spasticity.flatMap { rounded($0.after) })
    }
}

extension InsightsMore.Hours {
    /// Nil where the sentence is not said either.
    init?(_ pattern: HourlyPattern) {
        guard let test = pattern.test, test.pValue <= HourlyPattern.greatestPValue,
            let busiest = pattern.busiest
        else { return nil }
        self.init(
            spasms: pattern.count, from: busiest.start, to: busiest.end, within: busiest.events)
    }
}

extension InsightsMore {
    /// Beneath the questions, each line with what it is about in front.
    var plain: [[String]] {
        let regimens = regimens.map { regimen in
            [
                "regimen", regimen.name ?? "", regimen.start ?? "", "\(regimen.spasmsBefore)",
                "\(regimen.daysBefore)", "\(regimen.spasmsAfter)", "\(regimen.daysAfter)",
                regimen.ratio?.ratio.map { "\($0)" } ?? "",
                regimen.beganWhenBad.map { $0 ? "bad-before" : "as-usual-before" }
                    ?? "unknown-before",
            ]
        }
        let run = run.map { [["more-than-usual", $0.since, "\($0.days)"]] } ?? []
        let hours =
            hours.map { [["hours", "\($0.from)", "\($0.to)", "\($0.within)", "\($0.spasms)"]] }
            ?? []
        return regimens + run + hours
    }
}
