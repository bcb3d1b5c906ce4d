import TonusCore

/// Why words are not a time that can be written down; each carries what a sentence about it needs.
public enum WhenError: Error, Hashable, Sendable {
    /// Has the look of a time, and is none: `25:00`, `22:50-22:30`, `22:30 CEST` in winter.
    case notATime(String)
    /// A date no calendar has: `31 nov`, or `fri 19 nov` when that is a Thursday.
    case noSuchDate(String)
    case inTheFuture(TimePoint)
    /// What can be read in two ways; each reading is what to type instead, such as `3 apr 2026`.
    case ambiguousDate(String, readings: [String])
    /// The clocks went forward over it, from one local time to the other.
    case missingHour(String, from: CivilTime, to: CivilTime)
    /// The clocks went back over it; the offsets tell its two occurrences apart, the earlier first.
    case doubledHour(String, offsets: [Int], local: CivilTime)
    /// A zone whose offset is neither written nor known here.
    case unknownZone(String, zone: String)
}

/// One of the two times that a doubled hour may mean.
public struct WhenChoice: Hashable, Sendable {
    public let time: TimePoint
    /// What people there call the time, such as CEST.
    public let abbreviation: String
    /// What to type for it: the words as they were, and the place behind them.
    public let phrase: String
}

extension WhenError {
    /// The two times of a doubled hour, the earlier first; none for any other error.
    public func choices(at now: Moment) -> [WhenChoice] {
        guard case .doubledHour(let text, let offsets, let local) = self else { return [] }
        let names = offsets.map { now.zone.abbreviation(local.localSeconds - Int64($0)) }
        return zip(offsets, names).map { offset, name in
            let instant = (local.localSeconds - Int64(offset)) * 1000
            // A name with a sign would look like an option to a command, and MSK was once both.
            let isName = Set(names).count == names.count && name.allSatisfy(\.isLetter)
            let written = WhenFormat.offset(seconds: offset)
            let last = text.split(separator: " ").last.map(String.init) ?? ""
            // ISO 8601 has its offset in the word, before the zone.
            let (front, back) = (text.prefix { $0 != "[" }, text.drop { $0 != "[" })
            let phrase =
                ISOText.isMeant(by: last)
                ? front + written + back : "\(text) \(isName ? name : "UTC" + written)"
            return WhenChoice(
                time: now.point(milliseconds: instant), abbreviation: name, phrase: phrase)
        }
    }

    /// What to type instead; each is a time of the grammar, the likeliest first.
    public var instead: [String] {
        switch self {
        case .notATime(let text): Correction.phrases(for: text)
        case .ambiguousDate(_, let readings): readings
        case .missingHour(_, _, let to): [WhenFormat.iso(to)]
        case .doubledHour(_, let offsets, let local):
            offsets.map { WhenFormat.iso(local) + WhenFormat.offset(seconds: $0) }
        case .noSuchDate, .inTheFuture, .unknownZone: Correction.examples
        }
    }

    /// The words that are wrong, and what to type in their place; nil where nobody can tell.
    public func mend(at now: Moment) -> (slip: String, instead: String)? {
        switch self {
        case .notATime(let text):
            // Who speaks of tomorrow does not mean yesterday.
            let day = text.split(separator: " ").first?.lowercased() ?? ""
            let isAhead = ["tomorrow", "tonight"].contains(day)
            return isAhead ? nil : Correction.known(for: text).first.map { (text, $0) }
        case .ambiguousDate(let text, let readings): return readings.first.map { (text, $0) }
        case .missingHour(let text, _, _): return instead.first.map { (text, $0) }
        case .doubledHour(let text, _, _):
            return choices(at: now).first.map { (text, $0.phrase) }
        case .noSuchDate, .inTheFuture, .unknownZone: return nil
        }
    }
}
