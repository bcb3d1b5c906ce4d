import TonusCore
import TonusTypes

/// One `field=value` of an edit, read once. An empty value takes the field's value away.
public struct EpisodeEdit: Hashable, Sendable {
    let field: Field
    let key: [UInt8]
    let value: Value?

    /// The names that can stand before the `=`.
    public static let names = [
        "onset", "end", "site", "severity", "pain", "character", "trigger",
    ]
}

/// Why a `field=value` could not be read.
public enum EditError: Error, Hashable {
    case notAnAssignment(String)
    case unknownField(String, suggestion: String?)
    case draft(DraftError)
    case badValue(field: String, value: String)
}

extension EpisodeEdit {
    /// Reads `severity=7`, `onset=22:30`, `end=ongoing`, `site=left calf`, `site=-left calf`,
    /// `trigger=heat`, `pain=`.
    ///
    /// A minus before a site or a trigger takes it away.
    public init(_ text: String, at now: Moment) throws(EditError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let name = parts.first?.lowercased(), let said = parts.last else {
            throw .notAnAssignment(text)
        }
        let value = String(said)
        switch name {
        case "onset", "start": self.init(.onset, .time(try Self.time(value, at: now)))
        case "end", "ending": self.init(.ending, try Self.ending(value, at: now))
        case "severity": self.init(.severity, try Self.score(value))
        case "pain": self.init(.pain, try Self.score(value))
        case "character": self.init(.character, try Self.character(value))
        case "site", "sites": self = try Self.site(value)
        case "trigger", "triggers": self = try Self.trigger(value)
        default:
            throw .unknownField(name, suggestion: Suggestion.nearest(to: name, among: Self.names))
        }
    }

    /// The write that carries it.
    public func write(over state: EntityState, by member: MemberID) -> Write {
        .over(state, field, key: key, value, by: member)
    }

    private init(_ field: Field, key: [UInt8] = [], _ value: Value?) {
        (self.field, self.key, self.value) = (field, key, value)
    }

    private static func time(_ text: String, at now: Moment) throws(EditError) -> TimePoint {
        do throws(WhenError) {
            return try When.parse(text, at: now).onset
        } catch {
            throw .draft(.time(error))
        }
    }

    private static func ending(_ text: String, at now: Moment) throws(EditError) -> Value {
        switch text.lowercased() {
        case "ongoing": Ending.ongoing.value
        case "unknown": Ending.unknown.value
        default: .time(try time(text, at: now))
        }
    }

    private static func score(_ text: String) throws(EditError) -> Value? {
        if text.isEmpty { return nil }
        do throws(DraftError) {
            return .integer(Int64(try EpisodeDraft.score(text).points))
        } catch {
            throw .draft(error)
        }
    }

    private static func character(_ text: String) throws(EditError) -> Value? {
        if text.isEmpty { return nil }
        guard let character = SpasmCharacter(word: text) else {
            throw .badValue(field: "character", value: text)
        }
        return .integer(character.rawValue)
    }

    private static func site(_ text: String) throws(EditError) -> EpisodeEdit {
        let (isPresent, words) = signed(text)
        let parts = words.split(separator: " ").map(String.init)
        guard let found = Site.read(parts), found.count == parts.count else {
            throw .badValue(field: "site", value: text)
        }
        return EpisodeEdit(.sites, key: found.site.key, isPresent ? .boolean(true) : nil)
    }

    private static func trigger(_ text: String) throws(EditError) -> EpisodeEdit {
        let (isPresent, word) = signed(text)
        guard let factor = Factor(word: word) else {
            throw .badValue(field: "trigger", value: text)
        }
        return EpisodeEdit(.triggers, key: [factor.rawValue], isPresent ? .boolean(true) : nil)
    }

    private static func signed(_ text: String) -> (isPresent: Bool, rest: String) {
        if text.hasPrefix("-") { return (false, String(text.dropFirst())) }
        return (true, text.hasPrefix("+") ? String(text.dropFirst()) : text)
    }
}
