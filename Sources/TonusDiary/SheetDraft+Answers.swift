import TonusCore

/// Yes and no among the words, in whatever place they stand.
extension SheetDraft {
    mutating func takeAnswer(_ words: [String], at now: Moment) throws(DraftError) -> Int? {
        guard let word = words.first else { return nil }
        if kind == .factorExposure, Field.isAnswer(word) {
            said.append(try Assignment(.exposure, reading: word, at: now))
            return 1
        }
        guard kind == .dose, let (status, count) = DoseStatus.read(words) else { return nil }
        said.append(Assignment(.doseStatus, .integer(Int64(status.rawValue))))
        return count
    }
}

extension DoseStatus {
    /// What people say for it, in small letters and without those of German; the longer one first.
    private static let phrases: [(words: [String], status: DoseStatus)] = [
        (["not", "taken"], .skipped), (["nicht", "genommen"], .skipped),
        (["nicht", "eingenommen"], .skipped), (["not"], .skipped), (["nicht"], .skipped),
        (["missed"], .skipped), (["forgot"], .skipped), (["forgotten"], .skipped),
        (["skip"], .skipped), (["skipped"], .skipped), (["no"], .skipped), (["nein"], .skipped),
        (["vergessen"], .skipped), (["verpasst"], .skipped), (["ausgelassen"], .skipped),
        (["taken"], .taken), (["took"], .taken), (["yes"], .taken), (["ja"], .taken),
        (["genommen"], .taken), (["eingenommen"], .taken),
    ]

    /// Reads what became of a dose from the front of words, and says how many those were.
    static func read(_ words: [String]) -> (status: DoseStatus, count: Int)? {
        let folded = words.prefix(2).map(Spelling.folded)
        guard let found = phrases.first(where: { folded.starts(with: $0.words) }) else {
            return nil
        }
        return (found.status, found.words.count)
    }

    /// The word that somebody probably meant; short ones are too near to too many names.
    static func nearest(to word: String) -> String? {
        let known = phrases.flatMap(\.words).filter { $0.count > 4 }
        return word.count > 4 ? Suggestion.nearest(to: Spelling.folded(word), among: known) : nil
    }
}

/// Words that ought to be a name.
extension SheetDraft {
    /// The name that the words which nothing else took are: one of those known here, else a new one.
    ///
    /// - Throws: what was left beside a known name, and what is no name. Nothing becomes part of one.
    public func name(among known: [String]) throws(DraftError) -> String {
        let words = text.split(separator: " ").map(String.init)
        if let whole = known.first(where: { $0.lowercased() == text.lowercased() }) { return whole }
        if let (name, rest) = Self.part(of: words, among: known) {
            throw beside(rest, name: name)
        }
        if let stray = words.first(where: { !$0.contains(where: \.isLetter) }) {
            throw .notUnderstood(stray)
        }
        if kind == .regimen, words.contains(where: PlanWords.holds) {
            throw .planNotRead(
                (words.count > 1 ? words.dropFirst() : words[...]).joined(separator: " "))
        }
        for word in words where kind == .dose {
            if let near = DoseStatus.nearest(to: word) {
                throw .unknownWord(word, suggestion: near)
            }
        }
        for word in words where words.count > 1 && word.count > 4 {
            if let near = Suggestion.nearest(to: word, among: known) {
                throw .unknownWord(word, suggestion: near)
            }
        }
        return text
    }

    /// Why words beside a name are not understood.
    public func beside(_ rest: [String], name: String) -> DraftError {
        let text = rest.joined(separator: " ")
        if kind == .regimen, rest.contains(where: PlanWords.holds) { return .planNotRead(text) }
        for word in rest where kind == .dose {
            if let near = DoseStatus.nearest(to: word) {
                return .unknownWord(word, suggestion: near)
            }
        }
        return .besideName(text, name: name)
    }

    /// The longest run of words that is a known name, and the words beside it.
    private static func part(
        of words: [String], among known: [String]
    ) -> (name: String, rest: [String])? {
        for count in (1..<max(words.count, 1)).reversed() {
            for start in 0...words.count - count {
                let run = words[start..<start + count].joined(separator: " ").lowercased()
                guard let name = known.first(where: { $0.lowercased() == run }) else { continue }
                return (name, Array(words[..<start] + words[(start + count)...]))
            }
        }
        return nil
    }
}

/// Words by which people say how often or when, and which name no time of the clock.
enum PlanWords {
    private static let words: Set = [
        "daily", "once", "twice", "thrice", "times", "day", "days", "every", "each", "hourly",
        "weekly", "nightly", "morning", "mornings", "evening", "evenings", "afternoon", "night",
        "nights", "bedtime", "breakfast", "lunch", "dinner", "meal", "meals", "mal", "taeglich",
        "tgl", "tag", "tage", "morgen", "morgens", "abend", "abends", "mittag", "mittags",
        "nachts", "frueh", "vormittags", "nachmittags", "jeden", "jede", "alle", "einmal",
        "zweimal", "dreimal", "viermal", "stuendlich", "woechentlich", "wochentlich", "tomorrow",
    ]

    /// Also `3x` and `1-0-1`.
    static func holds(_ word: String) -> Bool {
        let word = Spelling.folded(word).filter { $0 != "." && $0 != "," }
        if words.contains(word) { return true }
        let rest = word.drop { $0.isNumber }
        if rest.count < word.count, ["x", "×", "mal"].contains(String(rest)) { return true }
        let parts = word.split(separator: "-")
        return parts.count > 2 && parts.allSatisfy { $0.allSatisfy(\.isNumber) }
    }
}
