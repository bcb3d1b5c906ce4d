/// The words in which a language writes a time; `When` reads all of them back.
struct TimeWords {
    /// Monday first, as they are shortened.
    let weekdays: [String]
    let months: [String]
    /// What stands between a day of the month and its month: `19 Nov`, `19. Nov`.
    let dayMark: String
    let between: String
    let and: String
    let around: String
    let justNow: String
    let today: String
    let yesterday: String
    /// One, and several, that have passed or are yet to come.
    let minutes: (String, String)
    let hours: (String, String)
    let days: (String, String)
    let ago: @Sendable (String) -> String
    /// One day, and several, of a length.
    let daysLong: (String, String)

    static func of(_ language: Language) -> TimeWords {
        switch language {
        case .english: english
        case .german: german
        }
    }

    private static let english = TimeWords(
        weekdays: CalendarWords.weekdays.map { String($0.prefix(3)) },
        months: CalendarWords.months.map { String($0.prefix(3)) }, dayMark: " ",
        between: "between", and: "and", around: "around", justNow: "just now", today: "today",
        yesterday: "yesterday", minutes: ("minute", "minutes"), hours: ("hour", "hours"),
        days: ("day", "days"), ago: { "\($0) ago" }, daysLong: ("day", "days"))

    private static let german = TimeWords(
        weekdays: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
        months: [
            "Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
        ], dayMark: ". ", between: "zwischen", and: "und", around: "gegen",
        justNow: "gerade eben", today: "heute", yesterday: "gestern",
        minutes: ("Minute", "Minuten"), hours: ("Stunde", "Stunden"), days: ("Tag", "Tagen"),
        ago: { "vor \($0)" }, daysLong: ("Tag", "Tage"))

    func weekday(_ place: Int) -> String { Self.name(place, in: weekdays) }
    func month(_ place: Int) -> String { Self.name(place, in: months) }

    /// `19 Nov`, and `19 Nov 2025` where the year has to be said.
    func date(day: Int, month: Int, year: Int? = nil) -> String {
        "\(day)\(dayMark)\(self.month(month))" + (year.map { " \($0)" } ?? "")
    }

    private static func name(_ place: Int, in names: [String]) -> String {
        names.indices.contains(place - 1) ? names[place - 1] : ""
    }
}

/// German in the place of the English words of `When`'s grammar, word for word.
///
/// What English has no single word for, such as `vor 20 min`, stands where it is read.
enum GermanTimeWords {
    /// - Parameter isFirst: whether the time begins with it: `morgen` is tomorrow, `gestern morgen` is
    ///   yesterday morning.
    static func english(_ word: String, isFirst: Bool) -> String? {
        if word == "morgen" { return isFirst ? "tomorrow" : "morning" }
        return words[word]
    }

    /// `mo` to `so`: some of them are words of other languages, so only a German reader's are read.
    static func weekday(_ word: String) -> Int? {
        ["mo", "di", "mi", "do", "fr", "sa", "so"].firstIndex(of: word).map { $0 + 1 }
    }

    private static let words: [String: String] = [
        "jetzt": "now", "heute": "today", "gestern": "yesterday", "uebermorgen": "tomorrow",
        "letzte": "last", "letzten": "last", "letzter": "last", "nacht": "night",
        "frueh": "morning", "vormittag": "morning", "nachmittag": "afternoon",
        "abend": "evening", "mitternacht": "midnight", "um": "at", "bis": "to",
        "zwischen": "between", "und": "and", "gegen": "around", "circa": "around",
        "ca": "around", "ca.": "around", "etwa": "around", "ungefaehr": "around",
        "fuer": "for", "halbe": "half", "halben": "half", "ein": "an", "eine": "an",
        "einen": "an", "einer": "an", "montag": "monday", "dienstag": "tuesday",
        "mittwoch": "wednesday", "donnerstag": "thursday", "freitag": "friday",
        "samstag": "saturday", "sonnabend": "saturday", "sonntag": "sunday",
        "januar": "january", "februar": "february", "maerz": "march", "maer": "march",
        "mrz": "march", "mai": "may", "juni": "june", "juli": "july", "oktober": "october",
        "okt": "october", "dezember": "december", "dez": "december",
    ]
}
