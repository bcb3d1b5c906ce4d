import TonusCore

/// The slips of a tired person, and what they meant.
enum Correction {
    static let examples = ["22:30", "20m", "yesterday 22:30"]

    static func phrases(for text: String) -> [String] {
        let known = known(for: text)
        return known.isEmpty ? examples : known
    }

    /// What was plainly meant; empty where nothing is.
    static func known(for text: String) -> [String] {
        let words = text.lowercased().split(separator: " ").map(String.init)
        let fixed = [words.map(clock), meant(words)].map { $0.joined(separator: " ") }
        return fixed.filter { $0 != text.lowercased() && isATime($0) }
    }

    private static func isATime(_ text: String) -> Bool {
        let utc = Zone(identifier: "UTC", offset: { _ in 0 }, abbreviation: { _ in "UTC" })
        return (try? When.parse(text, at: Moment(milliseconds: 4_102_531_199_000, zone: utc)))
            != nil
    }

    /// `22.30`, `2230`, `24:00`, `23:59:60`, `22:30pm`, `10:30-10:50pm` and `22:50-22:30`.
    private static func clock(_ word: String) -> String {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        if ends.count == 2,
            let half = [ends[1], ends[0]].map({ $0.suffix(2) }).first(where: isHalf)
        {
            return ends.map { isHalf($0.suffix(2)) ? $0 : $0 + half }.joined(separator: "-")
        }
        if ends.count == 2 {
            let fixed = ends.map(clock)
            return isATime(fixed.joined(separator: "-"))
                ? fixed.joined(separator: "-") : fixed.reversed().joined(separator: "-")
        }
        var scanner = WordScanner(word)
        let digits = scanner.digits()
        if scanner.isAtEnd, digits.count == 4 { return "\(digits.prefix(2)):\(digits.suffix(2))" }
        guard (1...2).contains(digits.count), let hour = Int(digits) else { return word }
        if isHalf(scanner.rest) { return hour < 24 ? "\(hour):00" : word }
        guard scanner.take(anyOf: ":.,") else { return word }
        let minute = scanner.digits()
        let rest =
            scanner.rest == ":60" ? ":59" : isHalf(scanner.rest) && hour > 12 ? "" : scanner.rest
        return "\(hour == 24 ? 0 : hour):\(minute)\(rest)"
    }

    private static func isHalf(_ text: Substring) -> Bool { text == "am" || text == "pm" }

    /// `tomorrow 8:00`, `tonight`, `last tuesday`, `yesterday night`, `20 min`, `22:30 pm`.
    private static func meant(_ words: [String]) -> [String] {
        guard let first = words.first, let last = words.last else { return words }
        if first == "tomorrow" || first == "tonight" { return ["yesterday"] + words.dropFirst() }
        if first == "last" { return Array(words.dropFirst()) }
        if last == "night" { return words.dropLast() + ["22:30"] }
        if isHalf(last[...]) { return words.dropLast().map(clock) }
        if TypedLength.unit(last) != nil { return words + ["ago"] }
        return words
    }
}
