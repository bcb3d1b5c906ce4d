import TonusCore
import TonusDiary

/// What a stretch of a diary comes to: one value that sentences, charts and the report are made from.
public struct Insights: Sendable {
    public let days: ClosedRange<LocalDate>
    public let record: DiaryRecord
    /// In the order of the record's questions.
    public let findings: [Finding]
    /// Of short exposures whose hour is known, by name.
    public let timed: [TimedFinding]
    /// One for each regimen that began within the days, by when.
    public let regimens: [(regimen: Sheet, treatment: String?, comparison: RegimenComparison)]
    /// More than usual for days in a row, up to the last one.
    public let run: UnusualRun?
    public let figures: DiaryFigures

    /// - Parameter asks: whether the questions about factors are answered, which takes most of the time;
    ///   a picture of how often or when needs none, and then there are none.
    public init(_ figures: DiaryFigures, _ days: ClosedRange<LocalDate>, asks: Bool = true) {
        let record = DiaryRecord(figures, days)
        (self.days, self.record, self.figures) = (days, record, figures)
        if asks {
            let drafts = TimedAnalysis(figures, record, days).drafts
            let analysis = TriggerAnalysis(record, beside: drafts.map { $0.pValue ?? 1 })
            findings = analysis.findings
            timed = zip(drafts, analysis.besideQ).map { $0.finding(q: $1) }
        } else {
            (findings, timed) = ([], [])
        }
        run = UnusualRun(record.days.map { $0.isObserved ? $0.spasms : nil })
        regimens = figures.regimens.compactMap { regimen in
            guard let start = regimen[.regimenStart]?.date, days.contains(start),
                let comparison = RegimenComparison(
                    record, start: start.days - days.lowerBound.days)
            else { return nil }
            let treatment = regimen[.regimenTreatment]?.entity
            // What it is for is too rare to be seen here, so nothing is estimated.
            if figures.remedy(of: regimen) == .dmt { return nil }
            return (regimen, treatment.flatMap { figures.names["\($0)"] }, comparison)
        }
    }

    /// On observed days, tallied ones included.
    public var spasms: Int {
        record.days.reduce(0) { $0 + ($1.isObserved ? $1.spasms : 0) }
    }

    /// Spasms a week, over the days that somebody observed.
    public var perWeek: Rate { Rate(events: spasms, time: Double(record.observedDays) / 7) }

    public var spasmDays: Int { record.days.count { $0.isObserved && $0.spasms > 0 } }
}

/// What is worked out when asked.
extension Insights {
    /// How many questions were asked in all.
    public var questionCount: Int { findings.count + timed.count }

    public var relief: ReliefRecord { ReliefRecord(figures, days) }
    public var hours: HourlyPattern { HourlyPattern(figures, record) }
    public var exercise: ExerciseSteps? { ExerciseSteps(figures, record) }
    public var stretching: ExerciseSteps? {
        ExerciseSteps(figures, record, isStretching: true)
    }
    public var change: RateChange? { RateChange(record) }

    public var beliefs: [Belief] {
        let reading = FactorReading(figures, days, isObserved: record.days.map(\.isObserved))
        return Belief.all(figures, days, reading, findings)
    }

    /// Days of bad spells as exposed; nil without days of both kinds.
    public var spells: RateComparison? {
        func rate(_ isRelapse: Bool) -> Rate {
            let days = record.days.filter { $0.isObserved && $0.isRelapse == isRelapse }
            return Rate(events: days.reduce(0) { $0 + $1.spasms }, time: Double(days.count))
        }
        let comparison = RateComparison(exposed: rate(true), unexposed: rate(false))
        return comparison.isComparable ? comparison : nil
    }

    /// Falls in 30 observed days.
    public var falls: Rate {
        let falls = figures.episodes(on: days).count { $0.impacts.contains(.fell) }
        return Rate(events: falls, time: Double(record.observedDays) / 30)
    }

    /// How many came on suddenly, among those of which somebody said.
    public var sudden: Share {
        let told = figures.episodes(on: days).compactMap(\.suddenness)
        return Share(count: told.count { $0 == .sudden }, all: told.count)
    }

    /// Spasms a week year by year, of those with any observed day; empty for a year or less.
    public var years: [(year: String, perWeek: Rate)] {
        if record.days.count <= 366 { return [] }
        var years: [(year: String, perWeek: Rate)] = []
        for (place, day) in record.days.enumerated() where day.isObserved {
            let date = WhenFormat.iso(LocalDate(days: record.firstDay + place))
            let year = String(date.prefix { $0 != "-" })
            if years.last?.year != year { years.append((year, Rate(events: 0, time: 0))) }
            years[years.count - 1].perWeek.events += day.spasms
            years[years.count - 1].perWeek.time += 1.0 / 7
        }
        return years
    }
}
