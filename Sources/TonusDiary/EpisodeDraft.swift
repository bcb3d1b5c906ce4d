import TonusCore
import TonusTypes

/// What a person said about an episode, read once from what they typed.
///
/// What was not said is nil or empty: nothing is filled in for them.
public struct EpisodeDraft: Hashable, Sendable {
    public var onset: TimePoint?
    public var ending: Ending?
    public var sites: [Site] = []
    public var severity: Score?
    public var pain: Score?
    public var character: SpasmCharacter?
    public var triggers: [Factor] = []
    public var importID: EntityID?

    public init() {}

    public var saysNothing: Bool { self == EpisodeDraft() }
}

/// Why words could not be read.
public enum DraftError: Error, Hashable {
    /// A word that is no site, number, time or character; the nearest known word, if one is near.
    case unknownWord(String, suggestion: String?)
    /// A whole number that is off the scale.
    case offScale(String)
    case saidTwice(String)
    case time(WhenError)
}

extension EpisodeDraft {
    /// Reads words such as `left calf 7 20m for 4m`, in any order.
    ///
    /// - Throws: `DraftError`; nothing half-read is kept.
    public init(words: [String], at now: Moment) throws(DraftError) {
        self.init()
        var rest = words[...]
        var length: Int64?
        while let word = rest.first {
            if length == nil, let said = try Self.length(Array(rest)) {
                length = said.milliseconds
                rest = rest.dropFirst(said.count)
            } else {
                rest = rest.dropFirst(try take(word, Array(rest), at: now))
            }
        }
        if let length { try setLength(length, at: now) }
    }

    /// `for 4m` without an onset has just ended.
    private mutating func setLength(_ length: Int64, at now: Moment) throws(DraftError) {
        guard ending == nil else { throw .saidTwice("for") }
        let start = onset ?? now.point(at: now.milliseconds - length)
        let end = now.point(at: start.instant + length, precision: start.precision)
        guard end.instant <= now.milliseconds + 60_000 else { throw .time(.inTheFuture(end)) }
        (onset, ending) = (start, .ended(end))
    }

    /// Takes what stands at the front, and says how many words that was.
    private mutating func take(
        _ word: String, _ rest: [String], at now: Moment
    ) throws(DraftError) -> Int {
        if let found = Site.read(rest) {
            sites.append(found.site)
            return found.count
        }
        if word.lowercased() == "pain", let next = rest.dropFirst().first {
            try set(\.pain, try Self.score(next), named: "pain")
            return 2
        }
        if let character = SpasmCharacter(word: word) {
            try set(\.character, character, named: word)
            return 1
        }
        if let time = try Self.time(rest, at: now) {
            guard onset == nil else { throw .saidTwice(word) }
            onset = time.when.onset
            if let end = time.when.ending { ending = .ended(end) }
            return time.count
        }
        guard let number = word.first, number.isNumber || "-+".contains(number) else {
            throw .unknownWord(word, suggestion: Self.suggestion(for: word))
        }
        try set(\.severity, try Self.score(word), named: "severity")
        return 1
    }

    private mutating func set<Told>(
        _ path: WritableKeyPath<EpisodeDraft, Told?>, _ value: Told, named name: String
    ) throws(DraftError) {
        guard self[keyPath: path] == nil else { throw .saidTwice(name) }
        self[keyPath: path] = value
    }

    private static func time(
        _ words: [String], at now: Moment
    ) throws(DraftError) -> (when: When, count: Int)? {
        do throws(WhenError) {
            return try When.read(words, at: now)
        } catch {
            throw .time(error)
        }
    }

    private static func length(
        _ words: [String]
    ) throws(DraftError) -> (milliseconds: Int64, count: Int)? {
        do throws(WhenError) {
            return try When.readLength(words)
        } catch {
            throw .time(error)
        }
    }

    public static func score(_ word: String) throws(DraftError) -> Score {
        if let score = Score(word: word) { return score }
        if Int(word) != nil { throw .offScale(word) }
        throw .unknownWord(word, suggestion: nil)
    }

    static func suggestion(for word: String) -> String? {
        let known = Region.allCases.map(\.word) + SpasmCharacter.allCases.map(\.word)
        return Suggestion.nearest(to: word, among: known)
    }
}

extension EpisodeDraft {
    /// The writes that carry this draft.
    ///
    /// - Parameters:
    ///   - state: what its author sees, so that the writes name what they replace; nil for new.
    ///   - member: the author's, whose own ratings alone are replaced.
    public func writes(over state: EntityState?, by member: MemberID) -> [Write] {
        var writes: [Write] = []
        func write(_ field: Field, _ value: Value?, key: [UInt8] = []) {
            writes.append(.over(state, field, key: key, value, by: member))
        }
        if let onset { write(.onset, .time(onset)) }
        if let ending { write(.ending, ending.value) }
        for site in Set(sites).sorted() { write(.sites, .boolean(true), key: site.key) }
        if let severity { write(.severity, .integer(Int64(severity.points))) }
        if let pain { write(.pain, .integer(Int64(pain.points))) }
        if let character { write(.character, .integer(character.rawValue)) }
        for factor in Set(triggers).sorted(by: { $0.rawValue < $1.rawValue }) {
            write(.triggers, .boolean(true), key: [factor.rawValue])
        }
        return writes
    }
}

extension Write {
    /// A write that replaces what its author sees in the cell.
    public static func over(
        _ state: EntityState?, _ field: Field, key: [UInt8] = [], _ value: Value?,
        by member: MemberID
    ) -> Write {
        let cell = field.cell(key: key)
        return Write(
            cell: cell, value: value,
            replaces: state?.replaced(by: member, on: cell, rule: field.rule) ?? [])
    }
}

extension Moment {
    /// A moment on this clock, in this zone.
    public func point(
        at milliseconds: Int64, precision: TimePoint.Precision = .exact
    ) -> TimePoint {
        TimePoint(
            instant: milliseconds,
            offset: zone.offset(milliseconds.flooredDivision(by: 1000)),
            zone: zone.identifier, precision: precision)
    }

    /// Now, exactly.
    public var point: TimePoint { point(at: milliseconds) }
}
