import TonusCore

extension Moment {
    /// The most recent time that was typed.
    ///
    /// - Parameter other: the place where the time has none of its own and came twice.
    func point(
        _ typed: TypedTime, or other: TypedPlace?, text: String
    ) throws(WhenError) -> TimePoint {
        if let place = typed.place, let offset = place.offset, typed.day.isDate {
            return try point(typed, offset: offset, zone: place.zone, text: text)
        }
        guard typed.place?.zone == nil else { throw .notATime(text) }
        let days = try typed.day.candidates(at: days, text: text)
        let instant = try instant(
            of: typed.second, on: days, place: typed.place, or: other, text: text)
        return point(milliseconds: instant, precision: typed.precision)
    }

    /// A date, a clock time and an offset are one instant, here or elsewhere.
    private func point(
        _ typed: TypedTime, offset: Int, zone named: String?, text: String
    ) throws(WhenError) -> TimePoint {
        let dates = try typed.day.candidates(at: days(offset: offset), text: text)
        let instants = dates.map { ($0.localSeconds + Int64(typed.second - offset)) * 1000 }
        guard let instant = instants.first(where: { $0 <= limit }) ?? instants.first else {
            throw .noSuchDate(text)
        }
        let time = point(
            milliseconds: instant, offset: offset, zone: named, precision: typed.precision)
        guard instant <= limit else { throw .inTheFuture(time) }
        return time
    }

    /// An instant with the offset that was written: it is here's, or stands for its own zone, as in
    /// RFC 9557.
    func point(
        milliseconds: Int64, offset: Int, zone named: String?,
        precision: TimePoint.Precision = .exact
    ) -> TimePoint {
        let isHere = named == nil && self.offset(at: milliseconds) == offset
        let other = named ?? WhenFormat.offset(seconds: offset)
        return TimePoint(
            instant: milliseconds, offset: offset, zone: isHere ? zone.identifier : other,
            precision: precision)
    }

    /// The instant of a local time on the first of the days on which it has passed.
    ///
    /// - Parameters:
    ///   - second: the second of the day.
    ///   - fraction: milliseconds beyond it.
    /// - Throws: when it was skipped, when it passed twice, when its place did not hold then, and
    ///   when it is yet to come on all days.
    func instant(
        of second: Int, fraction: Int64 = 0, on days: [LocalDate], place: TypedPlace? = nil,
        or other: TypedPlace? = nil, text: String
    ) throws(WhenError) -> Int64 {
        var future: Int64?
        for date in days {
            let local = date.localSeconds + Int64(second)
            let occurrence = zone.occurrence(ofLocal: local)
            if case .never(let shift) = occurrence {
                // A gap that is yet to come is no reason to refuse yesterday's time.
                guard shift.second * 1000 > limit, date != days.last else {
                    throw shift.missing(text)
                }
                continue
            }
            let instants = occurrence.seconds.map { $0 * 1000 + fraction }
            let held = instants.filter { holds(place, at: $0) }
            let past = held.filter { $0 <= limit }
            let told = past.count > 1 ? past.filter { holds(other, at: $0) } : past
            if let instant = try only(told.isEmpty ? past : told, local, text) { return instant }
            if held.isEmpty && instants.contains(where: { $0 <= limit }) { throw .notATime(text) }
            future = future ?? held.first
        }
        guard let future else { throw .notATime(text) }
        throw .inTheFuture(point(milliseconds: future))
    }

    /// The one of the instants at which the clock showed a local time, or the one that was chosen.
    func only(
        _ instants: [Int64], _ local: Int64, _ text: String
    ) throws(WhenError) -> Int64? {
        guard instants.count > 1 else { return instants.first }
        if let chosen = instants.first(where: { offset(at: $0) == chosenOffset }) { return chosen }
        throw .doubledHour(
            text, offsets: instants.map(offset(at:)), local: CivilTime(localSeconds: local))
    }

    /// Whether a place is here, at an instant; any is where none was typed.
    func holds(_ place: TypedPlace?, at instant: Int64) -> Bool {
        guard let place else { return true }
        if let typed = place.offset { return typed == offset(at: instant) }
        return zone.abbreviation(instant.flooredDivision(by: 1000)).lowercased() == place.name
    }

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

extension Zone.Shift {
    func missing(_ text: String) -> WhenError {
        .missingHour(
            text, from: CivilTime(localSeconds: from), to: CivilTime(localSeconds: to))
    }
}
