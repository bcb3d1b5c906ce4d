import TonusCore
import TonusDiary
import TonusInsights

/// The charts of a stretch of a diary, in the person's words.
struct DiaryCharts {
    let figures: DiaryFigures
    let insights: Insights
    let words: Catalogue

    private var first: Int { insights.days.lowerBound.days }
    private var length: Int { insights.record.days.count }

    private func date(_ day: Int) -> LocalDate { LocalDate(days: first + day) }

    // MARK: - How often

    var weekly: WeeklyRateChart {
        let weeks = stride(from: 0, to: length, by: 7).map { start in
            WeeklyRateChart.Week(
                label: words.date(date(start)), observedDays: observed(start..<start + 7).count,
                rate: estimate(start..<start + 7), mean: mean(upTo: start + 7))
        }
        return WeeklyRateChart(
            text: words.weeklyText(insights), words: words.weeklyWords, numbers: words.numbers,
            span: span, weeks: weeks)
    }

    private func observed(_ range: Range<Int>) -> [DayRecord] {
        insights.record.days[range.clamped(to: 0..<length)].filter(\.isObserved)
    }

    private func rate(_ days: [DayRecord]) -> Rate {
        Rate(events: days.reduce(0) { $0 + $1.spasms }, time: Double(days.count) / 7)
    }

    private func estimate(_ range: Range<Int>) -> ChartEstimate? {
        let rate = rate(observed(range))
        guard let value = rate.value, let interval = rate.interval() else { return nil }
        return ChartEstimate(value, from: interval.lower, to: interval.upper)
    }

    /// Over four weeks, of which at least half was observed.
    private func mean(upTo end: Int) -> Double? {
        let days = observed(max(0, end - 28)..<end)
        return days.count >= 14 ? rate(days).value : nil
    }

    private var span: ChartSpan {
        ChartSpan(
            days: length, ticks: words.months(from: first, length),
            relapses: figures.spells.filter { $0.onset <= insights.days.upperBound }.map { spell in
                let end = spell.end ?? insights.days.upperBound
                return ChartSpan.Band(
                    days: spell.onset.days - first...max(spell.onset.days, end.days) - first,
                    label: words.badSpell, dates: words.dates(spell))
            },
            changes: figures.regimens.flatMap(changes))
    }

    /// When it began, and when it was stopped without another of the same in its place.
    private func changes(_ regimen: Sheet) -> [ChartSpan.Mark] {
        let treatment = regimen[.regimenTreatment]?.entity
        let name = words.regimen(regimen, treatment.flatMap { figures.names["\($0)"] })
        func mark(_ date: LocalDate, _ label: String) -> ChartSpan.Mark {
            ChartSpan.Mark(day: date.days - first, label: label, date: words.date(date))
        }
        let start = regimen[.regimenStart]?.date.map { mark($0, name) }
        guard let stopped = regimen[.stoppedOn]?.date else { return start.map { [$0] } ?? [] }
        let isReplaced = figures.regimens.contains { other in
            guard treatment != nil, other.id != regimen.id,
                other[.regimenTreatment]?.entity == treatment,
                let next = other[.regimenStart]?.date
            else { return false }
            return (0...1).contains(next.days - stopped.days)
        }
        let stop = isReplaced ? nil : mark(stopped, words.stopped(name))
        return [start, stop].compactMap { $0 }
    }

    // MARK: - How bad

    var trend: TrendChart {
        let within = figures.episodes.filter { isWithin($0.onset, $0.offset) }
        let weeks = Dictionary(grouping: within) { episode in
            (DiaryFigures.day(episode.onset, offset: episode.offset).days - first) / 7
        }
        let points = stride(from: 0, to: length, by: 7).map { start in
            TrendChart.Point(
                day: start, label: words.date(date(start)),
                severity: average((weeks[start / 7] ?? []).compactMap(\.severity)),
                spasticity: average(observed(start..<start + 7).compactMap(\.spasticity)))
        }
        return TrendChart(
            text: words.trendText, words: words.trendWords, numbers: words.numbers, span: span,
            points: points)
    }

    private func average(_ values: [Int]) -> Double? {
        values.isEmpty ? nil : Double(values.reduce(0, +)) / Double(values.count)
    }

    // MARK: - When and where

    var hours: HeatMapChart {
        let pattern = insights.hours
        let weekdays = (0..<7).map { ($0 + words.customs.firstWeekday - 1) % 7 }
        let rates = weekdays.map { weekday in
            (0..<24).map { hour in
                pattern.rate(weekday: weekday, hour: hour)?.value.map { $0 * 100 }
            }
        }
        return HeatMapChart(
            text: words.hoursText(pattern), words: words.hoursWords, numbers: words.numbers,
            weekdays: weekdays.map { words.weekdays[$0] }, hours: (0..<24).map { "\($0)" },
            rates: rates)
    }

    var body: BodyMapChart {
        var counts: [Site: Int] = [:]
        for episode in figures.episodes where isWithin(episode.onset, episode.offset) {
            for site in episode.sites { counts[site, default: 0] += 1 }
        }
        for tally in figures.tallies where isWithin(tally.from, tally.offset) {
            for site in tally.sites { counts[site, default: 0] += tally.count }
        }
        let mentions = counts.sorted { $0.key < $1.key }.map { site, count in
            BodyMapChart.Mention(
                region: site.region.rawValue, side: site.side.rawValue, count: count,
                label: words.word(site.region))
        }
        return BodyMapChart(
            text: words.bodyText(mentions), words: words.bodyWords, mentions: mentions)
    }

    private func isWithin(_ instant: Int64, _ offset: Int) -> Bool {
        insights.days.contains(DiaryFigures.day(instant, offset: offset))
    }

    // MARK: - What stands out

    var patterns: ForestChart {
        let answered = insights.findings.filter(\.isAnswered).sorted { $0.q < $1.q }
        let rows = answered.map { finding in
            let interval = finding.estimate.interval
            let ratio = finding.estimate.comparison.ratio.flatMap { ratio in
                interval.flatMap { ChartEstimate(ratio, from: $0.lower, to: $0.upper) }
            }
            return ForestChart.Row(
                label: words.label(finding.question), ratio: ratio,
                q: words.numbers.text(finding.q, decimals: 2), verdict: words.verdict(finding))
        }
        return ForestChart(
            text: words.patternsText(
                rows.count, among: insights.questionCount,
                isWidened: answered.contains { $0.estimate.isWidened }),
            words: words.patternsWords, numbers: words.numbers, rows: rows)
    }
}

extension Finding {
    /// Whether there are days enough for an answer.
    fileprivate var isAnswered: Bool {
        if case .notEnough = verdict { false } else { true }
    }
}
