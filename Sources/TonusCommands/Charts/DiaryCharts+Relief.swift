import TonusInsights

extension DiaryCharts {
    /// More would not be told apart.
    private static let greatestCurves = 5

    /// How soon it eased, by what was tried, beside spasms as severe that nothing was tried for.
    var relief: ReliefChart {
        let record = insights.relief
        let shown = record.treatments.prefix(Self.greatestCurves)
        var curves = shown.map { treatment in
            let waits = treatment.spasms.map(\.relief)
            return ReliefChart.Curve(label: words.reliefLabel(treatment.name, waits), waits)
        }
        let untreated = record.untreated(asSevereAs: shown.flatMap(\.spasms)).map(\.relief)
        if !untreated.isEmpty {
            curves.append(
                ReliefChart.Curve(label: words.reliefLabel(nil, untreated), untreated))
        }
        return ReliefChart(
            text: words.reliefText(shown.reduce(0) { $0 + $1.spasms.count }, untreated.count),
            words: words.reliefWords, numbers: words.numbers,
            ticks: Self.ticks(upTo: curves.compactMap { $0.steps.last?.time }.max() ?? 0),
            curves: shown.isEmpty ? [] : curves)
    }

    /// At most nine, in steps that people count in.
    private static func ticks(upTo end: Double) -> [ReliefChart.Tick] {
        let step = [1.0, 2, 5, 10, 15].first { end / $0 <= 8 } ?? 30
        return stride(from: 0, through: end, by: step).map { minute in
            ReliefChart.Tick(time: minute, label: "\(Int(minute))")
        }
    }
}
