/// Dates in figures whose order differs from country to country: `19/11`, `11/19/2026`.
enum AmbiguousDate {
    /// What may have been meant, in words this grammar reads; nil when the word is no such date.
    ///
    /// Two figures are taken for a date only with a slash or a second full stop, since `5.5` is a
    /// number.
    static func readings(of word: String, in language: Language = .english) -> [String]? {
        guard let numbers = numbers(of: word) else { return nil }
        let dates = [(numbers.first, numbers.second), (numbers.second, numbers.first)].filter {
            CivilTime(year: numbers.year ?? 2024, month: $0.1, day: $0.0) != nil
        }
        var texts: [String] = []
        for (day, month) in dates {
            let text = TimeWords.of(language).date(day: day, month: month, year: numbers.year)
                .lowercased()
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
        // A day and a month as German writes them: `19.11.`
        if scanner.isAtEnd { return mark == "." ? (first, second, nil) : nil }
        let short = scanner.number(digits: 2...2).map { $0 + 2000 }
        guard let year = short ?? scanner.year(), scanner.isAtEnd else { return nil }
        return (first, second, year)
    }
}

extension WordScanner {
    fileprivate mutating func year() -> Int? { number(digits: 4...4) }
}
