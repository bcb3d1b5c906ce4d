import TonusCore

/// A clock time, or two that make a span: `22:30`, `10:30 pm`, `3am`, `22:30-22:50`.
struct ClockPhrase: Hashable {
    /// Second of the day.
    let first: Int
    let second: Int?

    /// Reads a text without blanks; nil when it is anything else.
    ///
    /// Both ends of a span are written alike: the start of `10:30-10:50pm` could be either.
    init?(_ text: String) {
        var scanner = WordScanner(text)
        guard let start = Self.clock(&scanner) else { return nil }
        first = start.second
        guard scanner.take(anyOf: "-–") else {
            second = nil
            if scanner.isAtEnd { return }
            return nil
        }
        guard let end = Self.clock(&scanner), scanner.isAtEnd, end.isHalfDay == start.isHalfDay
        else { return nil }
        second = end.second
    }

    /// Whether a word can only be meant as a clock time, right or wrong.
    static func isMeant(by word: String, before next: String?) -> Bool {
        var scanner = WordScanner(word)
        let digits = scanner.digits()
        guard !digits.isEmpty else { return false }
        if scanner.isAtEnd { return digits.count <= 2 && isHalf(next) }
        if scanner.take(anyOf: ":") { return true }
        return isHalf(scanner.letters()) && (scanner.isAtEnd || scanner.take(anyOf: "-–"))
    }

    static func isHalf(_ word: String?) -> Bool { word == "am" || word == "pm" }

    /// `22:30`, `22:30:15`, `10:30pm` or `3am`; an hour alone is only a number.
    private static func clock(_ scanner: inout WordScanner) -> (second: Int, isHalfDay: Bool)? {
        guard let hour = scanner.number(digits: 1...2) else { return nil }
        let minute = scanner.sixtieth()
        let second = minute == nil ? nil : scanner.sixtieth()
        let half = scanner.letters()
        let past = (minute ?? 0) * 60 + (second ?? 0)
        if half.isEmpty { return minute == nil || hour > 23 ? nil : (hour * 3600 + past, false) }
        guard isHalf(half), (1...12).contains(hour) else { return nil }
        return ((hour % 12 + (half == "pm" ? 12 : 0)) * 3600 + past, true)
    }
}

extension WordScanner {
    /// The `:30` of `22:30`.
    mutating func sixtieth() -> Int? {
        var ahead = self
        guard ahead.take(anyOf: ":"), let number = ahead.number(digits: 2...2), number < 60
        else { return nil }
        self = ahead
        return number
    }
}

extension WordList {
    /// Reads the clock time at a place; nil when there is none.
    ///
    /// - Throws: `notATime` for what only looks like one, such as `25:00`.
    func clock(at index: Int) throws(WhenError) -> (clock: ClockPhrase, count: Int)? {
        let next = word(index + 1)
        guard let word = word(index), ClockPhrase.isMeant(by: word, before: next) else {
            return nil
        }
        let count = ClockPhrase.isHalf(next) ? 2 : 1
        guard let clock = ClockPhrase(count == 2 ? word + (next ?? "") : word) else {
            throw .notATime(text(index + count))
        }
        return (clock, count)
    }
}
