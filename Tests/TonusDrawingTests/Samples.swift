import TonusInsights

@testable import TonusDrawing

/// Charts as a real diary would give them; the same ones each time.
enum Samples {
    static let numbers = ChartNumbers(
        decimalMark: ".", to: "to", percent: " %", missing: "not known", unbounded: "no end")

    static func text(_ title: String, _ summary: String) -> ChartText {
        ChartText(title: title, summary: summary, empty: "No records in this period.")
    }

    /// All six, of so many weeks.
    static func all(weeks: Int = 26) -> [any DrawnChart] {
        [weekly(weeks: weeks), trend(weeks: weeks), heat(), body(), relief(), forest()]
    }

    /// All six of a diary in which nobody wrote anything.
    static var empty: [any DrawnChart] {
        let weeks = (0..<8).map {
            WeeklyRateChart.Week(label: "\($0)", observedDays: 0, rate: nil, mean: nil)
        }
        let points = (0..<8).map {
            TrendChart.Point(day: $0 * 7, label: "\($0)", severity: nil, spasticity: nil)
        }
        return [
            weekly(of: weeks), trend(of: points, span: span(weeks: 8)), heat([]), body([]),
            relief([]), forest([]),
        ]
    }

    // MARK: - Over time

    static func span(weeks: Int) -> ChartSpan {
        let names = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var (ticks, day, month) = ([ChartSpan.Tick](), 0, 0)
        while day < weeks * 7 {
            let isJanuary = month % 12 == 0
            ticks.append(
                .init(
                    day: day, label: isJanuary ? "Jan \(2026 + month / 12)" : names[month % 12],
                    isMajor: isJanuary))
            day += days[month % 12]
            month += 1
        }
        var (relapses, changes) = ([ChartSpan.Band](), [ChartSpan.Mark]())
        for start in stride(from: 0, to: weeks * 7, by: 364) {
            relapses.append(
                .init(days: start + 84...start + 104, label: "Relapse", dates: "26 Mar to 15 Apr"))
            changes.append(.init(day: start + 35, label: "Baclofen 10 → 20 mg", date: "5 Feb"))
            changes.append(.init(day: start + 112, label: "Tizanidine 2 mg added", date: "23 Apr"))
        }
        return ChartSpan(days: weeks * 7, ticks: ticks, relapses: relapses, changes: changes)
    }

    static func weekly(weeks count: Int) -> WeeklyRateChart {
        var luck = Luck(7)
        var rates: [Double] = []
        let weeks = (0..<count).map { index -> WeeklyRateChart.Week in
            let level = index % 52 < 16 ? 11.0 : 6.0
            let rate = max(0, (level + Double(luck.below(9)) - 4).rounded())
            let isMissing = [4, 5, 18].contains(index % 26)
            if !isMissing { rates.append(index == 21 ? 0 : rate) }
            let shown = index == 21 ? 0 : rate
            let spread = 1.96 * (shown + 1).squareRoot()
            let last = rates.suffix(4)
            return WeeklyRateChart.Week(
                label: "week \(index + 1)", observedDays: isMissing ? 0 : 7 - luck.below(3),
                rate: isMissing
                    ? nil
                    : ChartEstimate(shown, from: max(0, shown - spread), to: shown + spread + 1),
                mean: index < 3 || index % 26 == 5 ? nil : last.reduce(0, +) / Double(last.count))
        }
        return weekly(of: weeks)
    }

    static func weekly(of weeks: [WeeklyRateChart.Week]) -> WeeklyRateChart {
        WeeklyRateChart(
            text: text(
                "Spasms a week",
                "Spasms fell from about 11 a week in January to about 6 a week in June."),
            words: .init(
                week: "Week from", observedDays: "days written", rate: "Spasms a week",
                interval: "95 % interval", mean: "4-week mean", missing: "nothing written",
                zero: "a week with none", relapse: "relapse", events: "events"),
            numbers: numbers, span: span(weeks: weeks.count), weeks: weeks)
    }

    static func trend(weeks count: Int) -> TrendChart {
        var luck = Luck(11)
        let points = (0..<count).map { index -> TrendChart.Point in
            let level = index % 52 < 16 ? 6.0 : 4.0
            let severity = level + Double(luck.below(20)) / 10 - 1
            let spasticity = level - 0.8 + Double(luck.below(14)) / 10
            let isMissing = [4, 5, 18].contains(index % 26)
            return TrendChart.Point(
                day: index * 7, label: "week \(index + 1)", severity: isMissing ? nil : severity,
                spasticity: isMissing || index % 9 == 1 ? nil : spasticity)
        }
        return trend(of: points, span: span(weeks: count))
    }

    static func trend(of points: [TrendChart.Point], span: ChartSpan) -> TrendChart {
        TrendChart(
            text: text(
                "Severity and spasticity",
                "Both fell by about 2 points of 10 after April; spasticity stayed below severity."),
            words: .init(
                date: "Week from", severity: "Severity of spasms, weekly mean",
                spasticity: "Spasticity 0–10, weekly mean", missing: "nothing written",
                relapse: "relapse", events: "events"),
            numbers: numbers, span: span, points: points)
    }

    // MARK: - When and where

    static func heat() -> HeatMapChart {
        var luck = Luck(3)
        return heat(
            (0..<7).map { _ in
                (0..<24).map { hour in
                    if (1...4).contains(hour), luck.below(3) == 0 { return nil }
                    let level = hour >= 22 || hour < 6 ? 9 : hour < 12 ? 3 : 5
                    return luck.below(5) == 0 ? 0 : Double(luck.below(level * 10)) / 10
                }
            })
    }

    static func heat(_ rates: [[Double?]]) -> HeatMapChart {
        HeatMapChart(
            text: text(
                "When in the week",
                "Most spasms came between 22 and 6, on every day of the week alike."),
            words: .init(
                weekday: "Weekday", hour: "at", rate: "Spasms in 100 observed hours",
                unobserved: "not observed", zero: "none"),
            numbers: numbers, weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            hours: (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }, rates: rates)
    }

    static func body() -> BodyMapChart {
        let places: [(UInt8, UInt8, Int, String)] = [
            (2, 1, 41, "calf"), (2, 2, 18, "calf"), (3, 1, 22, "thigh"), (3, 3, 6, "thigh"),
            (4, 1, 12, "foot"), (5, 1, 9, "toes"), (5, 2, 2, "toes"), (6, 2, 3, "ankle"),
            (1, 0, 7, "leg"), (1, 1, 15, "leg"), (9, 1, 4, "hip"), (12, 4, 5, "back"),
            (13, 0, 8, "lower back"), (14, 0, 2, "neck"), (19, 2, 6, "hand"), (18, 2, 4, "forearm"),
            (15, 2, 3, "shoulder"), (22, 0, 3, "abdomen"), (11, 2, 2, "buttock"),
        ]
        return body(
            places.map { BodyMapChart.Mention(region: $0.0, side: $0.1, count: $0.2, label: $0.3) })
    }

    static func body(_ mentions: [BodyMapChart.Mention]) -> BodyMapChart {
        BodyMapChart(
            text: text(
                "Where", "The left calf was named most, 41 times, then the left thigh, 28 times."),
            words: .init(
                area: "Part", left: "Left", right: "Right", both: "of these on both sides",
                middle: "Middle", unsaid: "Side not said", front: "Front", back: "Back",
                count: "Number of spasms; a larger dot is more"),
            mentions: mentions)
    }

    // MARK: - What helps, what comes before

    static func relief() -> ReliefChart {
        var luck = Luck(5)
        let curves = [
            ("Stretching, median 12 min (8 to 18)", 31, 5),
            ("Baclofen 5 mg extra, median 34 min (25 to 50)", 18, 14),
            ("Nothing, median 41 min (22 to 75)", 24, 17),
        ]
        .map { label, count, pace in curve(label, count, pace, &luck) }
        return relief(curves)
    }

    private static func curve(
        _ label: String, _ count: Int, _ pace: Int, _ luck: inout Luck
    ) -> ReliefChart.Curve {
        var (atRisk, time, share) = (count, 0.0, 1.0)
        var steps: [ReliefChart.Step] = []
        while atRisk > 0, time < 110 {
            time += Double(1 + luck.below(pace) / 2)
            let isCensored = luck.below(6) == 0
            if !isCensored { share *= 1 - 1 / Double(atRisk) }
            steps.append(
                .init(
                    time: time, atRisk: atRisk, eased: isCensored ? 0 : 1,
                    censored: isCensored ? 1 : 0, share: max(0, share)))
            atRisk -= 1
        }
        return ReliefChart.Curve(label: label, steps: steps)
    }

    static func relief(_ curves: [ReliefChart.Curve]) -> ReliefChart {
        ReliefChart(
            text: text(
                "How soon it eased",
                "Half of the spasms had eased 12 minutes after stretching, 41 minutes after nothing."
            ),
            words: .init(
                treatment: "Treatment", time: "Minutes after the treatment",
                share: "Still in spasm",
                atRisk: "Still followed", eased: "eased", censored: "no longer followed"),
            numbers: numbers,
            ticks: [0, 15, 30, 45, 60, 90, 120].map { .init(time: Double($0), label: "\($0)") },
            curves: curves)
    }

    static func forest() -> ForestChart {
        forest([
            row("Poor sleep the night before", (2.5, 1.1, 5.8), "0.08", "Worth discussing."),
            row("Hot bath", (1.3, 0.7, 2.2), "0.44", "No clear pattern after checking 8 factors."),
            row(
                "Bladder infection", (4.1, 1.4, 31), "0.09",
                "Also appears before the spasm could be affected."),
            row("Exercise", (0.6, 0.05, 1.3), "0.31", "No clear pattern after checking 8 factors."),
            .init(
                label: "Missed dose", ratio: nil, q: "",
                verdict: "Not enough days yet: about 6 more weeks."),
        ])
    }

    static func row(
        _ label: String, _ ratio: (Double, Double, Double), _ q: String, _ verdict: String
    ) -> ForestChart.Row {
        .init(
            label: label, ratio: ChartEstimate(ratio.0, from: ratio.1, to: ratio.2), q: q,
            verdict: verdict)
    }

    static func forest(_ rows: [ForestChart.Row]) -> ForestChart {
        ForestChart(
            text: text(
                "What came before",
                "After poor sleep there were 2.5 times as many; that may be chance."),
            words: .init(
                factor: "Factor", ratio: "Times as often", interval: "(95 % interval)", q: "q",
                verdict: "what it means", fewer: "fewer with it", more: "more with it"),
            numbers: numbers, rows: rows)
    }
}

/// Numbers that only look random.
struct Luck {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, limit)))
    }
}
