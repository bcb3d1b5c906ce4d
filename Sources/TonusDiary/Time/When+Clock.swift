import TonusCore

/// A clock time, or two that make a span: `22:30`, `10:30 pm`, `3am`, `noon`, `22:30-22:50`.
struct ClockPhrase: Hashable {
    /// Second of the day.
    let first: Int
    let second: Int?
    /// The `+02:00` of `2:30+02:00`; a `-` there starts a span.
    var offset: Int?
    /// Whether it is known to half an hour only, as `mittags` is.
    var isRough = false

    /// Reads a text without blanks; nil when it is anything else.
    ///
    /// Both ends of a span are written alike: the start of `10:30-10:50pm` could be either.
    init?(_ text: String) {
        var scanner = WordScanner(text)
        guard let start = Self.clock(&scanner) else { return nil }
        first = start.second
        if scanner.take(anyOf: "-–") {
            guard let end = Self.clock(&scanner), end.isHalfDay == start.isHalfDay else {
                return nil
            }
            second = end.second
        } else {
            second = nil
        }
        offset = scanner.rest.first == "+" ? scanner.offset() : nil
        guard scanner.isAtEnd else { return nil }
    }

    private init(named second: Int, isRough: Bool = false) {
        (first, self.second, self.isRough) = (second, nil, isRough)
    }

    static func named(_ word: String?) -> ClockPhrase? {
        switch word {
        case "noon": ClockPhrase(named: 43_200)
        case "mittag", "mittags": ClockPhrase(named: 43_200, isRough: true)
        case "midnight": ClockPhrase(named: 0)
        default: nil
        }
    }

    /// Whether a word can only be meant as a clock time, right or wrong.
    static func isMeant(by word: String, before next: String?) -> Bool {
        var scanner = WordScanner(word)
        let digits = scanner.digits()
        guard !digits.isEmpty else { return false }
        if scanner.isAtEnd { return digits.count <= 2 && isHalf(next) }
        if scanner.take(anyOf: ":") { return true }
        return isHalf(scanner.letters()) && (scanner.isAtEnd || scanner.take(anyOf: "-–+"))
    }

    static func isHalf(_ word: String?) -> Bool { word == "am" || word == "pm" }

    /// Whether a word behind a day was meant as its clock time: `22.30`, `2230`, `22.30-22.50`.
    static func isSlip(_ word: String) -> Bool {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false)
        return ends.count <= 2
            && ends.allSatisfy { end in
                var scanner = WordScanner(String(end))
                let hour = scanner.digits()
                if scanner.isAtEnd {
                    return hour.count == 4 && hour < "2400" && hour.dropFirst(2) < "60"
                }
                guard hour.count <= 2, scanner.take(anyOf: ".,") else { return false }
                return scanner.number(digits: 2...2) != nil
                    && (scanner.isAtEnd || isHalf(scanner.letters()))
            }
    }

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
        if let clock = ClockPhrase.named(word(index)) { return (clock, 1) }
        let next = word(index + 1)
        if let word = word(index), next == "uhr" { return try clock(hour: word, index) }
        guard let word = word(index), ClockPhrase.isMeant(by: word, before: next) else {
            return nil
        }
        let count = ClockPhrase.isHalf(next) ? 2 : 1
        guard let clock = ClockPhrase(count == 2 ? word + (next ?? "") : word) else {
            throw .notATime(text(index + count))
        }
        return (clock, count)
    }

    /// Reads `3 Uhr` and `22:30 Uhr`, which are of the clock with 24 hours.
    private func clock(
        hour: String, _ index: Int
    ) throws(WhenError) -> (clock: ClockPhrase, count: Int)? {
        guard hour.first?.isNumber == true else { return nil }
        guard let clock = ClockPhrase(hour.contains(":") ? hour : "\(hour):00") else {
            throw .notATime(text(index + 2))
        }
        return (clock, 2)
    }
}
