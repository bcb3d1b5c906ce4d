import TonusCore

/// A time as a person typed it: a moment, and its end when a length or a span was given.
public struct When: Hashable, Sendable {
    public let onset: TimePoint
    /// Never before the onset.
    public let ending: TimePoint?

    public init(onset: TimePoint, ending: TimePoint? = nil) {
        (self.onset, self.ending) = (onset, ending)
    }
}

/// Why words are not a time that can be written down; each carries what a sentence about it needs.
public enum WhenError: Error, Hashable, Sendable {
    /// Has the look of a time, and is none: `25:00`, `99999999999999h`.
    case notATime(String)
    /// A date no calendar has: `31 nov`.
    case noSuchDate(String)
    case inTheFuture(TimePoint)
    /// Figures whose order is a matter of country; each reading is what to type instead, such as
    /// `3 apr 2026`.
    case ambiguousDate(String, readings: [String])
    /// The clocks went forward over it, from one local time to the other.
    case missingHour(String, from: CivilTime, to: CivilTime)
    /// The clocks went back over it; the offsets tell its two occurrences apart, the earlier first.
    case doubledHour(String, offsets: [Int], local: CivilTime)
    /// A zone whose offset is neither written nor known here.
    case unknownZone(String, zone: String)
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

    /// Reads `for 4m`, `for 1h30` or `for 1 h 30 min` from the front of `words`; nil when they
    /// start otherwise.
    public static func readLength(
        _ words: [String]
    ) throws(WhenError) -> (milliseconds: Int64, count: Int)? {
        try WordList(words).length(at: 0)
    }
}
