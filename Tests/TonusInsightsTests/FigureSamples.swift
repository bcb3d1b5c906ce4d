import TonusCore
import TonusDiary
import TonusTypes

/// Figures of made-up days, in UTC.
enum FigureSamples {
    /// A Monday, 2 March 2026.
    static let first = 20_514
    static let hour: Int64 = 3_600_000

    static func days(_ count: Int) -> ClosedRange<LocalDate> {
        LocalDate(days: first)...LocalDate(days: first + count - 1)
    }

    static func instant(_ day: Int, _ hour: Double) -> Int64 {
        Int64(first + day) * 86_400_000 + Int64(hour * 3_600_000)
    }

    static func id(_ number: Int) -> EntityID { EntityID(high: 1, low: UInt64(number)) }

    static func episode(
        _ day: Int, _ hour: Double, minutes: Double? = nil, severity: Int? = nil, number: Int = 0
    ) -> DiaryFigures.Episode {
        let onset = instant(day, hour)
        var episode = DiaryFigures.Episode(
            onset: onset, offset: 0, end: minutes.map { onset + Int64($0 * 60_000) },
            severity: severity, pain: nil, character: nil, siteWords: "", written: onset)
        episode.id = id(number)
        return episode
    }

    /// A dose of the treatment called `ibuprofen`.
    static func dose(_ day: Int, _ hour: Double, for number: Int) -> DiaryFigures.Dose {
        var dose = DiaryFigures.Dose(
            date: LocalDate(days: first + day), treatment: id(900), regimen: nil, status: .taken)
        (dose.at, dose.episodes) = (instant(day, hour), [id(number)])
        return dose
    }

    static func named() -> DiaryFigures {
        var figures = DiaryFigures()
        figures.names["\(id(900))"] = "ibuprofen"
        return figures
    }
}
