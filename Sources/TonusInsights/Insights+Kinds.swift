import TonusCore
import TonusDiary

/// What the spasms were like, as far as it was said.
extension Insights {
    public var durations: Durations { Durations(figures, days) }

    /// Of the places that were named, those in a leg.
    public var legs: Share {
        let named = figures.episodes(on: days).flatMap(\.sites)
        return Share(count: named.count { Self.legs.contains($0.region) }, all: named.count)
    }

    private static let legs: Set<Region> = [
        .leg, .calf, .thigh, .foot, .toes, .ankle, .shin, .knee, .hip,
    ]

    /// Observed days on which spasms disturbed the sleep, as a check-in or an episode says.
    public var nights: Int {
        let told = figures.days.filter { day in
            days.contains(day.date) && ((day.wakings ?? 0) > 0 || day.interferedWithSleep)
        }.map(\.date)
        let woken = figures.episodes(on: days).filter { $0.impacts.contains(.wokeUp) }
            .map { DiaryFigures.day($0.onset, offset: $0.offset) }
        return Set(told + woken).count(where: record.observes)
    }

    /// Whether a check-in or an episode says anything of nights.
    public var isTellingNights: Bool {
        nights > 0 || figures.days.contains { days.contains($0.date) && $0.wakings != nil }
    }

    public var kinds: SpasmKinds { SpasmKinds(observed, record) }
    public var spreadTrend: SpreadTrend { SpreadTrend(figures, record) }
    public var drift: SiteDrift { SiteDrift(figures, record) }
    public var advice: [AdviceFollowed] { AdviceFollowed.all(figures, record) }

    /// Pain in thirds of the severity, from 1; those without any are left out.
    public var painBands: [PainBand] {
        let rated = figures.episodes(on: days).compactMap { episode in
            episode.severity.flatMap { severity in episode.pain.map { (severity, $0) } }
        }
        return PainBand.bands.compactMap { band in
            PainBand(band, rated.filter { band.contains($0.0) }.map(\.1))
        }
    }

    /// By what the person called usual or worse: on days of bad spells, and on others. Empty where nobody
    /// said either, and without a day of a bad spell.
    public var courses: [CourseRates] {
        let found = [true, false].map { CourseRates(observed, record, isInSpell: $0) }
        guard found[0].weeks > 0, found.contains(where: { $0.usual + $0.flare > 0 }) else {
            return []
        }
        return found.filter { $0.weeks > 0 }
    }

    /// Of exercise: how often it was too much, of those of which that was said, and the pain after it.
    public var strain: (tooMuch: Share, pains: [Int]) {
        let exercises = figures.exercises.filter { days.contains($0.date) }
        let told = exercises.compactMap(\.isTooMuch)
        return (
            Share(count: told.count { $0 }, all: told.count), exercises.compactMap(\.painAfter)
        )
    }

    /// On observed days, with the place of the day in the record.
    private var observed: [(day: Int, episode: DiaryFigures.Episode)] {
        figures.episodes.compactMap { episode in
            record.observedPlace(of: episode).map { ($0, episode) }
        }
    }
}

extension DiaryRecord {
    /// The place of an observed day; nil of any other.
    func observedPlace(_ day: LocalDate) -> Int? {
        observes(day) ? day.days - firstDay : nil
    }

    func observedPlace(of episode: DiaryFigures.Episode) -> Int? {
        observedPlace(DiaryFigures.day(episode.onset, offset: episode.offset))
    }

    /// The first place of the second half, by calendar days; the odd one is in it.
    var middle: Int { days.count / 2 }
}
