import TonusCore

/// A date and a time of day, as a calendar and a clock on the wall show them; always in the years
/// 1 to 9999 and always one that the Gregorian calendar has.
public struct CivilTime: Hashable, Sendable {
    public let year: Int
    /// In `1...12`.
    public let month: Int
    public let day: Int
    public let hour: Int
    public let minute: Int
    public let second: Int

    /// Returns nil for what no calendar or clock shows, such as 31 November or 24:00.
    public init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
    ) {
        guard (1...9999).contains(year), (1...12).contains(month), (0...23).contains(hour),
            (0...59).contains(minute), (0...59).contains(second),
            (1...31).contains(day)
        else { return nil }
        // What comes back as another date, such as 31 November, is not one.
        let date = Self.civil(Self.days(year: year, month: month, day: day))
        guard date == (year, month, day) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    /// Reads local seconds, those from 1970-01-01T00:00 on the same wall; outside the years 1 to
    /// 9999 they count as the nearest end.
    public init(localSeconds: Int64) {
        let seconds = min(max(localSeconds, Self.firstSecond), Self.lastSecond)
        let days = seconds.flooredDivision(by: 86_400)
        let rest = Int(seconds - days * 86_400)
        (year, month, day) = Self.civil(Int(days))
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    }

    /// The midnight a day begins with.
    public init(_ date: LocalDate) {
        let days = min(max(Int64(date.days), Self.firstSecond / 86_400), Self.lastSecond / 86_400)
        self.init(localSeconds: days * 86_400)
    }

    /// Seconds from 1970-01-01T00:00 on the same wall.
    public var localSeconds: Int64 {
        Int64(date.days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }

    public var date: LocalDate {
        LocalDate(days: Self.days(year: year, month: month, day: day))
    }

    static let firstSecond: Int64 = -62_135_596_800  // 0001-01-01T00:00:00
    static let lastSecond: Int64 = 253_402_300_799  // 9999-12-31T23:59:59
}

extension LocalDate {
    /// 1 for Monday to 7 for Sunday, as ISO 8601 counts; 1970-01-01 was a Thursday.
    public var weekday: Int { ((days % 7) + 10) % 7 + 1 }

    /// Local seconds of the midnight this day begins with.
    var localSeconds: Int64 { CivilTime(self).localSeconds }

    func adding(days count: Int) -> LocalDate { LocalDate(days: days + count) }
}

extension CivilTime {
    /// Days since 1970-01-01; a year begins in March here, so that a leap day ends it.
    ///
    /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`,
    /// <https://howardhinnant.github.io/date_algorithms.html>.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Undoes `days`.
    ///
    /// Source: the same page, `civil_from_days`.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let leaps = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leaps) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
