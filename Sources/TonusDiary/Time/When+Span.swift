import TonusCore

extension WhenReader {
    /// The longest span that ends on an unsaid day: a longer one is two times the wrong way round.
    static let longestSpan: Int64 = 18 * 3_600_000

    /// The end of `22:30-22:50`; the place behind it is the end's.
    func glued(_ typed: TypedTime) throws(WhenError) -> TypedEnd? {
        guard let second = typed.glued else { return nil }
        // After `2026-11-19 22:30` a `-` starts an offset.
        if case .iso = typed.day { throw .notATime(list.text(typed.count)) }
        return .time(
            TypedTime(second: second, place: typed.place, isRough: typed.isRough), count: 0)
    }

    /// Reads `to 22:50`, `until now` or `- 20 nov 0:10`; nil when nothing of the kind follows.
    func end(at index: Int) throws(WhenError) -> TypedEnd? {
        guard let word = list.word(index), ["-", "–", "to", "until", "till"].contains(word) else {
            return nil
        }
        if list.word(index + 1) == "now" {
            return .point(now.point(milliseconds: now.milliseconds), count: 2)
        }
        if let (point, count) = try isoTime(at: index + 1) {
            return .point(point, count: count + 1)
        }
        guard let typed = try typedTime(at: index + 1) else { return nil }
        guard typed.glued == nil else { throw .notATime(list.text(index + 1 + typed.count)) }
        return .time(typed, count: typed.count + 1)
    }

    /// The end of a span.
    ///
    /// - Parameter isShared: whether the place behind the end is for both, where either needs one.
    /// - Throws: what a time does, and `notATime` when it is before the onset.
    func ending(
        _ end: TypedEnd, after onset: TimePoint, isShared: Bool = false, text: String
    ) throws(WhenError) -> TimePoint {
        let ending: TimePoint
        switch end {
        case .point(let point, _): ending = point
        case .time(let typed, _):
            ending = try self.ending(typed, after: onset, isShared, text)
        }
        guard ending.instant >= onset.instant else { throw .notATime(text) }
        guard ending.instant <= now.limit else { throw .inTheFuture(ending) }
        return TimePoint(
            instant: ending.instant, offset: ending.offset, zone: ending.zone,
            precision: onset.precision == .thirtyMinutes ? .thirtyMinutes : ending.precision)
    }

    private func ending(
        _ typed: TypedTime, after onset: TimePoint, _ isShared: Bool, _ text: String
    ) throws(WhenError) -> TimePoint {
        var (end, shared) = (typed, TypedPlace?.none)
        let isInstant = typed.day.isDate && typed.place?.offset != nil
        if isShared, !isInstant, let place = typed.place, place.zone == nil {
            (end.place, shared) = (nil, place)
        }
        let ending: TimePoint
        if end.day != .none {
            ending = try now.point(end, or: shared, text: text)
        } else {
            ending = try now.point(following: onset, end, or: shared, text: text)
            guard ending.instant - onset.instant <= Self.longestSpan else { throw .notATime(text) }
        }
        guard
            shared == nil || [onset, ending].contains(where: { now.holds(shared, at: $0.instant) })
        else { throw .notATime(text) }
        return ending
    }
}

extension Moment {
    /// The first time from an onset on that a clock shows what was typed.
    fileprivate func point(
        following onset: TimePoint, _ typed: TypedTime, or shared: TypedPlace?, text: String
    ) throws(WhenError) -> TimePoint {
        let start = onset.localDate
        let isHere = onset.zone == zone.identifier
        if !isHere || typed.place?.zone != nil {
            guard typed.place?.name == nil else { throw .notATime(text) }
            // The clock of somewhere else, of which only the onset's offset is known.
            let offset = typed.place?.offset ?? onset.offset
            let locals = [start, start.adding(days: 1)].map {
                $0.localSeconds + Int64(typed.second)
            }
            let instants = locals.map { ($0 - Int64(offset)) * 1000 }
            let instant = instants.first { $0 >= onset.instant } ?? instants[1]
            return TimePoint(
                instant: instant, offset: offset, zone: typed.place?.zone ?? onset.zone,
                precision: typed.precision)
        }
        for date in [start, start.adding(days: 1)] {
            let local = date.localSeconds + Int64(typed.second)
            let occurrence = zone.occurrence(ofLocal: local)
            if case .never(let shift) = occurrence {
                guard shift.second * 1000 >= onset.instant else { continue }
                throw shift.missing(text)
            }
            let later = occurrence.seconds.map { $0 * 1000 }.filter { $0 >= onset.instant }
            guard !later.isEmpty else { continue }
            var held = later.filter { holds(typed.place, at: $0) }
            guard !held.isEmpty else { throw .notATime(text) }
            if held.count > 1 {
                let told = held.filter { holds(shared, at: $0) }
                held = told.isEmpty ? held : told
            }
            let past = held.filter { $0 <= limit }
            let instant = try only(past, local, text) ?? held[0]
            return point(milliseconds: instant, precision: typed.precision)
        }
        throw .notATime(text)
    }
}
