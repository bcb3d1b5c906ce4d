import TonusCore

/// The day a clock time is on, as typed: its candidates, the best first, and how many words it took.
struct DayPhrase {
    let candidates: [LocalDate]
    let count: Int
    /// Whether the words are a time without a clock time after them.
    let standsAlone: Bool
    /// After `2026-11-19` a `-` starts an offset, so no span can follow.
    var takesSpan = true
}

extension DayPhrase {
    /// No day at all: the clock time is its most recent occurrence.
    static func none(_ today: LocalDate) -> DayPhrase {
        DayPhrase(
            candidates: [today, today.adding(days: -1)], count: 0, standsAlone: false)
    }

    /// Reads `today`, `yesterday`, `mon`, `19 nov`, `19 nov 2025` or `2026-11-19`.
    init?(_ list: WordList, at index: Int, today: LocalDate) throws(WhenError) {
        guard let word = list.word(index) else { return nil }
        if word == "today" || word == "yesterday" {
            let date = today.adding(days: word == "today" ? 0 : -1)
            self.init(candidates: [date], count: 1, standsAlone: true)
        } else if let weekday = CalendarWords.weekday(word) {
            self.init(weekday: weekday, today: today)
        } else if let numbers = ISOText.date(word) {
            guard let date = ISOText.day(numbers) else { throw .noSuchDate(list.text(index + 1)) }
            self.init(candidates: [date], count: 1, standsAlone: true, takesSpan: false)
        } else {
            try self.init(dayOfMonth: word, list, at: index, today: today)
        }
    }

    /// The last such day, today included, and the one a week before in case today's is yet to come.
    private init(weekday: Int, today: LocalDate) {
        let latest = today.adding(days: -((today.weekday - weekday + 7) % 7))
        self.init(
            candidates: [latest, latest.adding(days: -7)], count: 1, standsAlone: false)
    }

    private init?(
        dayOfMonth word: String, _ list: WordList, at index: Int, today: LocalDate
    ) throws(WhenError) {
        var scanner = WordScanner(word)
        guard let day = scanner.number(digits: 1...2), scanner.isAtEnd, (1...31).contains(day),
            let month = list.word(index + 1).flatMap(CalendarWords.month)
        else { return nil }
        let year = list.word(index + 2).flatMap(Self.year)
        let count = year == nil ? 2 : 3
        let date =
            year.map { CivilTime(year: $0, month: month, day: day)?.date }
            ?? Self.latest(month: month, day: day, today: today)
        guard let date else { throw .noSuchDate(list.text(index + count)) }
        self.init(candidates: [date], count: count, standsAlone: true)
    }

    private static func year(_ word: String) -> Int? {
        var scanner = WordScanner(word)
        guard let year = scanner.number(digits: 4...4), scanner.isAtEnd else { return nil }
        return ISOText.years.contains(year) ? year : nil
    }

    /// The last such date, today included: 29 February may be eight years back.
    private static func latest(month: Int, day: Int, today: LocalDate) -> LocalDate? {
        let year = CivilTime(today).year
        let dates = (0...8).lazy.compactMap {
            CivilTime(year: year - $0, month: month, day: day)?.date
        }
        return dates.first { $0 <= today }
    }
}

extension WhenReader {
    /// A day, a clock time or both, with `around` before either.
    func dayAndClock() throws(WhenError) -> Phrase? {
        let isEarly = list.word(0) == "around"
        let start = isEarly ? 1 : 0
        let day = try DayPhrase(list, at: start, today: now.today) ?? .none(now.today)
        let isLate = !isEarly && day.count > 0 && list.word(day.count) == "around"
        let index = start + day.count + (isLate ? 1 : 0)
        if let (clock, count) = try list.clock(at: index) {
            let precision = isEarly || isLate ? TimePoint.Precision.thirtyMinutes : .exact
            return try resolve(day, clock, precision, count: index + count)
        }
        if isEarly || isLate { throw .notATime(list.text(index + 1)) }
        return day.standsAlone ? try wholeDay(day) : nil
    }

    private func resolve(
        _ day: DayPhrase, _ clock: ClockPhrase, _ precision: TimePoint.Precision, count: Int
    ) throws(WhenError) -> Phrase {
        let text = list.text(count)
        guard day.takesSpan || clock.second == nil else { throw .notATime(text) }
        let found = try now.latest(of: clock.first, on: day.candidates, text: text)
        let onset = now.point(milliseconds: found.instant, precision: precision)
        guard let end = clock.second else { return (When(onset: onset), count) }
        let endDay = end < clock.first ? found.date.adding(days: 1) : found.date
        let last = try now.latest(of: end, on: [endDay], text: text)
        let ending = now.point(milliseconds: last.instant, precision: precision)
        return (When(onset: onset, ending: ending), count)
    }

    /// A day without a clock time stands at its noon, or at now when noon is yet to come.
    private func wholeDay(_ day: DayPhrase) throws(WhenError) -> Phrase? {
        guard let date = day.candidates.first else { return nil }
        let noon = date.localSeconds + 43_200
        let occurrence = now.zone.occurrence(ofLocal: noon)
        if case .never(let shift) = occurrence { throw shift.missing(list.text(day.count)) }
        let instant = occurrence.first * 1000
        guard date <= now.today else {
            throw .inTheFuture(now.point(milliseconds: instant, precision: .day))
        }
        let onset = now.point(milliseconds: min(instant, now.milliseconds), precision: .day)
        return (When(onset: onset), day.count)
    }
}

extension Zone.Shift {
    func missing(_ text: String) -> WhenError {
        .missingHour(
            text, from: CivilTime(localSeconds: from), to: CivilTime(localSeconds: to))
    }
}

extension Moment {
    /// The first of the days on which a local time has passed, and the instant of it.
    ///
    /// - Parameters:
    ///   - second: the second of the day.
    ///   - fraction: milliseconds beyond it.
    /// - Throws: when it was skipped, when it passed twice, and when it is yet to come on all days.
    func latest(
        of second: Int, fraction: Int64 = 0, on days: [LocalDate], text: String
    ) throws(WhenError) -> (date: LocalDate, instant: Int64) {
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
            let past = instants.filter { $0 <= limit }
            if past.count > 1 { throw doubled(local, past, text) }
            if let instant = past.first { return (date, instant) }
            future = future ?? instants.first
        }
        guard let future else { throw .notATime(text) }
        throw .inTheFuture(point(milliseconds: future))
    }

    private func doubled(_ local: Int64, _ instants: [Int64], _ text: String) -> WhenError {
        .doubledHour(
            text, offsets: instants.map(offset(at:)), local: CivilTime(localSeconds: local))
    }
}
