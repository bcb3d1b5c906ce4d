/// Charts as a page has room for them.
extension ChartSpan {
    /// With the latest changes alone, each by so much of its name.
    public func limited(to count: Int, letters: Int) -> ChartSpan {
        let latest = changes.suffix(count).map { change in
            let isLong = change.label.count > letters
            let label = isLong ? change.label.prefix(letters - 1) + "…" : change.label[...]
            return Mark(day: change.day, label: String(label), date: change.date)
        }
        return ChartSpan(days: days, ticks: ticks, relapses: relapses, changes: latest)
    }

    /// Drawn without names, where another chart beside it has them.
    public var unnamed: ChartSpan {
        ChartSpan(
            days: days, ticks: ticks,
            relapses: relapses.map { Band(days: $0.days, label: "", dates: $0.dates) },
            changes: changes.map { Mark(day: $0.day, label: "", date: $0.date) })
    }
}

extension WeeklyRateChart {
    public func with(_ span: ChartSpan) -> WeeklyRateChart {
        WeeklyRateChart(text: text, words: words, numbers: numbers, span: span, weeks: weeks)
    }
}

extension TrendChart {
    public func with(_ span: ChartSpan) -> TrendChart {
        TrendChart(text: text, words: words, numbers: numbers, span: span, points: points)
    }
}
