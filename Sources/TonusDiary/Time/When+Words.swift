/// The words of a command, seen one at a time; case does not matter in any of them.
struct WordList {
    let words: [String]
    let language: Language

    init(_ words: [String], _ language: Language = .english) {
        (self.words, self.language) = (words, language)
    }

    /// In lower case and in English, with `p.m.` as `pm`; nil past the end.
    func word(_ index: Int) -> String? {
        guard words.indices.contains(index) else { return nil }
        let word = Spelling.folded(words[index])
        for (dotted, plain) in [("a.m.", "am"), ("p.m.", "pm")] where word.hasSuffix(dotted) {
            return word.dropLast(4) + plain
        }
        return GermanTimeWords.english(word, isFirst: index == 0) ?? word
    }

    /// The first words as they were typed, for an error to repeat.
    func text(_ count: Int) -> String { words.prefix(count).joined(separator: " ") }
}

/// Reads one word from left to right; what does not match is left where it is.
struct WordScanner {
    private(set) var rest: Substring

    init(_ word: String) { rest = word[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(anyOf characters: String) -> Bool {
        guard let first = rest.first, characters.contains(first) else { return false }
        rest.removeFirst()
        return true
    }

    /// The ASCII digits at the front, all of them.
    mutating func digits() -> Substring {
        let run = rest.prefix { ("0"..."9").contains($0) && $0.isASCII }
        rest = rest.dropFirst(run.count)
        return run
    }

    /// A number of so many digits, nine at most, that no further digit follows.
    mutating func number(digits count: ClosedRange<Int>) -> Int? {
        var ahead = self
        let run = ahead.digits()
        guard count.contains(run.count), run.count <= 9, let number = Int(run) else { return nil }
        self = ahead
        return number
    }

    /// The ASCII letters at the front, in lower case.
    mutating func letters() -> String {
        let run = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest.dropFirst(run.count)
        return run.lowercased()
    }

    /// `+01:00`, as seconds east of UTC; no zone was ever 16 hours away.
    ///
    /// - Parameter isBrief: whether `+0100` and `+01` are offsets too.
    mutating func offset(isBrief: Bool = false) -> Int? {
        var ahead = self
        let isWest = ahead.take(anyOf: "-")
        guard isWest || ahead.take(anyOf: "+") else { return nil }
        let sign = isWest ? -1 : 1
        if isBrief, let brief = ahead.briefOffset() {
            self = ahead
            return sign * brief
        }
        guard let hours = ahead.number(digits: 2...2), hours < 16, ahead.take(anyOf: ":"),
            let minutes = ahead.number(digits: 2...2), minutes < 60
        else { return nil }
        var seconds = 0
        if ahead.take(anyOf: ":") {
            guard let more = ahead.number(digits: 2...2), more < 60 else { return nil }
            seconds = more
        }
        self = ahead
        return sign * (hours * 3600 + minutes * 60 + seconds)
    }

    /// The `0100` of `+0100`, or the `01` of `+01`.
    private mutating func briefOffset() -> Int? {
        var ahead = self
        let digits = ahead.digits()
        guard [2, 4].contains(digits.count), ahead.rest.first != ":",
            let hours = Int(digits.prefix(2)), hours < 16,
            let minutes = Int(digits.count == 4 ? digits.suffix(2) : "0"), minutes < 60
        else { return nil }
        self = ahead
        return hours * 3600 + minutes * 60
    }
}

/// The names of months and days that are read and printed; three letters are enough.
enum CalendarWords {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    /// Monday first, as ISO 8601 counts.
    static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let usual = ["sept": "sep", "tues": "tue", "thur": "thu", "thurs": "thu"]

    /// 1 to 12.
    static func month(_ word: String) -> Int? { place(of: word, in: months) }
    /// 1 for Monday to 7.
    static func weekday(_ word: String) -> Int? { place(of: word, in: weekdays) }

    private static func place(of word: String, in names: [String]) -> Int? {
        let word = usual[word] ?? word
        let index = names.firstIndex {
            $0.lowercased() == word || $0.prefix(3).lowercased() == word
        }
        return index.map { $0 + 1 }
    }
}
