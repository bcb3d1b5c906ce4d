import TonusCore
import TonusTypes

/// One `field=value` about an episode, read once. An empty value takes the field's value away.
public struct Assignment: Hashable, Sendable {
    public let field: Field
    public let key: [UInt8]
    public let value: Value?

    public init(_ field: Field, key: [UInt8] = [], _ value: Value?) {
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

    public init(_ field: Field, _ present: Bool, key: [UInt8]) {
        self.init(field, key: key, present ? .boolean(true) : nil)
    }

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
    ///
    /// - Parameter naming: finds what a person calls by a name, such as a treatment.
    public init(
        _ text: String, of kind: Kind = .episode, at now: Moment,
        naming: (String) -> EntityID? = { _ in nil }
    ) throws(DraftError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let name = parts.first?.lowercased(), let said = parts.last else {
            throw .notAnAssignment(text)
        }
        let fields = kind.ownFields
        let other = kind == .episode ? Self.otherNames[name] : nil
        let meant =
            fields.first { $0.name == name } ?? other ?? fields.first { $0.isNamed(name) }
        guard let field = meant else {
            throw .unknownField(
                name,
                suggestion: Suggestion.nearest(to: name, in: now.customs.language) { language in
                    fields.map { $0.name(in: language) }
                })
        }
        try self.init(field, reading: String(said), at: now, naming)
    }

    /// The same of several at once, as in `times=8:00,20:00`.
    public static func all(
        _ text: String, of kind: Kind = .episode, at now: Moment,
        naming: (String) -> EntityID? = { _ in nil }
    ) throws(DraftError) -> [Assignment] {
        let parts = text.split(separator: "=", maxSplits: 1)
        let name = parts.first?.lowercased() ?? ""
        let field = kind.ownFields.first { $0.isNamed(name) }
        let texts = parts.last?.split(separator: ",").map { $0.filter { $0 != " " } } ?? []
        guard let field, field.holdsSeveralWords, parts.count == 2, !texts.isEmpty else {
            return [try Assignment(text, of: kind, at: now, naming: naming)]
        }
        var all: [Assignment] = []
        for one in texts { all.append(try Assignment(field, reading: one, at: now, naming)) }
        return all
    }

    /// Reads what stands behind the `=`.
    init(
        _ field: Field, reading text: String, at now: Moment,
        _ naming: (String) -> EntityID? = { _ in nil }
    ) throws(DraftError) {
        switch field.shape {
        case .set(let words):
            let (isPresent, word) = Self.signed(text)
            guard let code = words.code(word) else {
                throw .badValue(field: field.name, value: text, choices: words.words)
            }
            self.init(field, isPresent, key: [code])
        case .sites:
            let (isPresent, words) = Self.signed(text)
            let (site, rest) = try Self.site(field, words)
            guard rest.isEmpty else {
                throw .badValue(field: field.name, value: text, choices: [])
            }
            self.init(field, isPresent, key: site.key)
        case .clocks:
            let (isPresent, clock) = Self.signed(text)
            guard let time = TimeOfDay(clock) ?? TimeOfDay(spoken: clock) else {
                throw .badValue(field: field.name, value: text, choices: [])
            }
            self.init(field, isPresent, key: time.key)
        case .links:
            let (isPresent, name) = Self.signed(text)
            guard let id = naming(name) else {
                throw .badValue(field: field.name, value: text, choices: [])
            }
            self.init(field, isPresent, key: id.bytes)
        case .sited(let words):
            let (site, rest) = try Self.site(field, text)
            let word = rest.joined(separator: " ")
            self.init(
                field, key: site.key,
                word.isEmpty ? nil : try Self.code(word, in: words, field))
        case .rated(let words, let range):
            let said = text.split(separator: " ").map(String.init)
            guard let code = said.first.flatMap(words.code), said.count <= 2 else {
                throw .badValue(field: field.name, value: text, choices: words.words)
            }
            self.init(
                field, key: [code],
                try said.dropFirst().first.map { word throws(DraftError) in
                    try field.number(word, in: range)
                })
        case .entity where !text.isEmpty:
            guard let id = naming(text) else {
                throw .badValue(field: field.name, value: text, choices: [])
            }
            self.init(field, .entity(id))
        default: self.init(field, try field.value(text, at: now))
        }
    }

    fileprivate static func time(
        _ field: Field, _ text: String, at now: Moment
    ) throws(DraftError) -> Value? {
        switch (field.shape, text.lowercased()) {
        case (.ending, "ongoing"), (.ending, "andauernd"): return Ending.ongoing.value
        case (.ending, "unknown"), (.ending, "unbekannt"): return Ending.unknown.value
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
        case .score:
            guard Int(text) != nil else { throw .outOfRange(field: name, value: text, 0...10) }
            return try Assignment.score(text)
        case .word(let words), .sited(let words):
            return try Assignment.code(text, in: words, self)
        case .text: return .text(text)
        case .count: return try number(text, in: Self.counts)
        case .number(let range), .rated(_, let range): return try number(text, in: range)
        case .amount(let most):
            let isPlus = self == .measureValue && text == "1+"
            return .decimal(try amount(isPlus ? "1.5" : text, upTo: most))
        case .exposure: return try exposure(text)
        case .date: return .date(try date(text, at: now))
        case .yesNo:
            guard let said = Self.yesOrNo(text) else {
                throw .badValue(field: name, value: text, choices: Self.answers)
            }
            return .boolean(said)
        case .entity, .sites, .set, .clocks, .links:
            throw .unknownField(name, suggestion: nil)
        }
    }

    /// Whether several of its cells can be said with one name, parted by commas.
    fileprivate var holdsSeveralWords: Bool {
        switch shape {
        case .clocks, .set: true
        default: false
        }
    }

    static let answers = ["yes", "no"]

    static func yesOrNo(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "ja": true
        case "no", "nein": false
        default: nil
        }
    }

    /// Whether a word answers, in any language, whether something was there.
    public static func isAnswer(_ word: String) -> Bool {
        yesOrNo(word) != nil || isUnknown(word)
    }

    private static func isUnknown(_ word: String) -> Bool {
        ["unknown", "unbekannt"].contains(word.lowercased())
    }

    func number(_ text: String, in range: ClosedRange<Int>) throws(DraftError) -> Value {
        guard let number = Int(text), range.contains(number) else {
            throw .outOfRange(field: name, value: text, range)
        }
        return .integer(Int64(number))
    }

    /// `7:30`, `7h` and `7h30` are hours too, where a field holds hours.
    private func hours(_ text: String) -> String {
        guard self == .sleepHours || self == .immobile, Decimal10(reading: text) == nil else {
            return text
        }
        let parts = text.lowercased().split(omittingEmptySubsequences: false) {
            $0 == ":" || $0 == "h"
        }
        guard parts.count == 2, let hours = Int(parts[0]),
            let minutes = parts[1].isEmpty ? 0 : Int(parts[1]), (0..<60).contains(minutes)
        else { return text }
        let hundredths = (minutes * 100 + 30) / 60
        return "\(hours).\(hundredths < 10 ? "0" : "")\(hundredths)"
    }

    private func amount(_ text: String, upTo most: Int) throws(DraftError) -> Decimal10 {
        guard let amount = Decimal10(reading: hours(text)), amount.isWithin(0...most) else {
            throw .outOfRange(field: name, value: text, 0...most)
        }
        return amount
    }

    /// `unknown` takes back what was said, so that it never hides what somebody else knows.
    private func exposure(_ text: String) throws(DraftError) -> Value? {
        if Self.isUnknown(text) { return nil }
        if let said = Self.yesOrNo(text) { return .boolean(said) }
        guard let amount = Decimal10(reading: text) else {
            throw .badValue(field: name, value: text, choices: Self.answers + ["unknown", "7"])
        }
        return .decimal(amount)
    }

    private func date(_ text: String, at now: Moment) throws(DraftError) -> LocalDate {
        let words = text.split(separator: " ").map(String.init)
        if mayLieAhead, let (date, count) = DayAhead.read(words, at: now), count == words.count {
            return date
        }
        do throws(WhenError) {
            return try When.parse(text, at: clock(for: text, at: now)).onset.localDate
        } catch {
            throw .time(error)
        }
    }
}

extension Field {
    /// Whether its day may be yet to come.
    var mayLieAhead: Bool { self == .plannedEnd || self == .visitDate }

    /// The clock by which a day is read. The grammar knows the past, and takes the latest day that
    /// fits; so a day that may lie ahead is read from a year later, where it has a month.
    func clock(for text: String, at now: Moment) -> Moment {
        guard mayLieAhead, text.contains(where: \.isNumber) else { return now }
        return Moment(
            milliseconds: now.milliseconds + 300 * 86_400_000, zone: now.zone, customs: now.customs)
    }
}

extension Assignment {
    /// Puts words without an `=` behind the assignment before them: `site=left calf` needs no
    /// quotes. A field's name and one word behind it need no `=` either: `severity 6 pain 3`.
    public static func joined(_ words: [String], of kind: Kind = .episode) -> [String] {
        var (rest, front) = (words[...], [String]())
        while rest.count > 1, let name = rest.first, let value = rest.dropFirst().first,
            !name.contains("="), !value.contains("="),
            kind.ownFields.contains(where: { $0.isNamed(name.lowercased()) })
        {
            front.append("\(name)=\(value)")
            rest = rest.dropFirst(2)
        }
        return rest.reduce(into: front) { joined, word in
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
