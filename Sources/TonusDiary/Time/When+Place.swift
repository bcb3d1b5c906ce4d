import TonusCore

/// What stands behind a clock time, and says which of two occurrences it is, or where it was.
struct TypedPlace: Hashable {
    /// Seconds east of UTC.
    var offset: Int?
    /// What people call the time, in lower case; nil where an offset was typed.
    var name: String?
    var zone: String?
}

extension WordScanner {
    /// `UTC+2`, `utc-03:30` or `UTC`: for those to whom `-03:30` would look like an option.
    mutating func universalOffset() -> Int? {
        guard letters() == "utc" else { return nil }
        if isAtEnd { return 0 }
        var ahead = self
        if let offset = ahead.offset(isBrief: true) {
            self = ahead
            return offset
        }
        let isWest = take(anyOf: "-")
        guard isWest || take(anyOf: "+"), let hours = number(digits: 1...2), hours < 16 else {
            return nil
        }
        return (isWest ? -1 : 1) * hours * 3600
    }
}

extension WhenReader {
    /// Reads the place at an index; nil when the word there is none.
    ///
    /// - Parameter local: about when, since a zone's names come and go.
    func place(at index: Int, near local: Int64) -> (place: TypedPlace, count: Int)? {
        guard let word = list.word(index) else { return nil }
        if let offset = Self.offset(word) {
            guard let zone = zone(at: index + 1) else { return (TypedPlace(offset: offset), 1) }
            return (TypedPlace(offset: offset, zone: zone), 2)
        }
        return now.zone.knows(word, near: local) ? (TypedPlace(name: word), 1) : nil
    }

    private static func offset(_ word: String) -> Int? {
        var (bare, universal) = (WordScanner(word), WordScanner(word))
        if let offset = bare.offset(isBrief: true), bare.isAtEnd { return offset }
        if let offset = universal.universalOffset(), universal.isAtEnd { return offset }
        return nil
    }

    /// `Asia/Kolkata`, or in brackets where the name has no slash: `[Japan]`.
    private func zone(at index: Int) -> String? {
        guard list.words.indices.contains(index) else { return nil }
        let word = list.words[index]
        if word.hasPrefix("["), word.hasSuffix("]") {
            let name = String(word.dropFirst().dropLast())
            return Zone.isName(name) ? name : nil
        }
        return word.contains("/") && Zone.isName(word) ? word : nil
    }
}

extension Zone {
    /// Whether a word, in lower case, is what people here call the time in some season near one.
    fileprivate func knows(_ word: String, near local: Int64) -> Bool {
        let days: [Int64] = [0, -1, 1, -91, 91, -182, 182, 273]
        return days.contains { abbreviation(local + $0 * 86_400).lowercased() == word }
    }

    /// What people here call the time, where that tells it from the other of two.
    ///
    /// Moscow went from MSK to MSK in 2014.
    func name(_ second: Int64) -> String? {
        let name = abbreviation(second)
        let local = second + Int64(offset(second))
        let others = occurrence(ofLocal: local).seconds.filter { $0 != second }
        return others.contains { abbreviation($0) == name } ? nil : name
    }
}
