import TonusCore
import TonusDiary

/// How one regimen went within a stretch of days: how long it was followed, and what became of its doses.
public struct RegimenRecord: Sendable {
    public let regimen: Sheet
    /// Days of the whole regimen, the first and the last among them; up to the end of the stretch while it
    /// goes on. Nil where it is said to have ended before it began.
    public let length: Int?
    /// Days that it was meant to last, counted alike.
    public let planned: Int?
    public let taken: Int
    public let skipped: Int
    /// Doses of which nobody said anything, or two people different things.
    public let unknown: Int

    /// Doses that its times asked for within the stretch.
    public var due: Int { taken + skipped + unknown }

    /// Those that were followed on any of the days, in the order of the figures.
    static func all(_ figures: DiaryFigures, _ days: ClosedRange<LocalDate>) -> [RegimenRecord] {
        figures.regimens.compactMap { regimen in
            guard let start = regimen[.regimenStart]?.date, start <= days.upperBound,
                regimen[.stoppedOn]?.date.map({ $0 >= days.lowerBound }) ?? true
            else { return nil }
            return RegimenRecord(regimen, from: start, figures, days)
        }
    }

    private init(
        _ regimen: Sheet, from start: LocalDate, _ figures: DiaryFigures,
        _ days: ClosedRange<LocalDate>
    ) {
        let end = min(regimen[.stoppedOn]?.date ?? days.upperBound, days.upperBound)
        let within = max(0, end.days - max(start, days.lowerBound).days + 1)
        let told = figures.doses.filter {
            $0.regimen == regimen.id && days.contains($0.date) && !$0.isUnclear
        }
        self.regimen = regimen
        length = end >= start ? end.days - start.days + 1 : nil
        planned = regimen[.plannedEnd]?.date.flatMap { planned in
            planned >= start ? planned.days - start.days + 1 : nil
        }
        taken = told.count { $0.status == .taken }
        skipped = told.count { $0.status == .skipped }
        unknown = max(0, within * regimen.keys(.regimenTimes).count - taken - skipped)
    }
}
