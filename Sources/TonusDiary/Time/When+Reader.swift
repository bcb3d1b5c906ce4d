import TonusCore

/// Reads one time phrase from the front of a command's words.
struct WhenReader {
    typealias Phrase = (when: When, count: Int)

    let list: WordList
    let now: Moment

    init(words: [String], now: Moment) {
        (list, self.now) = (WordList(words), now)
    }

    /// An onset, and the length or the end that may follow it.
    func phrase() throws(WhenError) -> Phrase? {
        guard let (when, count) = try onset() else { return nil }
        guard when.ending == nil, let length = try list.length(at: count) else {
            return (when, count)
        }
        let ending = try ending(of: when.onset, after: length.milliseconds)
        return (When(onset: when.onset, ending: ending), count + length.count)
    }

    /// Each form starts with words that no other starts with, so the order is of no matter.
    private func onset() throws(WhenError) -> Phrase? {
        if list.word(0) == "now" {
            return (When(onset: now.point(milliseconds: now.milliseconds)), 1)
        }
        if let phrase = lastNight() { return phrase }
        if let phrase = try elapsed() { return phrase }
        if let phrase = try isoTime() { return phrase }
        if let word = list.word(0), let readings = AmbiguousDate.readings(of: word) {
            throw .ambiguousDate(list.text(1), readings: readings)
        }
        return try dayAndClock()
    }

    private func ending(
        of onset: TimePoint, after length: Int64
    ) throws(WhenError) -> TimePoint {
        let instant = onset.instant + length
        let isHere = onset.zone == now.zone.identifier
        let ending = TimePoint(
            instant: instant,
            offset: isHere ? now.offset(at: instant) : onset.offset,
            zone: onset.zone, precision: onset.precision,
            earliest: onset.earliest.map { $0 + length },
            latest: onset.latest.map { min($0 + length, now.milliseconds) })
        guard instant <= now.limit else { throw .inTheFuture(ending) }
        return ending
    }
}

extension WhenReader {
    /// `20m`, `1h30 ago`, `20 minutes ago`.
    ///
    /// A number that stands apart from its unit needs the `ago`: `log leg 4 20 min` would else take
    /// one for the other.
    private func elapsed() throws(WhenError) -> Phrase? {
        var length = try list.run(from: 0)
        let isAgo = length.count > 0 && list.word(length.count) == "ago"
        if length.isSpaced && !isAgo { length = try list.run(from: 0, allowingBlanks: false) }
        guard length.count > 0 else { return nil }
        let milliseconds = length.typed.milliseconds
        let onset = now.point(
            milliseconds: now.milliseconds - milliseconds,
            precision: Self.precision(ofElapsed: milliseconds))
        return (When(onset: onset), length.count + (isAgo ? 1 : 0))
    }

    /// The longer ago, the rounder the number a person says.
    private static func precision(ofElapsed milliseconds: Int64) -> TimePoint.Precision {
        switch milliseconds {
        case ...600_000: .exact
        case ...3_600_000: .fiveMinutes
        case ...43_200_000: .fifteenMinutes
        default: .sixtyMinutes
        }
    }

    /// From 22:00 yesterday to 07:00 today, as far as that has passed.
    private func lastNight() -> Phrase? {
        guard list.word(0) == "last", list.word(1) == "night" else { return nil }
        let midnight = now.today.localSeconds
        let zone = now.zone
        let morning = zone.occurrence(ofLocal: midnight + 7 * 3600).last
        let latest = min(morning * 1000, now.milliseconds)
        let onset = now.point(
            milliseconds: min(zone.occurrence(ofLocal: midnight + 3 * 3600).first * 1000, latest),
            precision: .partOfDay,
            earliest: zone.occurrence(ofLocal: midnight - 2 * 3600).first * 1000, latest: latest)
        return (When(onset: onset), 2)
    }
}

extension Moment {
    /// The latest instant that is not yet the future.
    var limit: Int64 { milliseconds + When.slack }

    var today: LocalDate { point(milliseconds: milliseconds).localDate }

    func offset(at milliseconds: Int64) -> Int {
        zone.offset(milliseconds.flooredDivision(by: 1000))
    }

    /// A moment in this zone.
    func point(
        milliseconds: Int64, precision: TimePoint.Precision = .exact,
        earliest: Int64? = nil, latest: Int64? = nil
    ) -> TimePoint {
        TimePoint(
            instant: milliseconds, offset: offset(at: milliseconds), zone: zone.identifier,
            precision: precision, earliest: earliest, latest: latest)
    }
}
