import TonusCore
import TonusDiary
import TonusInsights

/// The words of charts.
extension Catalogue {
    var numbers: ChartNumbers {
        ChartNumbers(
            decimalMark: customs.decimalMark, to: say("to"), percent: " %", missing: "–",
            unbounded: say("no limit"))
    }

    func dates(_ spell: BadSpell) -> String {
        spell.end.map { say("\(date(spell.onset)) to \(date($0))") }
            ?? say("\(date(spell.onset)) to now")
    }

    var badSpell: String { say("bad spell") }

    func stopped(_ regimen: String) -> String { say("\(regimen) stopped") }

    func regimen(_ regimen: Sheet, _ treatment: String?) -> String {
        let amount = [
            treatment, regimen[.regimenAmount]?.amount.map { self.amount($0) },
            regimen[.regimenUnit].flatMap { unitWord($0) },
        ]
        // Two people's different amounts are not guessed between.
        let unclear = regimen.others(.regimenAmount).isEmpty ? nil : say("(unclear dose)")
        return (amount + [unclear]).compactMap { $0 }.joined(separator: " ")
    }

    private func unitWord(_ value: Value) -> String? {
        value.integer.flatMap { UInt8(exactly: $0) }.flatMap(Unit.init(rawValue:)).map { word($0) }
    }

    /// A tick at each first of a month; a year's first says the year too.
    func months(from first: Int, _ length: Int) -> [ChartSpan.Tick] {
        let names = WhenFormat.months(in: language)
        return (0..<length).compactMap { day in
            let text = WhenFormat.iso(LocalDate(days: first + day))
            guard text.hasSuffix("-01"), let month = Int(text.dropLast(3).suffix(2)),
                names.indices.contains(month - 1)
            else { return nil }
            let name = names[month - 1]
            return ChartSpan.Tick(
                day: day, label: month == 1 ? "\(name) \(text.prefix(4))" : name,
                isMajor: month == 1)
        }
    }

    /// Monday first; a chart begins with `customs.firstWeekday`.
    var weekdays: [String] { WhenFormat.weekdays(in: language) }

    // MARK: - How often

    func weeklyText(_ insights: Insights) -> ChartText {
        // As of each week of the chart, and on the page for a clinician: exact.
        let interval = insights.perWeek.interval()
        let often = insights.perWeek.value.map { numbers.text($0, decimals: 1) } ?? "0"
        let rate = interval.map {
            let (lower, upper) = (
                numbers.text($0.lower, decimals: 1), numbers.text($0.upper, decimals: 1)
            )
            return say("\(often) spasms a week (\(lower) to \(upper))")
        }
        let observed = insights.record.observedDays
        let days = plural(insights.record.days.count, "day", "days")
        return ChartText(
            title: say("Spasms a week"),
            summary:
                say(
                    "\(rate ?? say("\(often) spasms a week")), from \(observed) of \(days); weeks of which nothing was written are marked, and are not zero."
                ),
            empty: say("Nothing was written in this time."))
    }

    var weeklyWords: WeeklyRateChart.Words {
        WeeklyRateChart.Words(
            week: say("Week from"), observedDays: say("Days written"), rate: say("A week"),
            interval: say("Could be"), mean: say("Mean of 4 weeks"),
            missing: say("nothing written"),
            zero: say("none"), relapse: badSpell, events: say("What else"))
    }

    // MARK: - How bad

    var trendText: ChartText {
        ChartText(
            title: say("How bad, from 0 to 10"),
            summary:
                say(
                    "Mean severity of the spasms, and mean spasticity of the days, week by week; a gap is a week without a word."
                ),
            empty: say("No severity was written in this time."))
    }

    var trendWords: TrendChart.Words {
        TrendChart.Words(
            date: say("Week from"), severity: say("Severity of spasms"),
            spasticity: say("Spasticity of days"),
            missing: say("not said"), relapse: badSpell, events: say("What else"))
    }

    // MARK: - When and where

    func hoursText(_ pattern: HourlyPattern) -> ChartText {
        let few = pattern.count < HourlyPattern.leastEvents
        let spasms = plural(pattern.count, "spasm", "spasms")
        return ChartText(
            title: say("Spasms by hour and weekday, in 100 observed hours"),
            summary: few
                ? say("\(spasms) by the hour of their beginning; too few for a pattern.")
                : say("\(spasms) by the hour of their beginning."),
            empty: say("Nothing was written in this time."))
    }

    var hoursWords: HeatMapChart.Words {
        HeatMapChart.Words(
            weekday: say("Day"), hour: say("Hour"), rate: say("Spasms in 100 observed hours"),
            unobserved: say("not observed"), zero: say("none"))
    }

    func bodyText(_ mentions: [BodyMapChart.Mention]) -> ChartText {
        // A place counts with all of its sides.
        let places = Dictionary(grouping: mentions, by: \.region).map { region, mentions in
            (region: region, label: mentions[0].label, count: mentions.reduce(0) { $0 + $1.count })
        }
        let most = places.max { ($0.count, $1.region) < ($1.count, $0.region) }
        let total = mentions.reduce(0) { $0 + $1.count }
        return ChartText(
            title: say("Where"),
            summary: most.map {
                say("Most often: \($0.label), \($0.count) of \(total) places named.")
            } ?? "",
            empty: say("No place was named in this time."))
    }

    var bodyWords: BodyMapChart.Words {
        BodyMapChart.Words(
            area: say("Place"), left: say("Left"), right: say("Right"),
            both: say("Both at once"), middle: say("Middle"), unsaid: say("Side not said"),
            front: say("Front"), back: say("Back"),
            count: say("Spasms; a larger dot is more"))
    }

    // MARK: - What stands out

    /// - Parameter isWidened: whether any of the ranges is.
    func patternsText(_ count: Int, among all: Int, isWidened: Bool = false) -> ChartText {
        let summary = say(
            "\(count) of \(plural(all, "question", "questions")) have days enough for an answer; none of it says what causes what."
        )
        let widened = say(
            "A range is marked as wider where days differ by more than chance makes them.")
        return ChartText(
            title: say("How many times as often, on days with each"),
            summary: isWidened ? summary + " " + widened : summary,
            empty:
                say(
                    "No question has days enough yet. See how many more weeks: \(tonus) insights --all"
                ))
    }

    var patternsWords: ForestChart.Words {
        ForestChart.Words(
            factor: say("On days with"), ratio: say("Times as often"), interval: say("Could be"),
            q: "q",
            verdict: say("What that is"), fewer: say("less often"), more: say("more often"))
    }

    func label(_ question: TriggerQuestion) -> String {
        let name = factor(question.factor, over: question.cut)
        return switch question.window {
        case .sameDay: name
        case .dayBefore: say("\(name), the day before")
        case LagWindow(2...2): earlierDay(2, before: name)
        case let window where window.daysBack.lowerBound < 0: around(name, window)
        default:
            say(
                "\(name), up to \(plural(question.window.daysBack.upperBound, "day", "days")) before"
            )
        }
    }

    func verdict(_ finding: Finding) -> String {
        let words = verdictWords(finding.verdict)
        return finding.estimate.isWidened ? say("\(words); wider range") : words
    }

    func drawn(_ path: String) -> [String] { [say("Wrote \(path).")] }
}
