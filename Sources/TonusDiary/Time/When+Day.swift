import TonusCore

/// The day a clock time is on, as typed.
enum TypedDay: Hashable {
    /// No day at all: the clock time is its most recent occurrence.
    case none
    /// Today, or so many days before it.
    case back(Int)
    case weekday(Int)
    case date(day: Int, month: Int, year: Int?, weekday: Int?)
    /// `2026-11-19`; a `-` after the clock time starts an offset, so no span is glued to it.
    case iso(LocalDate, weekday: Int?)
}

/// The days that count as the last of something: today's, and a minute ahead of it.
struct Today: Hashable {
    let date: LocalDate
    let limit: LocalDate
}

extension Moment {
    var days: Today { Today(date: today, limit: point(milliseconds: limit).localDate) }

    /// The day it is where the clocks are so far from UTC.
    func days(offset: Int) -> Today {
        let instants = [milliseconds, limit]
        let dates = instants.map {
            TimePoint(instant: $0, offset: offset, zone: "").localDate
        }
        return Today(date: dates[0], limit: dates[1])
    }
}

extension TypedDay {
    /// Whether it is the same day for everyone, wherever they are.
    var isDate: Bool {
        switch self {
        case .none, .back, .weekday: false
        case .date, .iso: true
        }
    }

    /// The days it may be, the likeliest first; never empty.
    func candidates(at today: Today, text: String) throws(WhenError) -> [LocalDate] {
        switch self {
        case .none:
            let days = [today.date, today.date.adding(days: -1)]
            return today.limit == today.date ? days : [today.limit] + days
        case .back(let count): return [today.date.adding(days: -count)]
        case .weekday(let weekday):
            let latest = today.date.adding(days: -((today.date.weekday - weekday + 7) % 7))
            return [latest, latest.adding(days: -7)]
        case .iso(let date, let weekday):
            guard weekday == nil || weekday == date.weekday else { throw .noSuchDate(text) }
            return [date]
        case .date(let day, let month, let year, let weekday):
            let dates =
                year.map { [CivilTime(year: $0, month: month, day: day)?.date] }
                ?? Self.latest(month: month, day: day, today, mayBeAhead: weekday == nil)
            let found = dates.compactMap(\.self).filter { weekday == nil || $0.weekday == weekday }
            guard !found.isEmpty else { throw .noSuchDate(text) }
            return found
        }
    }

    /// The last such date, today included: 29 February may be eight years back.
    ///
    /// One that comes within a month is a slip, not a memory of last year: it is returned, and so
    /// refused as the future. A weekday that fits proves the memory.
    private static func latest(
        month: Int, day: Int, _ today: Today, mayBeAhead: Bool
    ) -> [LocalDate?] {
        let year = CivilTime(today.date).year
        let dates = (-1...8).compactMap {
            CivilTime(year: year - $0, month: month, day: day)?.date
        }
        let coming = today.date...today.date.adding(days: 31)
        if mayBeAhead, let soon = dates.first(where: coming.contains) { return [soon] }
        let limits = today.limit == today.date ? [today.date] : [today.limit, today.date]
        return limits.map { limit in dates.first { $0 <= limit } }
    }
}

extension WordList {
    /// Reads the day at an index, and how many words it took: `none` and 0 where there is none.
    func day(at index: Int) throws(WhenError) -> (day: TypedDay, count: Int) {
        guard let word = word(index) else { return (.none, 0) }
        if word == "today" { return (.back(0), 1) }
        if word == "yesterday" { return (.back(1), 1) }
        if word == "vorgestern" { return (.back(2), 1) }
        if word == "this", DayPart.named(self.word(index + 1)) != nil { return (.back(0), 1) }
        let weekday =
            CalendarWords.weekday(word)
            ?? (language == .german ? GermanTimeWords.weekday(word) : nil)
        let start = index + (weekday == nil ? 0 : 1)
        if let (date, count) = try date(at: start, weekday) { return (date, start + count - index) }
        return weekday.map { (.weekday($0), 1) } ?? (.none, 0)
    }

    /// `2026-11-19`, `19 nov 2026` or `nov 19 2026`.
    private func date(
        at index: Int, _ weekday: Int?
    ) throws(WhenError) -> (day: TypedDay, count: Int)? {
        guard let word = word(index) else { return nil }
        let next = self.word(index + 1) ?? ""
        if let numbers = ISOText.date(word) {
            guard let date = ISOText.day(numbers) else { throw .noSuchDate(text(index + 1)) }
            return (.iso(date, weekday: weekday), 1)
        }
        let (figure, name) = CalendarWords.month(word) == nil ? (word, next) : (next, word)
        var scanner = WordScanner(figure)
        guard let month = CalendarWords.month(name), let day = scanner.number(digits: 1...2),
            scanner.isAtEnd || scanner.takesLast("."), (1...31).contains(day)
        else { return nil }
        let year = self.word(index + 2).flatMap(Self.year)
        let count = year == nil ? 2 : 3
        guard CivilTime(year: year ?? 2024, month: month, day: day) != nil else {
            throw .noSuchDate(text(index + count))
        }
        return (.date(day: day, month: month, year: year, weekday: weekday), count)
    }

    private static func year(_ word: String) -> Int? {
        var scanner = WordScanner(word)
        guard let year = scanner.number(digits: 4...4), scanner.isAtEnd else { return nil }
        return ISOText.years.contains(year) ? year : nil
    }
}

extension WordScanner {
    /// Whether there is one more character, and it is this one: the full stop of `19. nov`.
    fileprivate mutating func takesLast(_ character: String) -> Bool {
        take(anyOf: character) && isAtEnd
    }
}
