import TonusCore

/// Writes times for people and for programs.
public enum WhenFormat {
    /// What was understood, in full: `Thu 19 Nov 22:30 CET, 21 hours ago`.
    public static func full(_ time: TimePoint, now: Moment) -> String {
        "\(stated(time, now: now)), \(distance(to: time, now: now))"
    }

    /// RFC 9557, such as `2026-11-19T22:30:00.123+01:00[Europe/Berlin]`; a name that is none of a
    /// zone is left out.
    public static func iso(_ time: TimePoint) -> String {
        let milliseconds = clamped(time.instant)
        let fraction = milliseconds - milliseconds.flooredDivision(by: 1000) * 1000
        return iso(civil(time.instant, offset: time.offset))
            + (fraction == 0 ? "" : ".\(padded(Int(fraction), 3))")
            + offset(seconds: time.offset)
            + (Zone.isName(time.zone) ? "[\(time.zone)]" : "")
    }

    /// `2026-11-19T22:30:00`.
    public static func iso(_ time: CivilTime) -> String {
        "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2))T"
            + "\(clock(time)):\(padded(time.second, 2))"
    }

    /// `+01:00`; seconds only when there are any, as long ago.
    public static func offset(seconds: Int) -> String {
        let seconds = clamped(offset: seconds)
        let size = abs(seconds)
        let sign = seconds < 0 ? "-" : "+"
        let text = "\(sign)\(padded(size / 3600, 2)):\(padded(size / 60 % 60, 2))"
        return size % 60 == 0 ? text : "\(text):\(padded(size % 60, 2))"
    }

    /// `45 s`, `4 min`, `1 h 30 min`, `2 days`: the two greatest units, the rest dropped.
    public static func duration(milliseconds: Int64, in language: Language = .english) -> String {
        let seconds = max(0, milliseconds) / 1000
        let days = TimeWords.of(language).daysLong
        let parts: [(count: Int64, unit: String)] = [
            (seconds / 86_400, seconds / 86_400 == 1 ? days.0 : days.1),
            (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
        ]
        let shown = parts.drop { $0.count == 0 }.prefix(2).filter { $0.count > 0 }
        return shown.isEmpty ? "0 s" : shown.map { "\($0.count) \($0.unit)" }.joined(separator: " ")
    }
}

extension WhenFormat {
    /// The time itself, as exactly as it is known, in words that `When` reads back.
    public static func stated(_ time: TimePoint, now: Moment) -> String {
        let words = TimeWords.of(now.customs.language)
        let civil = civil(time.instant, offset: time.offset)
        let day = day(civil, time, now)
        if time.precision == .day { return day }
        if let earliest = time.earliest, let latest = time.latest {
            let (from, to) = (local(earliest, like: time, now), local(latest, like: time, now))
            let (start, end) = (self.civil(from), self.civil(to))
            // The place is said once, unless the clocks were changed in between.
            let first = from.offset == to.offset ? "" : " \(place(from, now: now))"
            let last = start.date == end.date ? "" : "\(Self.day(end, to, now)) "
            return "\(words.between) \(Self.day(start, from, now)) \(clock(start, now))\(first)"
                + " \(words.and) \(last)\(clock(end, now)) \(place(to, now: now))"
        }
        let isRough = time.precision.rawValue >= TimePoint.Precision.thirtyMinutes.rawValue
        let around = isRough ? "\(words.around) " : ""
        return "\(day) \(around)\(clock(civil, now)) \(place(time, now: now))"
    }

    /// `Thu 19 Nov`, with the year when it is another than now's, here or there.
    private static func day(_ civil: CivilTime, _ time: TimePoint, _ now: Moment) -> String {
        let words = TimeWords.of(now.customs.language)
        let date = words.date(day: civil.day, month: civil.month)
        let there = Self.civil(now.milliseconds, offset: time.offset)
        let isThisYear = civil.year == CivilTime(now.today).year && civil.year == there.year
        return "\(words.weekday(civil.date.weekday)) \(date)"
            + (isThisYear ? "" : " \(padded(civil.year, 4))")
    }

    /// What people here call the time, or the offset and the zone of somewhere else.
    private static func place(_ time: TimePoint, now: Moment) -> String {
        let second = clamped(time.instant).flooredDivision(by: 1000)
        let isHere = time.zone == now.zone.identifier && now.zone.offset(second) == time.offset
        if isHere, let name = now.zone.name(second) { return name }
        let offset = offset(seconds: time.offset)
        guard Zone.isName(time.zone), time.zone != offset else { return offset }
        return "\(offset) " + (time.zone.contains("/") ? time.zone : "[\(time.zone)]")
    }

    /// An end of a stretch, on the clock that its moment is read from.
    private static func local(_ instant: Int64, like time: TimePoint, _ now: Moment) -> TimePoint {
        let instant = clamped(instant)
        let isHere = time.zone == now.zone.identifier
        let offset = isHere ? now.offset(at: instant) : time.offset
        return TimePoint(instant: instant, offset: offset, zone: time.zone)
    }

    /// `20 minutes ago`. Hours are rounded, and from two days on the calendar's days count.
    private static func distance(to time: TimePoint, now: Moment) -> String {
        let words = TimeWords.of(now.customs.language)
        let days = now.today.days - civil(time.instant, offset: time.offset).date.days
        if time.precision == .day { return distance(days: days, words) }
        let milliseconds = now.milliseconds - clamped(time.instant)
        let (size, isPast) = (abs(milliseconds), milliseconds >= 0)
        switch size {
        case ..<60_000: return words.justNow
        case ..<3_600_000: return words.distance(size / 60_000, words.minutes, isPast)
        case ..<172_800_000:
            return words.distance((size + 1_800_000) / 3_600_000, words.hours, isPast)
        default: return words.distance(Int64(abs(days)), words.days, isPast)
        }
    }

    private static func distance(days: Int, _ words: TimeWords) -> String {
        switch days {
        case 0: words.today
        case 1: words.yesterday
        default: words.distance(Int64(abs(days)), words.days, days > 0)
        }
    }
}

extension TimeWords {
    /// `21 hours ago`, `in 2 days`.
    fileprivate func distance(
        _ count: Int64, _ unit: (String, String), _ isPast: Bool
    ) -> String {
        let text = "\(count) \(count == 1 ? unit.0 : unit.1)"
        return isPast ? ago(text) : "in \(text)"
    }
}

extension WhenFormat {
    /// A time of the clock as people here write it: `08:00`, `8:00 AM`.
    public static func clock(_ time: TimeOfDay, _ customs: Customs) -> String {
        clock(time.minutes / 60, time.minutes % 60, customs)
    }

    /// The months as a language shortens them.
    public static func months(in language: Language) -> [String] { TimeWords.of(language).months }

    /// The days of a week as a language shortens them, Monday first.
    public static func weekdays(in language: Language) -> [String] {
        TimeWords.of(language).weekdays
    }
}

// A time may come from another device, and so hold anything: it is brought into the years 1 to
// 9999 and to a day's offset before anyone counts with it.
extension WhenFormat {
    private static func civil(_ time: TimePoint) -> CivilTime {
        civil(time.instant, offset: time.offset)
    }

    private static func civil(_ instant: Int64, offset: Int) -> CivilTime {
        let seconds = clamped(instant).flooredDivision(by: 1000)
        return CivilTime(localSeconds: seconds + Int64(clamped(offset: offset)))
    }

    private static func clamped(_ instant: Int64) -> Int64 {
        min(max(instant, Moment.earliest), Moment.latest)
    }

    private static func clamped(offset: Int) -> Int { min(max(offset, -86_399), 86_399) }

    private static func clock(_ time: CivilTime) -> String {
        "\(padded(time.hour, 2)):\(padded(time.minute, 2))"
    }

    private static func clock(_ time: CivilTime, _ now: Moment) -> String {
        clock(time.hour, time.minute, now.customs)
    }

    private static func clock(_ hour: Int, _ minute: Int, _ customs: Customs) -> String {
        guard customs.isHalfDayClock else { return "\(padded(hour, 2)):\(padded(minute, 2))" }
        let shown = (hour + 11) % 12 + 1
        return "\(shown):\(padded(minute, 2)) \(hour < 12 ? "AM" : "PM")"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
