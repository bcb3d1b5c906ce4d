/// A day as a number, and what the calendar makes of it.
///
/// Days are counted from 1970-01-01, a Thursday. Source: H. Hinnant, "chrono-compatible low-level
/// date algorithms", `civil_from_days` and `days_from_civil`.
enum CalendarDay {
    /// From 0, Monday, to 6.
    static func weekday(_ day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

    /// Months since March of the year 0: equal for the days of one month of one year.
    static func month(_ day: Int) -> Int {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        return (year + era * 400) * 12 + (5 * ofYear + 2) / 153
    }
}
