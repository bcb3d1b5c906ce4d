/// A stretch of time as typed: `20m`, `1h30`, `1 h 30 min`.
struct TypedLength: Hashable {
    var milliseconds: Int64
    /// The smallest unit so far, in milliseconds: units only get smaller from left to right.
    var unit: Int64

    /// A hundred years; whoever types more has slipped.
    static let limit: Int64 = 36_525 * 86_400_000

    static func unit(_ word: String) -> Int64? {
        switch word {
        case "s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden": 1000
        case "m", "min", "mins", "minute", "minutes", "minuten": 60_000
        case "viertelstunde": 900_000
        case "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden": 3_600_000
        case "d", "day", "days", "tag", "tage", "tagen": 86_400_000
        case "w", "wk", "wks", "week", "weeks", "woche", "wochen": 604_800_000
        default: nil
        }
    }

    /// Adds a number of units; false when the number is too great or the unit not a smaller one.
    ///
    /// Nine digits of weeks are less than 2^60 milliseconds, so neither step can overflow.
    mutating func add(_ digits: Substring, of unit: Int64) -> Bool {
        guard unit < self.unit, digits.count <= 9, let number = Int64(digits) else { return false }
        milliseconds += number * unit
        self.unit = unit
        return milliseconds <= Self.limit
    }

    /// Adds `1.5h`; of smaller units nobody counts tenths, and of days they are no whole hours.
    mutating func add(_ digits: Substring, tenths: Int64, of unit: Int64) -> Bool {
        guard unit == 3_600_000, add(digits, of: unit) else { return false }
        milliseconds += tenths * unit / 10
        self.unit = 1
        return milliseconds <= Self.limit
    }

    /// Adds a word such as `20m` or `1h30m`.
    ///
    /// - Returns: nil when the word is of another kind, such as `7` or `300mg`; false when it is
    ///   of this kind and wrong.
    mutating func add(word: String) -> Bool? {
        var scanner = WordScanner(word)
        let first = scanner.digits()
        let tenths = scanner.tenths()
        guard !first.isEmpty, let unit = Self.unit(scanner.letters()) else { return nil }
        if let tenths { return scanner.isAtEnd && add(first, tenths: tenths, of: unit) }
        guard add(first, of: unit) else { return false }
        while !scanner.isAtEnd {
            guard add(next: &scanner) else { return false }
        }
        return true
    }

    /// Adds the `30m` of `1h30m`, or the `30` of `1h30`.
    private mutating func add(next scanner: inout WordScanner) -> Bool {
        let digits = scanner.digits()
        if scanner.isAtEnd, unit == 3_600_000, let minutes = Int(digits), minutes < 60 {
            return add(digits, of: 60_000)
        }
        guard !digits.isEmpty, let unit = Self.unit(scanner.letters()) else { return false }
        return add(digits, of: unit)
    }
}

extension WordList {
    /// A length read from words: how many it took, and whether a number stood apart from its unit.
    struct Length {
        var typed = TypedLength(milliseconds: 0, unit: .max)
        var count = 0
        var isSpaced = false
    }

    /// Reads `for` and the length after it, or a length and `lang`.
    func length(at index: Int) throws(WhenError) -> (milliseconds: Int64, count: Int)? {
        guard word(index) == "for" else { return long(at: index) }
        let length = try run(from: index + 1)
        guard length.count > 0 else { return nil }
        return (length.typed.milliseconds, length.count + 1)
    }

    /// Reads `4 min lang`.
    private func long(at index: Int) -> (milliseconds: Int64, count: Int)? {
        guard let length = try? run(from: index), length.count > 0,
            word(index + length.count) == "lang"
        else { return nil }
        return (length.typed.milliseconds, length.count + 1)
    }

    /// Reads a length as far as it goes: `20m`, `1h 30m`, and `20 min` where a blank is allowed.
    ///
    /// - Throws: when the first word has the form of a length and is wrong.
    func run(from index: Int, allowingBlanks: Bool = true) throws(WhenError) -> Length {
        var length = Length()
        if allowingBlanks, let (milliseconds, count) = spoken(at: index) {
            length.typed.milliseconds = milliseconds
            (length.count, length.isSpaced) = (count, true)
            return length
        }
        while let taken = step(&length, at: index + length.count, allowingBlanks) {
            guard taken > 0 else {
                if length.count > 0 { break }
                throw .notATime(text(index + 1))
            }
            length.count += taken
        }
        return length
    }

    /// `an hour`, `a minute` and `half an hour`, which stand alone.
    private func spoken(at index: Int) -> (milliseconds: Int64, count: Int)? {
        // `half an hour`, `eine halbe Stunde`
        let words = [word(index), word(index + 1), word(index + 2)].compactMap { $0 }
        let halves = words.prefix(2).filter { $0 == "half" }.count
        let rest = words.filter { $0 != "half" }
        guard halves < 2, rest.count > 1, ["a", "an", "one"].contains(rest[0]),
            let unit = TypedLength.unit(rest[1]), rest[1].count > 1,
            halves == 0 || unit == 3_600_000
        else { return nil }
        return (halves == 1 ? unit / 2 : unit, 2 + halves)
    }

    /// Adds the next part and returns how many words it took: nil for none, 0 when it is wrong.
    private func step(_ length: inout Length, at index: Int, _ allowingBlanks: Bool) -> Int? {
        guard let word = word(index) else { return nil }
        var typed = length.typed
        if let isRight = typed.add(word: word) {
            if isRight { length.typed = typed }
            return isRight ? 1 : 0
        }
        var scanner = WordScanner(word)
        let digits = scanner.digits()
        guard allowingBlanks, !digits.isEmpty, scanner.isAtEnd,
            let unit = self.word(index + 1).flatMap(TypedLength.unit)
        else { return nil }
        guard typed.add(digits, of: unit) else { return 0 }
        length.typed = typed
        length.isSpaced = true
        return 2
    }
}

extension WordScanner {
    /// The `.5` of `1.5h`.
    fileprivate mutating func tenths() -> Int64? {
        var ahead = self
        guard ahead.take(anyOf: ".,"), let tenths = ahead.number(digits: 1...1) else { return nil }
        self = ahead
        return Int64(tenths)
    }
}
