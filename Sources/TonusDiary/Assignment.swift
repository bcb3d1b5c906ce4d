import TonusCore
import TonusTypes

/// One `field=value` about an episode, read once. An empty value takes the field's value away.
public struct Assignment: Hashable, Sendable {
    public let field: Field
    let key: [UInt8]
    let value: Value?

    init(_ field: Field, key: [UInt8] = [], _ value: Value?) {
        (self.field, self.key, self.value) = (field, key, value)
    }

    /// The write that carries it.
    public func write(over state: EntityState?, by member: MemberID) -> Write {
        .over(state, field, key: key, value, by: member)
    }

    var cell: CellAddress { field.cell(key: key) }

    public static func present(_ site: Site) -> Assignment {
        Assignment(.sites, key: site.key, .boolean(true))
    }

    public static func present(_ factor: Factor) -> Assignment {
        Assignment(.triggers, key: [factor.rawValue], .boolean(true))
    }

    public static func character(_ character: SpasmCharacter) -> Assignment {
        Assignment(.character, .integer(Int64(character.rawValue)))
    }

    /// - Parameter field: one whose shape is `score`.
    public static func score(_ field: Field, _ score: Score) -> Assignment {
        Assignment(field, .integer(Int64(score.points)))
    }

    /// The names that can stand before the `=`.
    public static let names = Field.ofEpisode.map(\.name)

    private static let otherNames: [String: Field] = [
        "start": .onset, "ending": .ending, "sites": .sites, "triggers": .triggers,
        "descriptors": .descriptors, "activity": .activityBefore, "flare": .course,
        "usual": .course, "impacts": .impact,
    ]
}

extension Assignment {
    /// Reads `severity=7`, `onset=22:30`, `end=ongoing`, `site=left calf`, `site=-left calf`,
    /// `extent=left leg whole-limb`, `trigger=heat`, `pain=`.
    ///
    /// A minus before one of several takes it away.
    public init(_ text: String, at now: Moment) throws(DraftError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let name = parts.first?.lowercased(), let said = parts.last else {
            throw .notAnAssignment(text)
        }
        let known = Field.ofEpisode.first { $0.name == name } ?? Self.otherNames[name]
        guard let field = known else {
            throw .unknownField(name, suggestion: Suggestion.nearest(to: name, among: Self.names))
        }
        try self.init(field, reading: String(said), at: now)
    }

    /// Reads what stands behind the `=`.
    private init(_ field: Field, reading text: String, at now: Moment) throws(DraftError) {
        let isEmpty = text.allSatisfy(\.isWhitespace)
        switch field.shape {
        case .time, .ending:
            self.init(field, try Self.time(field, text, at: now))
        case .score:
            self.init(field, isEmpty ? nil : try Self.score(text))
        case .word(let words):
            self.init(field, isEmpty ? nil : try Self.code(text, in: words, field))
        case .set(let words):
            let (isPresent, word) = Self.signed(text)
            guard let code = words.code(word) else {
                throw .badValue(field: field.name, value: text, choices: words.words)
            }
            self.init(field, key: [code], isPresent ? .boolean(true) : nil)
        case .sites:
            let (isPresent, words) = Self.signed(text)
            let (site, rest) = try Self.site(field, words)
            guard rest.isEmpty else {
                throw .badValue(field: field.name, value: text, choices: [])
            }
            self.init(field, key: site.key, isPresent ? .boolean(true) : nil)
        case .sited(let words):
            let (site, rest) = try Self.site(field, text)
            let word = rest.joined(separator: " ")
            self.init(
                field, key: site.key,
                word.isEmpty ? nil : try Self.code(word, in: words, field))
        case .date, .text, .entity, .yesNo, .count, .links:
            throw .unknownField(field.name, suggestion: nil)
        }
    }

    fileprivate static func time(
        _ field: Field, _ text: String, at now: Moment
    ) throws(DraftError) -> Value? {
        switch (field.shape, text.lowercased()) {
        case (.ending, "ongoing"): return Ending.ongoing.value
        case (.ending, "unknown"): return Ending.unknown.value
        case (.ending, ""):
            throw .badValue(field: field.name, value: "", choices: ["ongoing", "unknown"])
        case (_, "") where field == .reliefAt: return nil
        default: break
        }
        do throws(WhenError) {
            return .time(try When.parse(text, at: now).onset)
        } catch {
            throw .time(error)
        }
    }

    fileprivate static func score(_ text: String) throws(DraftError) -> Value {
        .integer(Int64(try EpisodeDraft.score(text).points))
    }

    fileprivate static func code(
        _ text: String, in words: Vocabulary, _ field: Field
    ) throws(DraftError) -> Value {
        guard let code = words.code(text) else {
            throw .badValue(field: field.name, value: text, choices: words.words)
        }
        return .integer(Int64(code))
    }

    private static func site(
        _ field: Field, _ text: String
    ) throws(DraftError) -> (Site, rest: [String]) {
        let words = text.split(separator: " ").map(String.init)
        guard let found = Site.read(words) else {
            throw .badValue(field: field.name, value: text, choices: [])
        }
        return (found.site, Array(words.dropFirst(found.count)))
    }

    private static func signed(_ text: String) -> (isPresent: Bool, rest: String) {
        if text.hasPrefix("-") { return (false, String(text.dropFirst())) }
        return (true, text.hasPrefix("+") ? String(text.dropFirst()) : text)
    }
}

extension Field {
    /// Reads what a person types for one of its cells; nothing where the text is empty.
    public func value(_ text: String, at now: Moment) throws(DraftError) -> Value? {
        switch shape {
        case .time, .ending: return try Assignment.time(self, text, at: now)
        case _ where text.allSatisfy(\.isWhitespace): return nil
        case .score: return try Assignment.score(text)
        case .word(let words), .sited(let words):
            return try Assignment.code(text, in: words, self)
        case .text: return .text(text)
        case .count:
            guard let count = Int64(text), count > 0 else {
                throw .badValue(field: name, value: text, choices: [])
            }
            return .integer(count)
        case .yesNo:
            guard ["yes", "no"].contains(text.lowercased()) else {
                throw .badValue(field: name, value: text, choices: ["yes", "no"])
            }
            return .boolean(text.lowercased() == "yes")
        case .date, .entity, .sites, .set, .links:
            throw .unknownField(name, suggestion: nil)
        }
    }
}

extension Assignment {
    /// Puts words without an `=` behind the assignment before them: `site=left calf` needs no
    /// quotes.
    public static func joined(_ words: [String]) -> [String] {
        words.reduce(into: []) { joined, word in
            guard let last = joined.last, last.contains("="), !word.contains("=") else {
                return joined.append(word)
            }
            joined[joined.count - 1] = "\(last) \(word)"
        }
    }
}

extension Sequence<Assignment> {
    /// Each cell once: what was said twice alike is said once.
    ///
    /// - Throws: `DraftError.saidTwice`, where the same cell is to hold two values.
    public func withoutRepeats() throws(DraftError) -> [Assignment] {
        var seen: [CellAddress: Assignment] = [:]
        var kept: [Assignment] = []
        for one in self {
            guard let before = seen.updateValue(one, forKey: one.cell) else {
                kept.append(one)
                continue
            }
            guard before == one else { throw .saidTwice(one.field.name) }
        }
        return kept
    }
}
