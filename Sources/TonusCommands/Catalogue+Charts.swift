import TonusCore
import TonusDiary
import TonusInsights

/// The words of charts.
extension Catalogue {
    var numbers: ChartNumbers {
        ChartNumbers(
            decimalMark: ".", to: "to", percent: " %", missing: "–", unbounded: "no limit")
    }

    func date(_ date: LocalDate) -> String { WhenFormat.iso(date) }

    func dates(_ spell: BadSpell) -> String {
        "\(date(spell.onset)) to \(spell.end.map(date) ?? "now")"
    }

    var badSpell: String { "bad spell" }

    func regimen(_ regimen: Sheet, _ treatment: String?) -> String {
        let amount = [
            treatment, regimen[.regimenAmount]?.amount?.text,
            regimen[.regimenUnit].flatMap { unitWord($0) },
        ]
        // Two people's different amounts are not guessed between.
        let unclear = regimen.others(.regimenAmount).isEmpty ? nil : "(unclear dose)"
        return (amount + [unclear]).compactMap { $0 }.joined(separator: " ")
    }

    private func unitWord(_ value: Value) -> String? {
        value.integer.flatMap { UInt8(exactly: $0) }.flatMap(Unit.init(rawValue:))?.word
    }

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// A tick at each first of a month; a year's first says the year too.
    func months(from first: Int, _ length: Int) -> [ChartSpan.Tick] {
        (0..<length).compactMap { day in
            let text = WhenFormat.iso(LocalDate(days: first + day))
            guard text.hasSuffix("-01"), let month = Int(text.dropLast(3).suffix(2)),
                Self.monthNames.indices.contains(month - 1)
            else { return nil }
            let name = Self.monthNames[month - 1]
            return ChartSpan.Tick(
                day: day, label: month == 1 ? "\(name) \(text.prefix(4))" : name,
                isMajor: month == 1)
        }
    }

    var weekdays: [String] { ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] }

    // MARK: - How often

    func weeklyText(_ insights: Insights) -> ChartText {
        let interval = insights.perWeek.interval()
        let often = insights.perWeek.value.map { numbers.text($0, decimals: 1) } ?? "0"
        let range = interval.map {
            " (\(numbers.text($0.lower, decimals: 1)) to \(numbers.text($0.upper, decimals: 1)))"
        }
        return ChartText(
            title: "Spasms a week",
            summary:
                "\(often) spasms a week\(range ?? ""), from \(insights.record.observedDays) of "
                + "\(plural(insights.record.days.count, "day", "days")); "
                + "weeks of which nothing was written are marked, and are not zero.",
            empty: "Nothing was written in this time.")
    }

    var weeklyWords: WeeklyRateChart.Words {
        WeeklyRateChart.Words(
            week: "Week from", observedDays: "Days written", rate: "A week",
            interval: "Could be", mean: "Mean of 4 weeks", missing: "nothing written",
            zero: "none", relapse: badSpell, events: "What else")
    }

    // MARK: - How bad

    var trendText: ChartText {
        ChartText(
            title: "How bad, from 0 to 10",
            summary:
                "Mean severity of the spasms, and mean spasticity of the days, week by week; a gap is a week without a word.",
            empty: "No severity was written in this time.")
    }

    var trendWords: TrendChart.Words {
        TrendChart.Words(
            date: "Week from", severity: "Severity of spasms", spasticity: "Spasticity of days",
            missing: "not said", relapse: badSpell, events: "What else")
    }

    // MARK: - When and where

    func hoursText(_ pattern: HourlyPattern) -> ChartText {
        let few = pattern.count < HourlyPattern.leastEvents
        return ChartText(
            title: "Spasms by hour and weekday, in 100 observed hours",
            summary: "\(plural(pattern.count, "spasm", "spasms")) by the hour of their beginning"
                + (few ? "; too few for a pattern." : "."),
            empty: "Nothing was written in this time.")
    }

    var hoursWords: HeatMapChart.Words {
        HeatMapChart.Words(
            weekday: "Day", hour: "Hour", rate: "Spasms in 100 observed hours",
            unobserved: "not observed", zero: "none")
    }

    func bodyText(_ mentions: [BodyMapChart.Mention]) -> ChartText {
        let most = mentions.max { ($0.count, $1.region) < ($1.count, $0.region) }
        let total = mentions.reduce(0) { $0 + $1.count }
        return ChartText(
            title: "Where",
            summary: most.map {
                "Most often: \($0.label), \($0.count) of \(total) places named."
            } ?? "",
            empty: "No place was named in this time.")
    }

    var bodyWords: BodyMapChart.Words {
        BodyMapChart.Words(
            area: "Place", left: "Left", right: "Right", both: "Both at once", middle: "Middle",
            unsaid: "Side not said", front: "Front", back: "Back",
            count: "Spasms; a larger dot is more")
    }

    // MARK: - What stands out

    func patternsText(_ count: Int, among all: Int) -> ChartText {
        ChartText(
            title: "How many times as often, on days with each",
            summary:
                "\(count) of \(plural(all, "question", "questions")) have days enough for an answer; "
                + "none of it says what causes what.",
            empty:
                "No question has days enough yet. See how many more weeks: \(tonus) insights --all")
    }

    var patternsWords: ForestChart.Words {
        ForestChart.Words(
            factor: "On days with", ratio: "Times as often", interval: "Could be", q: "q",
            verdict: "What that is", fewer: "less often", more: "more often")
    }

    func label(_ question: TriggerQuestion) -> String {
        let name = factor(question.factor)
        return switch question.window {
        case .sameDay: name
        case .dayBefore: "\(name), the day before"
        case LagWindow(2...2): earlierDay(2, before: name)
        default:
            "\(name), up to \(plural(question.window.daysBack.upperBound, "day", "days")) before"
        }
    }

    func verdict(_ finding: Finding) -> String { verdictWords(finding.verdict) }

    func drawn(_ path: String) -> [String] { ["Wrote \(path)."] }
}
