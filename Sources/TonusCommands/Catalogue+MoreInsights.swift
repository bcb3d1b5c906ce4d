import TonusCore
import TonusDiary
import TonusInsights

/// What else a diary comes to. Everything is counts, a range, or a question; nothing is a cause.
extension Catalogue {
    // MARK: - In any case

    /// What is counted twice until a person says that it is one.
    func doubles(_ count: Int) -> [String] {
        if count == 0 { return [] }
        let pairs = plural(count, "pair of spasms", "pairs of spasms")
        return [say("Perhaps counted twice: \(pairs) that may be one. See: \(tonus) review")]
    }

    /// How much more the days differ than chance makes them.
    func spread(_ insights: Insights) -> [String] {
        guard insights.isWidened, let spread = insights.spread, let size = spread.likeliestSize
        else { return [] }
        let ratio = numbers.text(spread.ratio, decimals: 1)
        return [
            say(
                "Days differ by more than chance makes them: their variance is \(ratio) times their mean (negative binomial, k \(numbers.text(size, decimals: 1)))."
            )
        ]
    }

    func falls(_ insights: Insights) -> [String] {
        guard let rate = insights.falls.value, let interval = insights.falls.interval() else {
            return []
        }
        return [
            say(
                "\(plural(insights.falls.events, "fall", "falls")): \(decimal(rate)) in 30 days (\(range(interval)))."
            )
        ]
    }

    func sudden(_ insights: Insights) -> [String] {
        let (sudden, told) = (insights.sudden.count, insights.sudden.all)
        return told == 0 ? [] : [say("Sudden: \(sudden) of \(told) of which that was said.")]
    }

    func spells(_ insights: Insights) -> [String] {
        guard let spells = insights.spells else { return [] }
        return [
            say(
                "In bad spells: \(spasmDays(spells.exposed)); otherwise \(spasmDays(spells.unexposed))."
            )
        ]
    }

    func years(_ insights: Insights) -> [String] {
        insights.years.compactMap { year, perWeek in
            guard let rate = perWeek.value,
                let interval = perWeek.interval(inflation: insights.inflation)
            else { return nil }
            return say("In \(year): \(decimal(rate)) a week (\(range(interval))).")
        }
    }

    /// Only a question, whichever way it went.
    func change(_ change: RateChange) -> [String] {
        let (before, after) = (change.before.value ?? 0, change.after.value ?? 0)
        let since = WhenFormat.iso(change.since)
        let figures = say("\(decimal(before)) a day before, \(decimal(after)) since")
        return [
            after > before
                ? say(
                    "More since about \(since)? \(figures). New symptoms, fever, bladder, heat, or anything else that changed then?"
                )
                : say(
                    "Fewer since about \(since)? \(figures). Did anything change then, or was less written down?"
                )
        ]
    }

    /// Nothing, unless there are enough and chance alone would seldom do it.
    func hours(_ pattern: HourlyPattern) -> [String] {
        guard let test = pattern.test, test.pValue <= HourlyPattern.greatestPValue,
            let busiest = pattern.busiest
        else { return [] }
        let share = Int((100 * Double(busiest.events) / Double(pattern.count)).rounded())
        let spasms = plural(pattern.count, "spasm", "spasms")
        return [
            say(
                "By the hour, most often from \(busiest.start):00 to \(busiest.end):00: \(busiest.events) of \(spasms) (\(share) %); chance alone would make the hours differ so much less than once in a hundred times."
            )
        ]
    }

    // MARK: - Short exposures

    func timed(_ findings: [TimedFinding], among count: Int, all: Bool) -> [String] {
        let shown = findings.filter { all || !$0.verdict.isTooEarly }
        if shown.isEmpty { return [] }
        return shown.flatMap { timed($0, among: count) } + [
            say(
                "  That holds only where it is written down on days without spasms too, with its time."
            )
        ]
    }

    private func timed(_ finding: TimedFinding, among count: Int) -> [String] {
        let name = factor(finding.factor, over: finding.cut)
        let hours = plural(finding.hours, "hour", "hours")
        let counts = say(
            "In the \(hours) before a spasm, \(name): \(finding.exposedSpasms) of \(plural(finding.spasms, "spasm", "spasms")); at that hour on the same weekdays of the month: \(finding.exposedTimes) of \(plural(finding.times, "time", "times"))."
        )
        if finding.verdict.isTooEarly { return [say("\(counts) Not enough yet.")] }
        let odds = finding.odds?.ratio ?? .nan
        guard odds.isFinite, let interval = finding.interval else {
            return [counts, "  " + judged(finding, among: count)]
        }
        return [
            counts,
            say(
                "  That is \(decimal(odds)) times the odds (\(range(interval))). \(judged(finding, among: count))"
            ),
        ]
    }

    /// As of days; but what shows too early here began after the spasms.
    private func judged(_ finding: TimedFinding, among count: Int) -> String {
        finding.verdict == .alsoBeforehand
            ? say("It begins just after spasms as much as just before them.")
            : judged(finding.verdict, finding.q, among: count)
    }

    /// What may be said of an answer, in one sentence.
    func judged(_ verdict: Verdict, _ q: Double, among count: Int) -> String {
        let questions = plural(count, "question", "questions")
        let shown = numbers.text(q, decimals: 2)
        return switch verdict {
        case .worthDiscussing:
            say("Worth discussing: it stands out among \(questions) (q \(shown)).")
        case .alsoBeforehand:
            say("The pattern also appears before the spasms could be affected.")
        case .turnsWhenRepeated:
            say("It points the other way once the spasms are counted otherwise.")
        case .noClearPattern where q <= Evidence.greatestQ:
            say("It stands out (q \(shown)), but not in all of the time: no clear pattern.")
        case .noClearPattern, .notEnough:
            say("After checking \(questions) this could still be chance (q \(shown)).")
        }
    }

    // MARK: - With --all

    /// The same question, with the spasms counted otherwise.
    func repeats(_ finding: Finding) -> [String] {
        let repeats = finding.repeats
        let days = finding.repeats.spasmDays.comparison
        return [
            say(
                "  Days with any spasm: \(days.exposed.events) of \(Int(days.exposed.time)); without: \(days.unexposed.events) of \(Int(days.unexposed.time)).\(times(repeats.spasmDays))"
            ),
            repeated(say("First spasm of the day only"), repeats.firstEpisodes),
            repeated(say("Without days of bad spells"), repeats.withoutRelapse),
            repeated(say("Written down within 2 hours"), repeats.promptly),
        ]
            + (finding.stratified.map { [sameMonth($0, inflation: finding.estimate.inflation)] }
                ?? [])
    }

    private func sameMonth(_ ratio: StratifiedRatio, inflation: Double) -> String {
        say(
            "  Among days of one month, in a bad spell or not alike: \(decimal(ratio.ratio)) times (\(range(ratio.interval(inflation: inflation))))."
        )
    }

    /// Of before and after a regimen.
    func amongAlike(_ ratio: StratifiedRatio, inflation: Double) -> String {
        say(
            "  Among days in a bad spell or not alike: \(decimal(ratio.ratio)) times (\(range(ratio.interval(inflation: inflation))))."
        )
    }

    /// Whether a regimen began when things were bad: always said, as far as it is known.
    func began(_ comparison: RegimenComparison) -> String {
        switch comparison.beganWhenBad {
        case true?:
            say(
                "It began in a bad spell: people often improve after one, with or without a new treatment."
            )
        case false?:
            say("It did not begin in a bad spell: the time before it was much as usual.")
        case nil:
            say("Not known whether it began in a bad spell: too little was written before it.")
        }
    }

    private func repeated(_ name: String, _ estimate: Estimate) -> String {
        let comparison = estimate.comparison
        return say(
            "  \(name): \(spasmDays(comparison.exposed)); without: \(comparison.unexposed.events) in \(Int(comparison.unexposed.time)).\(times(estimate))"
        )
    }

    private func times(_ estimate: Estimate) -> String {
        guard let ratio = estimate.comparison.ratio, ratio.isFinite,
            let interval = estimate.interval
        else { return "" }
        return say(" \(decimal(ratio)) times (\(range(interval))).")
    }

    func exercise(_ steps: ExerciseSteps) -> [String] {
        [say("By minutes of exercise, on the day itself and on the day after:")] + told(steps)
    }

    func stretching(_ steps: ExerciseSteps) -> [String] {
        [say("By minutes of stretching, on the day itself and on the day after:")] + told(steps)
    }

    private func told(_ steps: ExerciseSteps) -> [String] {
        steps.steps.filter { $0.sameDay.time > 0 }.map { step in
            say(
                "  \(exerciseStep(step.minutes)): \(daily(step.sameDay)); after: \(daily(step.dayAfter))"
            )
        }
    }

    private func exerciseStep(_ minutes: ClosedRange<Int>) -> String {
        if minutes.upperBound == 0 { return say("none") }
        return minutes.upperBound == .max
            ? say("more than \(minutes.lowerBound - 1) min")
            : say("\(minutes.lowerBound) to \(minutes.upperBound) min")
    }

    /// A rate where there are days enough, else the counts alone.
    private func daily(_ rate: Rate) -> String {
        let counts = spasmDays(rate)
        guard rate.time >= Double(Gate.leastDays), let value = rate.value,
            let interval = rate.interval()
        else { return counts }
        return say("\(counts), \(decimal(value)) a day (\(range(interval)))")
    }

    func beliefs(_ beliefs: [Belief]) -> [String] {
        beliefs.map { belief in
            let counts = say(
                "Suspected for \(plural(belief.suspected, "spasm", "spasms")): \(factor(belief.factor.word)). On their days it was there for \(belief.present), not there for \(belief.absent), not said for \(belief.unknown)."
            )
            guard let verdict = belief.verdict else { return counts }
            return say("\(counts) All days together: \(verdictWords(verdict)).")
        }
    }

    /// Of a question about one later day alone.
    func laterDay(_ days: Int, after factor: String) -> String {
        say("\(days) days after \(factor)")
    }

    func earlierDay(_ days: Int, before factor: String) -> String {
        say("\(factor), \(days) days before")
    }

    func verdictWords(_ verdict: Verdict) -> String {
        switch verdict {
        case .worthDiscussing: say("worth discussing")
        case .alsoBeforehand: say("also seen beforehand")
        case .turnsWhenRepeated: say("not steady")
        case .noClearPattern: say("could be chance")
        case .notEnough: say("not enough days")
        }
    }

    // MARK: - Numbers

    private func spasmDays(_ rate: Rate) -> String {
        say(
            "\(plural(rate.events, "spasm", "spasms")) in \(plural(Int(rate.time), "day", "days"))"
        )
    }

    private func decimal(_ number: Double) -> String { numbers.text(number, decimals: 1) }

    private func range(_ interval: Interval) -> String {
        let upper = interval.upper.isFinite ? decimal(interval.upper) : numbers.unbounded
        return say("\(decimal(interval.lower)) to \(upper)")
    }
}
