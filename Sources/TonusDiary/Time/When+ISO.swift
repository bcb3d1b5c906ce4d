import TonusCore

/// A date and time as ISO 8601 and RFC 9557 write it: `2026-11-19T22:30:00.123+01:00[Europe/Berlin]`.
struct ISOText: Hashable {
    let date: LocalDate
    /// Second of the day.
    let second: Int
    /// Milliseconds; further digits are dropped.
    let fraction: Int64
    /// Seconds east of UTC. Nil where none was written, and 0 for `Z`.
    let offset: Int?
    /// `Z` says which instant it was and nothing of the offset there. Source: RFC 9557, section 2.
    let isUTC: Bool
    let zone: String?

    /// No diary is older, and before there were few standard times.
    static let years = 1900...9999

    /// Reads a text without blanks; nil when it is anything else.
    init?(_ text: String) {
        var scanner = WordScanner(text)
        guard let date = scanner.isoDate().flatMap(Self.day), scanner.take(anyOf: "Tt"),
            let hour = scanner.number(digits: 2...2), hour < 24, let minute = scanner.sixtieth()
        else { return nil }
        self.date = date
        second = hour * 3600 + minute * 60 + (scanner.sixtieth() ?? 0)
        fraction = scanner.fraction()
        isUTC = scanner.take(anyOf: "Zz")
        offset = isUTC ? 0 : scanner.offset()
        zone = scanner.bracketed()
        guard scanner.isAtEnd else { return nil }
    }

    /// The numbers of a word that is a date and no more.
    static func date(_ word: String) -> (year: Int, month: Int, day: Int)? {
        var scanner = WordScanner(word)
        guard let numbers = scanner.isoDate(), scanner.isAtEnd else { return nil }
        return numbers
    }

    static func day(_ numbers: (year: Int, month: Int, day: Int)) -> LocalDate? {
        guard years.contains(numbers.year) else { return nil }
        return CivilTime(year: numbers.year, month: numbers.month, day: numbers.day)?.date
    }
}

extension WordScanner {
    /// `2026-11-19`, whether or not there is such a day.
    mutating func isoDate() -> (year: Int, month: Int, day: Int)? {
        var ahead = self
        guard let year = ahead.number(digits: 4...4), ahead.take(anyOf: "-"),
            let month = ahead.number(digits: 2...2), ahead.take(anyOf: "-"),
            let day = ahead.number(digits: 2...2)
        else { return nil }
        self = ahead
        return (year, month, day)
    }

    /// `.123` as milliseconds; 0 when there is no fraction.
    fileprivate mutating func fraction() -> Int64 {
        var ahead = self
        guard ahead.take(anyOf: ".,") else { return 0 }
        let digits = ahead.digits()
        guard (1...9).contains(digits.count) else { return 0 }
        self = ahead
        return Int64((digits + "00").prefix(3)) ?? 0
    }

    /// The name within `[` and `]`, when it has the form of a zone's name.
    fileprivate mutating func bracketed() -> String? {
        var ahead = self
        guard ahead.take(anyOf: "[") else { return nil }
        let name = ahead.rest.prefix { $0 != "]" }
        ahead = WordScanner(String(ahead.rest.dropFirst(name.count)))
        guard ahead.take(anyOf: "]"), Zone.isName(String(name)) else { return nil }
        self = ahead
        return String(name)
    }
}

extension WhenReader {
    /// Reads `2026-11-19T22:30`, or the same with a blank in its middle.
    func isoTime() throws(WhenError) -> Phrase? {
        var scanner = WordScanner(list.words.first ?? "")
        guard let numbers = scanner.isoDate() else { return nil }
        let isWhole = scanner.take(anyOf: "Tt")
        let count = isWhole ? 1 : 2
        guard isWhole || (scanner.isAtEnd && !ClockPhrase.isHalf(list.word(2))) else { return nil }
        guard ISOText.day(numbers) != nil else { throw .noSuchDate(list.text(1)) }
        let words = list.words.prefix(count)
        guard words.count == count, let text = ISOText(words.joined(separator: "T")) else {
            if isWhole { throw .notATime(list.text(1)) }
            return nil
        }
        let onset = try resolve(text, list.text(count))
        guard onset.instant <= now.limit else { throw .inTheFuture(onset) }
        return (When(onset: onset), count)
    }

    private func resolve(_ iso: ISOText, _ text: String) throws(WhenError) -> TimePoint {
        let zone = iso.zone ?? now.zone.identifier
        let isHere = zone == now.zone.identifier
        guard let offset = iso.offset else {
            guard isHere else { throw .unknownZone(text, zone: zone) }
            let found = try now.latest(
                of: iso.second, fraction: iso.fraction, on: [iso.date], text: text)
            return now.point(milliseconds: found.instant)
        }
        let local = iso.date.localSeconds + Int64(iso.second)
        let instant = (local - Int64(offset)) * 1000 + iso.fraction
        if isHere && (iso.isUTC || (iso.zone == nil && now.offset(at: instant) == offset)) {
            return now.point(milliseconds: instant)
        }
        guard !iso.isUTC || zone == "UTC" || zone == "Etc/UTC" else {
            throw .unknownZone(text, zone: zone)
        }
        // An offset that is not the one here stands for its own zone, as in RFC 9557.
        return TimePoint(
            instant: instant, offset: offset, zone: iso.zone ?? WhenFormat.offset(seconds: offset))
    }
}

/// Dates in figures whose order differs from country to country: `19/11`, `11/19/2026`.
enum AmbiguousDate {
    /// What may have been meant, in words this grammar reads; nil when the word is no such date.
    ///
    /// Two figures are taken for a date only with a slash, since `5.5` is a number.
    static func readings(of word: String) -> [String]? {
        guard let numbers = numbers(of: word) else { return nil }
        let dates = [(numbers.first, numbers.second), (numbers.second, numbers.first)].filter {
            CivilTime(year: numbers.year ?? 2024, month: $0.1, day: $0.0) != nil
        }
        var texts: [String] = []
        for (day, month) in dates {
            let name = CalendarWords.short(month, in: CalendarWords.months).lowercased()
            let text = "\(day) \(name)" + (numbers.year.map { " \($0)" } ?? "")
            if !texts.contains(text) { texts.append(text) }
        }
        return texts.isEmpty ? nil : texts
    }

    private static func numbers(of word: String) -> (first: Int, second: Int, year: Int?)? {
        var scanner = WordScanner(word)
        if let year = scanner.year(), scanner.take(anyOf: "/."),
            let month = scanner.number(digits: 1...2), scanner.take(anyOf: "/."),
            let day = scanner.number(digits: 1...2)
        {
            return scanner.isAtEnd ? (day, month, year) : nil
        }
        scanner = WordScanner(word)
        guard let first = scanner.number(digits: 1...2), let mark = scanner.rest.first,
            scanner.take(anyOf: "/.-"), let second = scanner.number(digits: 1...2)
        else { return nil }
        if scanner.isAtEnd { return mark == "/" ? (first, second, nil) : nil }
        guard scanner.take(anyOf: "/.-") else { return nil }
        let short = scanner.number(digits: 2...2).map { $0 + 2000 }
        guard let year = short ?? scanner.year(), scanner.isAtEnd else { return nil }
        return (first, second, year)
    }
}

extension WordScanner {
    fileprivate mutating func year() -> Int? { number(digits: 4...4) }
}
