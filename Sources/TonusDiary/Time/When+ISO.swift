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
        guard let date = scanner.isoDate(isBasic: true).flatMap(Self.day),
            scanner.take(anyOf: "Tt"),
            let second = scanner.basicClock() ?? scanner.extendedClock()
        else { return nil }
        self.date = date
        self.second = second
        fraction = scanner.fraction()
        isUTC = scanner.take(anyOf: "Zz")
        offset = isUTC ? 0 : scanner.offset(isBrief: true)
        zone = scanner.bracketed()
        guard scanner.isAtEnd else { return nil }
    }

    /// Whether it says what a clock time behind a day cannot.
    var saysMore: Bool { offset != nil || zone != nil || fraction > 0 }

    /// Whether a word starts as a date and a time do.
    static func isMeant(by word: String) -> Bool {
        var scanner = WordScanner(word)
        return scanner.isoDate(isBasic: true) != nil && scanner.take(anyOf: "Tt")
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
    /// `2026-11-19`, or `20261119` where a `T` follows, whether or not there is such a day.
    mutating func isoDate(isBasic: Bool = false) -> (year: Int, month: Int, day: Int)? {
        var ahead = self
        if isBasic, let number = ahead.number(digits: 8...8), "Tt".contains(ahead.rest.first ?? " ")
        {
            self = ahead
            return (number / 10_000, number / 100 % 100, number % 100)
        }
        ahead = self
        guard let year = ahead.number(digits: 4...4), ahead.take(anyOf: "-"),
            let month = ahead.number(digits: 2...2), ahead.take(anyOf: "-"),
            let day = ahead.number(digits: 2...2)
        else { return nil }
        self = ahead
        return (year, month, day)
    }

    fileprivate mutating func extendedClock() -> Int? {
        var ahead = self
        guard let hour = ahead.number(digits: 2...2), hour < 24, let minute = ahead.sixtieth()
        else { return nil }
        let second = ahead.sixtieth() ?? 0
        self = ahead
        return hour * 3600 + minute * 60 + second
    }

    /// `2230` or `223015`.
    fileprivate mutating func basicClock() -> Int? {
        var ahead = self
        let digits = ahead.digits()
        guard digits.count == 4 || digits.count == 6, let number = Int(digits) else { return nil }
        let clock = digits.count == 4 ? number * 100 : number
        let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        self = ahead
        return hour * 3600 + minute * 60 + second
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
    /// Reads `2026-11-19T22:30`, or the same with a blank where only ISO 8601 has more to say, as in
    /// `2026-11-19 22:30:15.5Z`.
    func isoTime(at index: Int = 0) throws(WhenError) -> Onset? {
        guard list.words.indices.contains(index) else { return nil }
        var scanner = WordScanner(list.words[index])
        guard let numbers = scanner.isoDate(isBasic: true) else { return nil }
        let isWhole = scanner.take(anyOf: "Tt")
        guard isWhole || scanner.isAtEnd else { return nil }
        let text = list.text(index + 1)
        guard ISOText.day(numbers) != nil else { throw .noSuchDate(text) }
        let words = list.words[index...].prefix(isWhole ? 1 : 2)
        guard let iso = ISOText(words.joined(separator: "T")) else {
            if isWhole { throw .notATime(text) }
            return nil
        }
        guard isWhole || iso.saysMore else { return nil }
        let point = try resolve(iso, list.text(index + words.count))
        guard point.instant <= now.limit else { throw .inTheFuture(point) }
        return (point, words.count)
    }

    private func resolve(_ iso: ISOText, _ text: String) throws(WhenError) -> TimePoint {
        let zone = iso.zone ?? now.zone.identifier
        let isHere = zone == now.zone.identifier
        guard let offset = iso.offset else {
            guard isHere else { throw .unknownZone(text, zone: zone) }
            return now.point(
                milliseconds: try now.instant(
                    of: iso.second, fraction: iso.fraction, on: [iso.date], text: text))
        }
        let local = iso.date.localSeconds + Int64(iso.second)
        let instant = (local - Int64(offset)) * 1000 + iso.fraction
        if isHere && iso.isUTC { return now.point(milliseconds: instant) }
        guard !iso.isUTC || zone == "UTC" || zone == "Etc/UTC" else {
            throw .unknownZone(text, zone: zone)
        }
        return now.point(milliseconds: instant, offset: offset, zone: iso.zone)
    }
}
