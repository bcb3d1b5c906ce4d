import TonusCore
import TonusDiary
import TonusInsights

/// What the spasms were like: how long, where, of what kind, how far they spread, how painful.
extension Catalogue {
    /// One line for each thing of which anything was said.
    func kinds(_ insights: Insights) -> [String] {
        nights(insights) + durations(insights.durations) + legs(insights.legs)
            + kinds(insights.kinds, inflation: insights.inflation)
            + spread(insights.spreadTrend) + pain(insights.painBands)
            + insights.courses.map { course($0, inflation: insights.inflation) }
    }

    /// With `--all`.
    func moreKinds(_ insights: Insights) -> [String] {
        drift(insights.drift) + insights.advice.map(advice) + strain(insights)
    }

    private func nights(_ insights: Insights) -> [String] {
        guard insights.isTellingNights else { return [] }
        let days = plural(insights.record.observedDays, "day", "days")
        return [
            say("Nights disturbed by spasms: \(insights.nights), of \(days) with a word.")
        ]
    }

    /// Nothing of fewer spasms than relief is told of.
    private func durations(_ durations: Durations) -> [String] {
        guard durations.count >= ReliefRecord.leastSpasms else { return [] }
        let (quarter, most) = (over(durations, 0.25), over(durations, 0.75))
        let half = over(durations, 0.5)
        let spasms = plural(durations.count, "spasm", "spasms")
        var lines = [
            say(
                "Over by then, of \(spasms): a quarter \(quarter), half \(half), three quarters \(most)."
            )
        ]
        if durations.ongoing > 0 {
            lines.append(
                say(
                    "  Still going on: \(durations.ongoing) of them, counted as long as they were followed."
                ))
        }
        return lines
    }

    private func over(_ durations: Durations, _ part: Double) -> String {
        durations.over(part).map { inMinutes($0) } ?? say("not seen")
    }

    private func legs(_ legs: Share) -> [String] {
        if legs.all == 0 { return [] }
        let percent = Int((100 * Double(legs.count) / Double(legs.all)).rounded())
        return [say("In a leg: \(legs.count) of \(legs.all) places named (\(percent) %).")]
    }

    private func kinds(_ kinds: SpasmKinds, inflation: Double) -> [String] {
        guard kinds.isTold else { return [] }
        let told =
            kinds.characters.map { (word($0.character), $0.perWeek) }
            + kinds.descriptors.map { (word($0.descriptor), $0.perWeek) }
        let rates = told.filter { $0.1.events > 0 }.map { "\($0.0) \(weekly($0.1, inflation))" }
        let list = rates.joined(separator: ", ")
        return [
            say(
                "By kind, a week: \(list); of \(kinds.unsaid) of \(plural(kinds.all, "spasm", "spasms")) it was not said."
            )
        ]
    }

    /// `2.1 (1.1 to 3.7)`.
    private func weekly(_ rate: Rate, _ inflation: Double) -> String {
        let value = numbers.text(rate.value ?? 0, decimals: 1)
        guard let interval = rate.interval(inflation: inflation) else { return value }
        return "\(value) (\(numbers.range(interval)))"
    }

    private func spread(_ trend: SpreadTrend) -> [String] {
        let (earlier, later) = (trend.earlier, trend.later)
        if earlier.all + later.all == 0 { return [] }
        let counts = say(
            "A whole limb or more: \(earlier.count) of \(earlier.all) in the earlier half of the days, \(later.count) of \(later.all) in the later, of which that was said."
        )
        guard let pValue = trend.pValue else { return [counts] }
        return [
            say("\(counts) Taken alone, chance: p \(numbers.text(pValue, decimals: 2)).")
        ]
    }

    private func pain(_ bands: [PainBand]) -> [String] {
        if bands.isEmpty { return [] }
        let list = bands.map { band in
            let severity = say("\(band.severity.lowerBound) to \(band.severity.upperBound)")
            let spasms = plural(band.count, "spasm", "spasms")
            return "\(severity): \(numbers.text(band.mean, decimals: 1)) (\(spasms))"
        }
        return [say("Mean pain by severity: \(list.joined(separator: "; ")).")]
    }

    private func course(_ course: CourseRates, inflation: Double) -> String {
        let (usual, flare) = (
            weekly(Rate(events: course.usual, time: course.weeks), inflation),
            weekly(Rate(events: course.flare, time: course.weeks), inflation)
        )
        return course.isInSpell
            ? say(
                "In bad spells, a week: called usual \(usual), called worse \(flare); not said of \(course.unsaid)."
            )
            : say(
                "Otherwise, a week: called usual \(usual), called worse \(flare); not said of \(course.unsaid)."
            )
    }

    // MARK: - With --all

    private func drift(_ drift: SiteDrift) -> [String] {
        if drift.places.isEmpty { return [] }
        return [say("By place, from \(date(drift.since)) on, beside the days before:")]
            + drift.places.map(place)
    }

    private func place(_ place: SiteDrift.Place) -> String {
        let comparison = place.estimate.comparison
        let later = plural(comparison.exposed.events, "spasm", "spasms")
        let days = plural(Int(comparison.exposed.time), "day", "days")
        let ratio = comparison.ratio.map { numbers.text($0, decimals: 1) } ?? ""
        let range = place.estimate.interval.map { numbers.range($0) } ?? ""
        let q = numbers.text(place.q, decimals: 2)
        return say(
            "  \(site(place.site)): \(later) in \(days); before: \(comparison.unexposed.events) in \(Int(comparison.unexposed.time)). \(ratio) times (\(range)), q \(q)."
        )
    }

    private func advice(_ advice: AdviceFollowed) -> String {
        say(
            "\(advice.name ?? word(Kind.treatment)), advised on \(date(advice.given)): on \(advice.days.count) of \(plural(advice.days.all, "day", "days")) with a word since."
        )
    }

    private func strain(_ insights: Insights) -> [String] {
        let (tooMuch, pains) = insights.strain
        var lines: [String] = []
        if tooMuch.all > 0 {
            lines.append(
                say("Exercise that was too much: \(tooMuch.count) of \(tooMuch.all) told."))
        }
        if !pains.isEmpty {
            let mean = Double(pains.reduce(0, +)) / Double(pains.count)
            let times = plural(pains.count, "time", "times")
            lines.append(
                say("Pain after exercise: mean \(numbers.text(mean, decimals: 1)), \(times)."))
        }
        return lines
    }
}

extension ChartNumbers {
    /// `1.1 to 3.7`, with one decimal.
    func range(_ interval: Interval) -> String {
        "\(text(interval.lower, decimals: 1)) \(to) \(text(interval.upper, decimals: 1))"
    }
}
