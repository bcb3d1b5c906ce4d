import TonusCore
import TonusTypes

/// What a person said about an episode, read once from what they typed.
///
/// What was not said is nil or empty: nothing is filled in for them.
public struct EpisodeDraft: Hashable, Sendable {
    public var onset: TimePoint?
    public var ending: Ending?
    /// Everything else that was said, each cell once.
    public private(set) var said: [Assignment] = []

    public init() {}

    public var saysNothing: Bool { self == EpisodeDraft() }

    /// - Throws: `DraftError.saidTwice`, where the same cell is to hold two values.
    public mutating func say(_ assignment: Assignment) throws(DraftError) {
        said = try (said + [assignment]).withoutRepeats()
    }
}

/// Why words could not be read.
public enum DraftError: Error, Hashable {
    /// A word that is no site, number, time or character; the nearest known word, if one is near.
    case unknownWord(String, suggestion: String?)
    /// A whole number that is off the scale.
    case offScale(String)
    case saidTwice(String)
    case time(WhenError)
    case notAnAssignment(String)
    case unknownField(String, suggestion: String?)
    /// `choices` are the words that could stand there; empty where there are too many.
    case badValue(field: String, value: String, choices: [String])
    /// A number that is none, or lies outside these.
    case outOfRange(field: String, value: String, ClosedRange<Int>)
    /// Nothing was said of what there must be.
    case missing(field: String)
    /// Words that would have been dropped.
    case notUnderstood(String)
    /// Words beside the name of something known here, which say nothing of it.
    case besideName(String, name: String)
    /// Words of a plan, which do not say at which times of the clock.
    case planNotRead(String)
    /// A day on which something was due more than once.
    case severalDue(name: String, day: LocalDate, times: [TimeOfDay])
    /// The first day of what ends before it.
    case endsBeforeStart(LocalDate)
}

extension EpisodeDraft {
    /// Reads words such as `left calf 7 20m for 4m sudden pain=3`, in any order.
    ///
    /// - Throws: `DraftError`; nothing half-read is kept.
    public init(words: [String], at now: Moment) throws(DraftError) {
        self.init()
        var rest = words.flatMap { word in
            word.contains("=") ? [word] : word.split(separator: " ").map(String.init)
        }[...]
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
        if word.contains("=") {
            try assign(word, at: now)
            return 1
        }
        if let found = Site.read(rest) { return try take(found, rest) }
        if Field.pain.isNamed(word.lowercased()) || word.lowercased() == "schmerzen",
            let next = rest.dropFirst().first
        {
            try sayOnce(.score(.pain, try Self.score(next)))
            return 2
        }
        if let assignment = Field.wordsAlone.firstNonNil({ $0.read(word) }) {
            try sayOnce(assignment)
            return 1
        }
        if let time = try Self.time(rest, at: now) {
            guard onset == nil else { throw .saidTwice(word) }
            onset = time.when.onset
            if let end = time.when.ending { ending = .ended(end) }
            return time.count
        }
        guard let number = word.first, number.isNumber || "-+".contains(number) else {
            throw Self.unknown(rest, in: now.customs.language)
        }
        if Int(word) == nil, let time = Correction.known(for: word).first {
            throw .unknownWord(word, suggestion: time)
        }
        try sayOnce(.score(.severity, try Self.score(word)))
        return 1
    }

    /// A site, and how much of it where that follows, as in `left leg whole-limb`.
    private mutating func take(
        _ found: (site: Site, count: Int), _ rest: [String]
    ) throws(DraftError) -> Int {
        try say(.present(found.site))
        guard let next = rest.dropFirst(found.count).first, let extent = Extent(word: next) else {
            return found.count
        }
        try sayOnce(
            Assignment(.extent, key: found.site.key, .integer(Int64(extent.rawValue))))
        return found.count + 1
    }

    private mutating func assign(_ text: String, at now: Moment) throws(DraftError) {
        let one = try Assignment(text, at: now)
        switch (one.field, one.value) {
        case (.onset, .time(let time)?):
            guard onset == nil else { throw .saidTwice(one.field.name) }
            onset = time
        case (.ending, let value):
            guard ending == nil else { throw .saidTwice(one.field.name) }
            ending = Ending(value)
        default: try sayOnce(one)
        }
    }

    /// A number said twice is a slip, even where it is the same one.
    private mutating func sayOnce(_ assignment: Assignment) throws(DraftError) {
        guard !said.contains(where: { $0.cell == assignment.cell }) else {
            throw .saidTwice(assignment.field.name)
        }
        try say(assignment)
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

    /// What is said of a word that is nothing; behind a side it is the next one that has the slip.
    private static func unknown(_ rest: [String], in speech: Language) -> DraftError {
        let word = rest.first ?? ""
        if rest.count > 1, Side(word: word) != nil,
            let suggestion = suggestion(for: rest[1], in: speech)
        {
            return .unknownWord(rest[1], suggestion: suggestion)
        }
        return .unknownWord(word, suggestion: suggestion(for: word, in: speech))
    }

    static func suggestion(for word: String, in speech: Language = .english) -> String? {
        if let number = SpokenNumber.read(word) { return "\(number)" }
        return Suggestion.nearest(to: word, in: speech) { language in
            Region.allCases.map { $0.word(in: language) }
                + Field.wordsAlone.flatMap { $0.words(in: language) }
        }
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
        writes += said.map { $0.write(over: state, by: member) }
        return writes
    }
}

extension Field {
    /// Those whose words say by themselves which field they are for.
    public static let wordsAlone: [Field] = [
        .character, .descriptors, .suddenness, .impact, .course,
    ]

    /// The words of its cells; none where it does not hold words.
    public var words: [String] { words(in: .english) }

    /// The same for people who read a language.
    public func words(in language: Language) -> [String] {
        switch shape {
        case .word(let words), .set(let words), .sited(let words), .rated(let words, _):
            words.words(in: language)
        default: []
        }
    }

    /// What a single word says, where it is one of the field's.
    func read(_ word: String) -> Assignment? {
        switch shape {
        case .word(let words):
            words.code(word).map { Assignment(self, .integer(Int64($0))) }
        case .set(let words):
            words.code(word).map { Assignment(self, key: [$0], .boolean(true)) }
        default: nil
        }
    }
}

extension Sequence {
    func firstNonNil<Found>(_ find: (Element) -> Found?) -> Found? {
        for element in self { if let found = find(element) { return found } }
        return nil
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
