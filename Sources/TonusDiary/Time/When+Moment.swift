import TonusCore

/// A day, a clock time and a place, as typed, and how many words they took.
struct TypedTime {
    var day = TypedDay.none
    /// Second of the day.
    var second: Int
    var place: TypedPlace?
    var isRough = false
    var count = 0
    /// The second clock time of `22:30-22:50`.
    var glued: Int?

    var precision: TimePoint.Precision { isRough ? .thirtyMinutes : .exact }
}

/// What a span ends with.
enum TypedEnd {
    case time(TypedTime, count: Int)
    /// `now`, or an ISO time, which says everything itself.
    case point(TimePoint, count: Int)

    /// The words from the `to` on.
    var count: Int {
        switch self {
        case .time(_, let count), .point(_, let count): count
        }
    }
}

extension WhenReader {
    /// A clock time, with or without a day, and the end that may follow it.
    func moment() throws(WhenError) -> Phrase? {
        guard let typed = try typedTime(at: 0) else { return nil }
        var end = try glued(typed)
        if end == nil { end = try self.end(at: typed.count) }
        let count = typed.count + (end?.count ?? 0)
        let text = list.text(count)
        // In `1:50 to 2:30 CEST` the place is that of both, where the start has none.
        var (start, shared) = (typed, TypedPlace?.none)
        if start.glued != nil { start.place = nil }
        if case .time(let time, _) = end { shared = time.place }
        let onset = try now.point(start, or: shared, text: text)
        guard let end else { return (When(onset: onset), count) }
        let ending = try ending(end, after: onset, isShared: start.place == nil, text: text)
        return (When(onset: onset, ending: ending), count)
    }

    /// Reads a clock time and the day before it; nil when there is no clock time.
    func typedTime(at index: Int) throws(WhenError) -> TypedTime? {
        let isEarly = Self.isRough(list.word(index))
        let start = index + (isEarly ? 1 : 0)
        let (day, dayCount) = try list.day(at: start)
        var next = start + dayCount
        let isLate = dayCount > 0 && Self.isRough(list.word(next))
        let isAt = !isLate && list.word(next) == "at"
        if isLate || isAt { next += 1 }
        guard let (clock, count) = try list.clock(at: next) else {
            let isSlip = next > index && list.word(next).map(ClockPhrase.isSlip) == true
            // `30 jun about the leg` says what of, not when.
            let isMeant = isLate && list.word(next)?.first?.isNumber == true
            guard isEarly || isMeant || isSlip else { return nil }
            throw .notATime(list.text(next + (isSlip ? 1 : 0)))
        }
        let end = next + count
        if list.word(next) == "midnight", day != .none { throw midnight(of: day, list.text(end)) }
        let place =
            clock.offset.map { (TypedPlace(offset: $0), 0) }
            ?? place(at: end, near: about(day) + Int64(clock.first))
        let total = end + (place?.1 ?? 0) - index
        return TypedTime(
            day: day, second: clock.first, place: place?.0,
            isRough: isEarly || isLate || clock.isRough,
            count: total, glued: clock.second)
    }

    private static func isRough(_ word: String?) -> Bool { word == "around" || word == "about" }

    /// The local second a day begins with, as near as can be told before its place is known.
    private func about(_ day: TypedDay) -> Int64 {
        let days = try? day.candidates(at: now.days, text: "")
        return (days?.first ?? now.today).localSeconds
    }

    /// The midnight of a day is the one it begins with to some, and to others the one it ends with.
    private func midnight(of day: TypedDay, _ text: String) -> WhenError {
        guard let date = (try? day.candidates(at: now.days, text: text))?.first else {
            return .noSuchDate(text)
        }
        let readings = [date, date.adding(days: 1)].map { "\(words($0)) 0:00" }
        return .ambiguousDate(text, readings: readings)
    }

    /// `19 nov 2026`.
    private func words(_ date: LocalDate) -> String {
        let time = CivilTime(date)
        return TimeWords.of(now.customs.language)
            .date(day: time.day, month: time.month, year: time.year).lowercased()
    }

    /// A day without a clock time stands at its noon, or at now when noon is yet to come.
    func wholeDay() throws(WhenError) -> Onset? {
        let (day, count) = try list.day(at: 0)
        guard day != .none else { return nil }
        let text = list.text(count)
        let dates = try day.candidates(at: now.days, text: text)
        guard let date = dates.first else { return nil }
        if case .weekday = day, date == now.today {
            // Who says Friday on a Friday may well mean the last one.
            let readings = dates.map { words($0) }
            throw .ambiguousDate(text, readings: readings)
        }
        let occurrence = now.zone.occurrence(ofLocal: date.localSeconds + 43_200)
        if case .never(let shift) = occurrence { throw shift.missing(text) }
        let instant = occurrence.first * 1000
        guard date <= now.today else {
            throw .inTheFuture(now.point(milliseconds: instant, precision: .day))
        }
        let onset = now.point(milliseconds: min(instant, now.milliseconds), precision: .day)
        return (onset, count)
    }
}
