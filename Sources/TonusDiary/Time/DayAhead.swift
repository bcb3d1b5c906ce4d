import TonusCore

/// Days that are yet to come, which only a visit and a planned end can have: `tomorrow`, `in 3 weeks`.
enum DayAhead {
    /// Reads what stands at the front, and says how many words that was.
    static func read(_ words: [String], at now: Moment) -> (date: LocalDate, count: Int)? {
        let folded = words.prefix(3).map(Spelling.folded)
        let today = now.point.localDate.days
        switch folded.first {
        case "tomorrow", "morgen": return (LocalDate(days: today + 1), 1)
        case "uebermorgen": return (LocalDate(days: today + 2), 1)
        case "in":
            guard folded.count == 3, let number = Int(folded[1]), (1...400).contains(number),
                let unit = days(folded[2])
            else { return nil }
            return (LocalDate(days: today + number * unit), 3)
        default: return nil
        }
    }

    private static func days(_ unit: String) -> Int? {
        switch unit {
        case "day", "days", "tag", "tagen": 1
        case "week", "weeks", "woche", "wochen": 7
        default: nil
        }
    }
}
