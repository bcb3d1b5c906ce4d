import Foundation
import TonusCore
import TonusDiary
import TonusInsights
import TonusTypes

/// What the figures say, and never more than that: counts first, how sure it is, and no cause.
extension Catalogue {
    /// - Parameter twins: how many pairs of the spasms may be one, and nobody has said yet.
    func insights(_ insights: Insights, twins: Int = 0, all: Bool, _ now: Moment) -> [String] {
        var lines = overview(insights) + doubles(twins) + (all ? spread(insights) : [])
        lines += penn(insights) + years(insights) + falls(insights) + sudden(insights)
        lines += treatedSpells(insights) + spells(insights)
        lines += kinds(insights)
        if let run = insights.run {
            lines.append(question(run, insights, now))
        } else if let change = insights.change {
            lines += self.change(change)
        }
        lines += hours(insights.hours)
        for (regimen, treatment, comparison) in insights.regimens {
            lines += before(self.regimen(regimen, treatment), regimen, comparison, all: all)
        }
        lines += courses(insights) + painkillers(insights) + relief(insights.relief)
        lines += timed(insights.timed, among: insights.questionCount, all: all)
        if all {
            lines += insights.exercise.map { exercise($0) } ?? []
            lines += insights.stretching.map { stretching($0) } ?? []
            lines += beliefs(insights.beliefs) + moreKinds(insights)
        }
        return lines + patterns(insights.findings, among: insights.questionCount, all: all)
    }

    private func overview(_ insights: Insights) -> [String] {
        let (observed, days) = (insights.record.observedDays, insights.record.days.count)
        let (first, last) = (date(insights.days.lowerBound), date(insights.days.upperBound))
        let percent = Int((insights.record.coverage * 100).rounded())
        var lines = [
            say(
                "\(first) to \(last): something was written on \(observed) of \(plural(days, "day", "days")) (\(percent) %)."
            )
        ]
        if let rate = insights.perWeek.value, let interval = insights.perWeekInterval {
            let spasms = plural(insights.spasms, "spasm", "spasms")
            lines.append(
                say(
                    "\(spasms): \(one(rate)) a week (\(one(interval.lower)) to \(one(interval.upper))), on \(insights.spasmDays) of \(observed) days."
                ))
            if insights.isWidened { lines.append("  " + widened) }
        }
        return lines
    }

    // MARK: - Patterns

    /// - Parameter count: how many questions were asked in all, where others were asked too.
    func patterns(_ findings: [Finding], among count: Int? = nil, all: Bool) -> [String] {
        if findings.isEmpty {
            return [
                say("No factor has days with it and days without it yet."),
                say("Say both: \(tonus) mark heat · \(tonus) mark heat no"), noCause,
            ]
        }
        let ready = findings.filter { !$0.verdict.isTooEarly }
        let early = findings.filter(\.verdict.isTooEarly)
        let count = count ?? findings.count
        var lines = ready.sorted { $0.q < $1.q }.flatMap { finding in
            pattern(finding, among: count) + (all ? repeats(finding) : [])
        }
        if all || ready.isEmpty {
            lines += early.map(tooEarly)
        } else if !early.isEmpty {
            lines.append(
                say(
                    "Not enough days yet for \(plural(early.count, "question", "questions")). See them: \(tonus) insights --all"
                ))
        }
        return lines + [noCause]
    }

    private var noCause: String {
        say("Such figures cannot tell what causes what, nor what tomorrow brings.")
    }

    private var widened: String {
        say("Some days have far more than others; the range is wider for that.")
    }

    private func pattern(_ finding: Finding, among count: Int) -> [String] {
        let verdict = judged(finding.verdict, finding.q, among: count)
        var lines = [counts(finding), "  " + ratio(finding.estimate) + verdict]
        if finding.estimate.isWidened { lines.append("  " + widened) }
        return lines
    }

    /// `On days with heat: 15 spasms in 30 days; without: 12 in 60.`
    func counts(_ finding: Finding) -> String {
        let comparison = finding.estimate.comparison
        let (spasms, days) = counted(comparison.exposed)
        let other = comparison.unexposed
        return say(
            "\(self.days(finding.question)): \(spasms) in \(days); without: \(other.events) in \(Int(other.time))."
        )
    }

    private func counted(_ rate: Rate) -> (spasms: String, days: String) {
        (plural(rate.events, "spasm", "spasms"), plural(Int(rate.time), "day", "days"))
    }

    func days(_ question: TriggerQuestion) -> String {
        let factor = factor(question.factor, over: question.cut)
        return switch question.window {
        case .sameDay: say("On days with \(factor)")
        case .dayBefore: say("On days after \(factor)")
        case LagWindow(2...2): laterDay(2, after: factor)
        case let window where window.daysBack.lowerBound < 0: around(factor, window)
        default:
            say(
                "Up to \(plural(question.window.daysBack.upperBound, "day", "days")) after \(factor)"
            )
        }
    }

    /// What a factor is called in a sentence.
    func factor(_ name: String) -> String {
        switch name {
        case "short-sleep": say("less than 6 hours of sleep")
        case "tired": say("fatigue over 5")
        case "stressed": say("stress over 5")
        case "long-immobile": say("4 hours or more in one position")
        case "exercised": say("exercise")
        case "exercised-hard": say("much more exercise than usual")
        case "stretched": say("stretching")
        case "warmed": say("heat as a treatment")
        case "missed-dose": say("a skipped dose")
        default: Factor(word: name).map { word($0).replacing("-", with: " ") } ?? name
        }
    }

    func ratio(_ estimate: Estimate) -> String {
        guard let ratio = estimate.comparison.ratio, ratio.isFinite,
            let interval = estimate.interval
        else { return "" }
        let upper = interval.upper.isFinite ? one(interval.upper) : say("no limit")
        return say("That is \(one(ratio)) times as often (\(one(interval.lower)) to \(upper)).")
            + " "
    }

    func moreWeeks(_ count: Int) -> String { plural(max(count, 1), "more week", "more weeks") }

    private func tooEarly(_ finding: Finding) -> String {
        guard case .notEnough(_, let weeks) = finding.verdict else { return "" }
        let wait =
            weeks.map { say("Not enough yet: about \(moreWeeks($0)).") }
            ?? say("Not enough yet: at this pace no answer is in sight.")
        return counts(finding) + " " + wait
    }

    // MARK: - Before and after

    private func before(
        _ name: String, _ regimen: Sheet, _ comparison: RegimenComparison, all: Bool
    ) -> [String] {
        let start = regimen[.regimenStart]?.date.map { date($0) } ?? ""
        let rates = comparison.estimate.comparison
        let (spasms, days) = counted(rates.unexposed)
        var lines = [
            say(
                "\(name), from \(start): before it \(spasms) in \(days); from a week after: \(rates.exposed.events) in \(Int(rates.exposed.time))."
            )
        ]
        if comparison.unmet.isEmpty {
            let text = ratio(comparison.estimate)
            if !text.isEmpty { lines.append("  " + text.dropLast()) }
        } else {
            lines.append("  " + say("Not enough to compare."))
        }
        if let stratified = comparison.stratified, all, comparison.unmet.isEmpty {
            lines.append(amongAlike(stratified, inflation: comparison.estimate.inflation))
        }
        if let change = comparison.spasticity {
            lines.append("  " + spasticity(change))
        }
        return lines + ["  " + began(comparison)]
    }

    private func spasticity(_ change: SpasticityChange) -> String {
        let (before, after) = (one(change.before), one(change.after))
        return size(change.size).map {
            say("Spasticity, mean of a week: \(before), then \(after), \($0).")
        } ?? say("Spasticity, mean of a week: \(before), then \(after).")
    }

    func size(_ size: SpasticityChange.Size) -> String? {
        switch size {
        case .none: nil
        case .minimal: say("a fall that people notice (18 % or more)")
        case .important: say("a clear fall (30 % or more)")
        case .worse: say("a rise that people notice (18 % or more)")
        }
    }

    private func question(_ run: UnusualRun, _ insights: Insights, _ now: Moment) -> String {
        let since = LocalDate(days: insights.days.lowerBound.days + run.start)
        return say("More than usual since \(date(since)).") + " "
            + say("New symptoms for more than 24 hours? Fever, bladder, heat?")
    }

    /// With one decimal.
    private func one(_ number: Double) -> String { decimals(number, 1) }

    private func decimals(_ number: Double, _ places: Int) -> String {
        let scale = places == 1 ? 10.0 : 100.0
        let whole = Int((min(number, 1e12) * scale).rounded())
        let rest = "\(whole % Int(scale))"
        return "\(whole / Int(scale))\(customs.decimalMark)"
            + String(repeating: "0", count: places - rest.count) + rest
    }
}

extension Verdict {
    var isTooEarly: Bool { if case .notEnough = self { true } else { false } }
}
