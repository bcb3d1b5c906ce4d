import TonusCore
import TonusDiary

/// What a stretch of a diary comes to: one value that sentences, charts and the report are made from.
public struct Insights: Sendable {
    public let days: ClosedRange<LocalDate>
    public let record: DiaryRecord
    /// In the order of the record's questions.
    public let findings: [Finding]
    /// One for each regimen that began within the days, by when.
    public let regimens: [(regimen: Sheet, treatment: String?, comparison: RegimenComparison)]
    /// More than usual for days in a row, up to the last one.
    public let run: UnusualRun?

    public init(_ figures: DiaryFigures, _ days: ClosedRange<LocalDate>) {
        let record = DiaryRecord(figures, days)
        (self.days, self.record) = (days, record)
        findings = TriggerAnalysis(record).findings
        run = UnusualRun(record.days.map { $0.isObserved ? $0.spasms : nil })
        regimens = figures.regimens.compactMap { regimen in
            guard let start = regimen[.regimenStart]?.date, days.contains(start),
                let comparison = RegimenComparison(
                    record, start: start.days - days.lowerBound.days)
            else { return nil }
            let treatment = regimen[.regimenTreatment]?.entity.flatMap { figures.names["\($0)"] }
            return (regimen, treatment, comparison)
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
