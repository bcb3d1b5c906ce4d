import TonusCore

/// The parts of a day that have a name, in seconds from its midnight.
enum DayPart {
    static func named(_ word: String?) -> ClosedRange<Int64>? {
        switch word {
        case "morning": 6 * 3600...12 * 3600
        case "afternoon": 12 * 3600...18 * 3600
        case "evening": 18 * 3600...22 * 3600
        default: nil
        }
    }
}

extension WhenReader {
    /// From 22:00 yesterday to 07:00 today, as far as that has passed; it stands at 03:00.
    func lastNight() -> Onset? {
        guard list.word(0) == "last", list.word(1) == "night" else { return nil }
        let midnight = now.today.localSeconds
        let onset = part(midnight - 2 * 3600, midnight + 7 * 3600, at: midnight + 3 * 3600)
        return (onset, 2)
    }

    /// `this morning` and `mon morning`, on the last of the days it has begun on.
    func part() throws(WhenError) -> Onset? {
        let (day, index) = try list.day(at: 0)
        let word = list.word(index)
        if day != .none, word == "night" { throw .notATime(list.text(index + 1)) }
        guard day != .none, let part = DayPart.named(word) else { return nil }
        let text = list.text(index + 1)
        let days = try day.candidates(at: now.days, text: text)
        let starts = days.map { $0.localSeconds + part.lowerBound }
        let passed = starts.first {
            now.zone.occurrence(ofLocal: $0).first * 1000 <= now.milliseconds
        }
        guard let start = passed else {
            let first = now.zone.occurrence(ofLocal: starts.first ?? 0).first * 1000
            throw .inTheFuture(now.point(milliseconds: first, precision: .partOfDay))
        }
        let end = start + part.upperBound - part.lowerBound
        return (self.part(start, end, at: (start + end) / 2), index + 1)
    }

    /// A part of the day between two local times, that stands at a third one within it.
    private func part(_ start: Int64, _ end: Int64, at middle: Int64) -> TimePoint {
        let zone = now.zone
        let earliest = zone.occurrence(ofLocal: start).first * 1000
        let latest = min(zone.occurrence(ofLocal: end).last * 1000, now.milliseconds)
        return now.point(
            milliseconds: min(zone.occurrence(ofLocal: middle).first * 1000, latest),
            precision: .partOfDay, earliest: earliest, latest: latest)
    }

    /// `yesterday between 22:00 and 23:00`: once, and nobody knows when in there; it stands in the
    /// middle. The day may as well stand behind the `between`, and is said once.
    func stretch() throws(WhenError) -> Onset? {
        let (day, dayCount) = try list.day(at: 0)
        guard list.word(dayCount) == "between" else { return nil }
        let first = dayCount + 1
        guard var start = try typedTime(at: first), list.word(first + start.count) == "and",
            let end = try typedTime(at: first + start.count + 1), start.glued == nil,
            end.glued == nil, day == .none || start.day == .none
        else { throw .notATime(list.text(list.words.count)) }
        if day != .none { start.day = day }
        let count = first + start.count + 1 + end.count
        let text = list.text(count)
        let onset = try now.point(start, or: end.place, text: text)
        let ending = try ending(
            .time(end, count: count), after: onset, isShared: start.place == nil, text: text)
        let middle = onset.instant + (ending.instant - onset.instant) / 2
        let isHere = onset.zone == now.zone.identifier
        let time = TimePoint(
            instant: middle, offset: isHere ? now.offset(at: middle) : onset.offset,
            zone: onset.zone, precision: .partOfDay, earliest: onset.instant,
            latest: ending.instant)
        return (time, count)
    }
}
