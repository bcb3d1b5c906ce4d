import TonusCore

/// A time as a person typed it: a moment, and its end when a length or a span was given.
///
/// The whole grammar, which is closed: what is not here is refused, never guessed at. Words are
/// split on blanks, and case does not matter.
///
/// ```
/// time    = ( "now" | elapsed | moment | part | stretch | day )   then [ "for" length ] or a span
///
/// elapsed = length [ "ago" ]              20m · 1h30 · 20 min ago · half an hour ago
/// length  = ( number unit )+              s m h d w, short or in full, the greater unit first;
///         | "an hour" | "half an hour"    1.5h too; with a blank before the unit it needs "ago"
///
/// moment  = [ rough ] [ day ] [ rough | "at" ] clock [ place ]
/// rough   = "around" | "about"            known to half an hour
/// clock   = 22:30 | 22:30:15 | 10:30pm | 3 am | "noon" | "midnight"
///                                         midnight without a day, as a day has one at either end
/// day     = "today" | "yesterday"         alone: known to the day
///         | weekday                       the last one; on that weekday itself not alone
///         | [ weekday ] date              refused unless the date is on that weekday
/// date    = 19 nov | nov 19               the last one; refused when it comes within a month
///         | 19 nov 2026 | 2026-11-19
/// place   = +02:00 | +02 | UTC+2          with a date also one of elsewhere, and its zone's name:
///         | CEST                          +05:30 Asia/Kolkata; a name must hold at that time
///
/// span    = ( "-" | "to" | "until" | "till" ) ( "now" | [ day ] clock [ place ] )
///                                         without a day the first one after the onset, within 18
///                                         hours; 22:30-22:50 has both ends alike
/// stretch = [ day ] "between" moment "and" [ day ] clock [ place ]       at some moment in there
/// part    = "last night"                  22:00 to 7:00 of the night that ended today
///         | ( "this" | day ) ( "morning" | "afternoon" | "evening" )       from 6, 12, 18 to 22
///
/// ISO     = 2026-11-19T22:30:15.123+01:00[Europe/Berlin] | 20261119T2230Z       as a moment
/// ```
///
/// Which one is meant, where several would fit:
///
/// 1. Without a date it is the most recent; a minute ahead of this clock still counts as now.
/// 2. What is yet to come is an error, and so is an end that is, or that is before its onset.
/// 3. A local time that the clocks skipped is an error that says from where to where they went.
/// 4. Of two that the clocks made of one, it is the only one that has passed; of two that have, the
///    one whose place was typed, or that `Moment.choosing` names; else an error carries both.
/// 5. What `WhenFormat.iso` writes is a time of this grammar, and the same time again; so is what
///    `WhenFormat.stated` writes, to the minute.
public struct When: Hashable, Sendable {
    public let onset: TimePoint
    /// Never before the onset.
    public let ending: TimePoint?

    public init(onset: TimePoint, ending: TimePoint? = nil) {
        (self.onset, self.ending) = (onset, ending)
    }
}

extension When {
    /// How far ahead of this device's clock a time may be: two clocks never agree.
    static let slack: Int64 = 60_000

    /// Reads the longest time phrase from the front of `words`; nil when the first starts none.
    ///
    /// A number alone is none, since it is a severity; so `20 min` needs its `ago`, and `20m` does
    /// not. `words` are already split on blanks.
    ///
    /// - Throws: when the first words can only be meant as a time, and are not one.
    public static func read(
        _ words: [String], at now: Moment
    ) throws(WhenError) -> (when: When, count: Int)? {
        try WhenReader(words: words, now: now).phrase()
    }

    /// Reads a text that is one time and nothing else.
    public static func parse(_ text: String, at now: Moment) throws(WhenError) -> When {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let (when, count) = try read(words, at: now), count == words.count else {
            throw .notATime(words.joined(separator: " "))
        }
        return when
    }

    /// Reads `for 4m`, `for 1h30`, `for half an hour` or `for 1 h 30 min` from the front of
    /// `words`; nil when they start otherwise.
    public static func readLength(
        _ words: [String]
    ) throws(WhenError) -> (milliseconds: Int64, count: Int)? {
        try WordList(words).length(at: 0)
    }
}
