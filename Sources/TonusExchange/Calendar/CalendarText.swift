import TonusCore
import TonusDiary

/// Writes events as RFC 5545 has them.
///
/// All are private and take up no time: they say what was, and invite nobody. Times are in UTC, so no zone
/// has to be described. There are no alarms.
package enum CalendarText {
    package static func text(_ events: [CalendarEvent]) -> String {
        var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tonus//Diary of spasms//EN"]
        for event in events { lines += self.lines(event) }
        lines.append("END:VCALENDAR")
        return lines.map { folded($0) + "\r\n" }.joined()
    }

    private static func lines(_ event: CalendarEvent) -> [String] {
        var lines = ["BEGIN:VEVENT", "UID:\(event.uid)", "DTSTAMP:\(utc(event.stamp))"]
        switch event.span {
        case .time(let start, let end):
            lines.append("DTSTART:\(utc(start))")
            // An end must lie behind its start, to the second.
            if let end, utc(end) > utc(start) { lines.append("DTEND:\(utc(end))") }
        case .days(let first, let last):
            lines.append("DTSTART;VALUE=DATE:\(date(first))")
            if let last, last >= first {
                // The end is the first day that is no longer in it.
                let end = LocalDate(days: min(last.days, farthestDay) + 1)
                lines.append("DTEND;VALUE=DATE:\(date(end))")
            }
        }
        lines.append("SUMMARY:\(escaped(event.summary))")
        if !event.details.isEmpty { lines.append("DESCRIPTION:\(escaped(event.details))") }
        return lines + [
            "CATEGORIES:\(escaped(event.category))", "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    }

    /// Beyond every calendar; another device may have written any number.
    private static let farthestDay = 3_000_000

    private static func utc(_ instant: Int64) -> String {
        let text = WhenFormat.iso(CivilTime(localSeconds: instant.flooredDivision(by: 1000)))
        return text.filter { $0 != "-" && $0 != ":" } + "Z"
    }

    private static func date(_ date: LocalDate) -> String {
        WhenFormat.iso(date).filter { $0 != "-" }
    }

    /// Source: RFC 5545, section 3.3.11; control characters have no place in a text there.
    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "\\", ";", ",": escaped.append(contentsOf: ["\\", scalar])
            case "\r" where scalars.dropFirst(place + 1).first == "\n": break
            case "\r", "\n", "\u{2028}", "\u{2029}": escaped.append(contentsOf: ["\\", "n"])
            case _ where scalar.properties.generalCategory == .control && scalar != "\t": break
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// No line has more than 75 bytes; a letter stays whole, and so does what is put together from
    /// several, as long as it fits on a line.
    ///
    /// Source: RFC 5545, section 3.1.
    private static func folded(_ line: String) -> String {
        guard line.utf8.count > 75 else { return line }
        var (text, length) = ("", 0)
        func place(_ part: String) {
            // The blank that a line goes on with is in its length.
            if length + part.utf8.count > 75 {
                text += "\r\n "
                length = 1
            }
            text += part
            length += part.utf8.count
        }
        for letter in line {
            let whole = String(letter)
            if whole.utf8.count <= 74 {
                place(whole)
            } else {
                for scalar in whole.unicodeScalars { place(String(scalar)) }
            }
        }
        return text
    }
}
