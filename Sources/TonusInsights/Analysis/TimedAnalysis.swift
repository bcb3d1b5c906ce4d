import TonusCore
import TonusDiary

/// Short exposures of which the hour is known: just before spasms, and at the same hour on the same
/// weekdays of the same month.
///
/// The person is their own control, so what does not change within a month cannot mislead. It holds
/// only where an exposure is written down on days without spasms too; whoever shows it says so.
/// Doses are no question here: those of a regimen come at the same hour every day, and others are
/// taken because of a spasm. Heat that was used for no spasm is one.
struct TimedAnalysis {
    /// A factor of which some days are known hour by hour.
    struct Factor {
        let name: String
        /// Above which number it counts as there; nil where it is not measured.
        let cut: String?
        let hours: Int
        /// Unix milliseconds, by their beginning.
        let times: [ClosedRange<Int64>]
        /// Days since 1970-01-01 of which it is known when it was, or that it was not.
        let knownDays: Set<Int>
        private let longest: Int64

        init(
            name: String, cut: String? = nil, hours: Int, times: [ClosedRange<Int64>],
            knownDays: Set<Int>
        ) {
            (self.name, self.cut, self.hours, self.knownDays) = (name, cut, hours, knownDays)
            self.times = times.sorted {
                ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
            }
            longest = times.map { $0.upperBound - $0.lowerBound }.max() ?? 0
        }

        func isPresent(_ window: ClosedRange<Int64>) -> Bool {
            // Those that begin in time, backwards, as far as the longest could reach.
            times[..<count(upTo: window.upperBound)].reversed()
                .prefix { $0.lowerBound >= window.lowerBound - longest }
                .contains { $0.upperBound >= window.lowerBound }
        }

        func begins(in window: ClosedRange<Int64>) -> Bool {
            count(upTo: window.upperBound) > count(upTo: window.lowerBound - 1)
        }

        /// How many begin at an instant or before.
        private func count(upTo instant: Int64) -> Int {
            var (low, high) = (0, times.count)
            while low < high {
                let middle = (low + high) / 2
                if times[middle].lowerBound <= instant {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }
    }

    /// A moment, and the clock there and then.
    struct Moment {
        let instant: Int64
        let offset: Int

        var day: Int { Int((instant + Int64(offset) * 1000).flooredDivision(by: 86_400_000)) }

        /// The same hour on the other days of this month and weekday; an hour off where the clocks changed.
        var controls: [Moment] {
            LocalHour(day: day, hour: 0).controls.map { control in
                Moment(
                    instant: instant + Int64(control.day - day) * 86_400_000, offset: offset)
            }
        }
    }

    private let factors: [Factor]
    private let onsets: [Moment]
    private let coverage: Double
    private let middle: Int

    init(_ figures: DiaryFigures, _ record: DiaryRecord, _ days: ClosedRange<LocalDate>) {
        let reading = TimedReading(figures, record)
        factors = reading.factors
        onsets = figures.episodes(on: days)
            .filter { $0.precision.rawValue <= TimePoint.Precision.thirtyMinutes.rawValue }
            .map { Moment(instant: $0.onset, offset: $0.offset) }
            .sorted { $0.instant < $1.instant }
        coverage = record.coverage
        middle = record.firstDay + record.days.count / 2
    }

    /// Without the q-values, which depend on everything else that was asked.
    var drafts: [TimedFinding.Draft] { factors.map(draft) }

    private func draft(_ factor: Factor) -> TimedFinding.Draft {
        let length = Int64(factor.hours) * 3_600_000
        let events = zip(onsets, [nil] + onsets.map(Optional.some)).filter { onset, before in
            // A cluster counts once.
            before.map { onset.instant - $0.instant >= length } ?? true
        }.map(\.0).compactMap { event(factor, $0, length) }
        return TimedFinding.Draft(factor, events, coverage: coverage, middle: middle)
    }

    private func event(
        _ factor: Factor, _ onset: Moment, _ length: Int64
    ) -> TimedFinding.Event? {
        guard isKnown(factor, onset, length) else { return nil }
        let controls = onset.controls.filter { isKnown(factor, $0, length) }
        if controls.isEmpty { return nil }
        func set(_ isThere: (Moment) -> Bool) -> MatchedSet {
            MatchedSet(
                isCaseExposed: isThere(onset), exposedControls: controls.count(where: isThere),
                controls: controls.count)
        }
        return TimedFinding.Event(
            day: onset.day,
            before: set { factor.isPresent($0.instant - length...$0.instant) },
            after: set { factor.begins(in: $0.instant + 1...$0.instant + length) })
    }

    /// Whether the whole window lies in days that are known.
    private func isKnown(_ factor: Factor, _ moment: Moment, _ length: Int64) -> Bool {
        let start = Moment(instant: moment.instant - length, offset: moment.offset)
        return factor.knownDays.contains(moment.day) && factor.knownDays.contains(start.day)
    }
}

/// Which factors are known hour by hour, fixed before anything is compared.
private struct TimedReading {
    let figures: DiaryFigures
    let record: DiaryRecord

    init(_ figures: DiaryFigures, _ record: DiaryRecord) {
        (self.figures, self.record) = (figures, record)
    }

    var factors: [TimedAnalysis.Factor] {
        let stretches = figures.exercises.filter { $0.type == .stretch }
        let others = figures.exercises.filter { $0.type != .stretch }
        return
            (marked + [
                done("exercised", others.map(Done.init)),
                done("stretched", stretches.map(Done.init)),
                done("warmed", figures.heat.map(Done.init)),
            ]).filter { !$0.times.isEmpty }
    }

    /// A day with it and no hour is a day of which nothing is known.
    private var marked: [TimedAnalysis.Factor] {
        MarkedFactor.all(figures).map { key, factor in
            let marks = factor.marks
            let known = marks.filter { $0.isPresent == false || $0.times != nil }
            let vague = marks.filter { $0.isPresent != false && $0.times == nil }
            return TimedAnalysis.Factor(
                name: factor.name, cut: factor.cut, hours: key == Factor.sitting.word ? 4 : 2,
                times: marks.compactMap { $0.isPresent == true ? $0.times : nil },
                knownDays: Set(known.map(\.date.days)).subtracting(vague.map(\.date.days)))
        }
    }

    /// On observed days without a word of it there was none, from the first word of any on.
    private func done(_ name: String, _ done: [Done]) -> TimedAnalysis.Factor {
        let first = done.map(\.day).min() ?? .max
        let vague = done.filter { $0.times == nil }.map(\.day)
        let observed = record.days.indices.filter { record.days[$0].isObserved }
            .map { record.firstDay + $0 }.filter { $0 >= first }
        return TimedAnalysis.Factor(
            name: name, hours: 2, times: done.compactMap(\.times),
            knownDays: Set(observed).subtracting(vague))
    }
}

/// Something that was done on one day, and when, where that is known by the clock.
private struct Done {
    let day: Int
    let times: ClosedRange<Int64>?

    init(_ exercise: DiaryFigures.Exercise) {
        day = exercise.date.days
        times = exercise.start.map { $0...$0 + Int64(max(0, exercise.minutes)) * 60_000 }
    }

    init(_ dose: DiaryFigures.Dose) {
        (day, times) = (dose.date.days, dose.at.map { $0...$0 })
    }
}
