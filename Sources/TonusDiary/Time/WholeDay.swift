import TonusCore

extension Zone {
    /// Unix milliseconds at which a day begins: its midnight, or what follows where that is skipped.
    public func startOfDay(_ date: LocalDate) -> Int64 {
        occurrence(ofLocal: date.localSeconds).first * 1000
    }
}

extension Moment {
    /// A whole day as a time point, at its noon.
    public func point(of date: LocalDate) -> TimePoint {
        let noon = zone.occurrence(ofLocal: date.localSeconds + 43_200).first * 1000
        return point(at: noon, precision: .day)
    }

    /// A time of the clock on a day; of two that the clocks made of one the first.
    public func point(of date: LocalDate, at time: TimeOfDay) -> TimePoint {
        let local = date.localSeconds + Int64(time.minutes) * 60
        return point(at: zone.occurrence(ofLocal: local).first * 1000)
    }

    /// The beginning and the end of a day, the latter no later than now.
    func span(of date: LocalDate) -> (from: TimePoint, to: TimePoint) {
        let next = zone.startOfDay(LocalDate(days: date.days + 1))
        return (
            point(at: zone.startOfDay(date), precision: .day),
            point(at: min(next, milliseconds), precision: .day)
        )
    }

    /// The day that it is for whoever is still up: until four in the morning the one before.
    public var day: LocalDate { DiaryFigures.day(milliseconds, offset: point.offset) }
}

extension TimePoint {
    /// The day that it counts to: by the clock from four to four, else the one that was said.
    public var day: LocalDate {
        precision == .day ? localDate : DiaryFigures.day(instant, offset: offset)
    }
}

extension WhenFormat {
    /// `2026-11-19`.
    public static func iso(_ date: LocalDate) -> String { String(iso(CivilTime(date)).prefix(10)) }
}
