import TonusCore
import TonusTypes

/// What a person said for an entity of one kind, read once from what they typed.
///
/// The words may come in any order: `field=value` or `field value`; a word that only one field of the
/// kind knows; a time, where the kind has one; a site; a number for the next field that takes one; and
/// what is left is the kind's own text, such as a name.
public struct SheetDraft: Hashable, Sendable {
    public let kind: Kind
    public internal(set) var said: [Assignment] = []
    /// The words that nothing else took, in order.
    public private(set) var text = ""
    private var words: [String] = []

    /// - Parameter naming: finds what a person calls by a name, such as a treatment.
    /// - Throws: `DraftError`; nothing half-read is kept.
    public init(
        _ kind: Kind, words: [String], at now: Moment,
        naming: (String) -> EntityID? = { _ in nil }
    ) throws(DraftError) {
        self.kind = kind
        var rest = words.flatMap { word in
            word.contains("=") ? [word] : word.split(separator: " ").map(String.init)
        }[...]
        while !rest.isEmpty {
            let taken = try take(Array(rest), at: now, naming)
            rest = rest.dropFirst(taken)
        }
        text = self.words.joined(separator: " ")
        said = try said.withoutRepeats()
        let draft = self
        try kind.check { draft[$0] }
        if words.contains("1+") { try refusePlus() }
    }

    /// What was said in a field's only cell.
    public subscript(field: Field) -> Value? { said.first { $0.field == field }?.value }

    public mutating func say(_ assignment: Assignment) { said.append(assignment) }

    /// Takes what stands at the front, and says how many words that was.
    private mutating func take(
        _ words: [String], at now: Moment, _ naming: (String) -> EntityID?
    ) throws(DraftError) -> Int {
        guard let word = words.first else { return 0 }
        if word.contains("=") {
            let count = reach(of: words, at: now)
            let text = words.prefix(count).joined(separator: " ")
            said += try Assignment.all(text, of: kind, at: now, naming: naming)
            return count
        }
        if let count = takeKnownName(words, naming) { return count }
        if let count = try takeAnswer(words, at: now) { return count }
        if let count = try takeNamed(word, words, at: now, naming) { return count }
        if let count = try takeLength(words) { return count }
        if let count = try takePlanTime(words) { return count }
        if let count = takeWord(words) { return count }
        if let count = try takeTime(words, at: now) { return count }
        if let count = try takeNumber(word, at: now) { return count }
        guard kind.takesText else {
            throw .unknownWord(word, suggestion: suggestion(for: word, now.customs.language))
        }
        self.words.append(word)
        return 1
    }

    /// A name whose answer is yes or no was known, and wants that answer.
    private func suggestion(for word: String, _ language: Language) -> String? {
        let name = word.lowercased()
        if kind.ownFields.contains(where: { $0.shape == .yesNo && $0.isNamed(name) }) {
            return "\(name)=\(language == .german ? "ja" : "yes")"
        }
        return Suggestion.nearest(to: word, in: language, among: kind.words(in:))
    }

    /// How many words belong to the `field=value` in front: a text goes on to the next one of those, and a
    /// date as far as it is one.
    private func reach(of words: [String], at now: Moment) -> Int {
        let name = words.first?.prefix { $0 != "=" }.lowercased()
        let rest = words.dropFirst().prefix { !$0.contains("=") }.count
        guard let name, let field = kind.ownFields.first(where: { $0.isNamed(name) }) else {
            return 1
        }
        switch field.shape {
        case .text: return 1 + rest
        case .date, .time:
            return (1...1 + rest).reversed().first { count in
                (try? Assignment(words.prefix(count).joined(separator: " "), of: kind, at: now))
                    != nil
            } ?? 1
        default: return 1
        }
    }

    /// `effort 4`, `evening 3`: a name, and then what it is.
    private mutating func takeNamed(
        _ word: String, _ words: [String], at now: Moment, _ naming: (String) -> EntityID?
    ) throws(DraftError) -> Int? {
        let name = word.lowercased()
        for field in kind.ownFields {
            if case .rated(let parts, let range) = field.shape, let code = parts.code(name),
                let next = words.dropFirst().first
            {
                said.append(Assignment(field, key: [code], try field.number(next, in: range)))
                return 2
            }
            guard field.isNameable, field.isNamed(name), let next = words.dropFirst().first else {
                continue
            }
            // A number is meant for it, and must then be one that it takes.
            if next.first?.isNumber == false, (try? field.value(next, at: now)) == nil { continue }
            said.append(try Assignment(field, reading: next, at: now, naming))
            return 2
        }
        return nil
    }

    private mutating func takeWord(_ words: [String]) -> Int? {
        if kind.ownFields.contains(where: { $0.shape == .sites }), let found = Site.read(words) {
            said.append(
                contentsOf: kind.ownFields.filter { $0.shape == .sites }
                    .map { Assignment($0, true, key: found.site.key) })
            return found.count
        }
        let fields = kind.ownFields.filter { field in
            !field.isSaidByNameOnly && (field.rule == .element || self[field] == nil)
        }
        guard let word = words.first, let one = fields.firstNonNil({ $0.read(word) }) else {
            return nil
        }
        said.append(one)
        return 1
    }

    /// What this diary calls something by several words is that, whatever one of them says elsewhere.
    private mutating func takeKnownName(
        _ words: [String], _ naming: (String) -> EntityID?
    ) -> Int? {
        guard kind == .dose || kind == .regimen, words.count > 1 else { return nil }
        for count in (2...min(words.count, 6)).reversed() {
            let name = words.prefix(count)
            if name.contains(where: { $0.contains("=") }) { continue }
            guard naming(name.joined(separator: " ")) != nil else { continue }
            self.words += name
            return count
        }
        return nil
    }

    /// `10`, and of an amount `10mg` as well.
    private mutating func takeNumber(_ word: String, at now: Moment) throws(DraftError) -> Int? {
        guard let first = word.first, first.isNumber else { return nil }
        let digits = String(word.prefix { $0.isNumber || $0 == "." || $0 == "," })
        let unit = word.dropFirst(digits.count)
        guard let field = kind.numbers.first(where: { self[$0] == nil }) else { return nil }
        if !unit.isEmpty {
            let units = kind.ownFields.first { $0.shape == .word(Vocabulary(Unit.self)) }
            guard let units, let one = units.read(String(unit)) else {
                guard word == "1+", kind == .measure else { return nil }
                said.append(try Assignment(field, reading: word, at: now))
                return 1
            }
            said.append(one)
        }
        said.append(try Assignment(field, reading: digits, at: now))
        return 1
    }
}

extension Kind {
    /// The field that a time among the words is for.
    public var moment: Field? {
        switch self {
        case .checkIn: .checkInDate
        case .factorExposure: .exposedDate
        case .regimen: .regimenStart
        case .dose: .doseAt
        case .exercise: .exerciseAt
        case .relapse: .relapseOnset
        case .measure: .measureDate
        case .visit: .visitDate
        case .sideEffect: .sideEffectAt
        default: nil
        }
    }

    /// The fields that bare numbers are for, in order.
    var numbers: [Field] {
        switch self {
        case .checkIn: [.spasticity]
        case .factorExposure: [.exposure]
        case .treatment: [.usualAmount]
        case .regimen: [.regimenAmount]
        case .dose: [.doseAmount]
        case .exercise: [.exerciseMinutes, .effort]
        case .measure: [.measureValue]
        case .sideEffect: [.sideEffectSeverity]
        default: []
        }
    }

    /// Whether words that nothing else knows are its text, such as a name.
    var takesText: Bool {
        switch self {
        case .checkIn, .factorExposure, .exercise, .relapse, .measure, .sideEffect: false
        default: true
        }
    }

    /// What can be typed for it by itself, to suggest from.
    func words(in language: Language) -> [String] {
        ownFields.map { $0.name(in: language) } + ownFields.flatMap { $0.words(in: language) }
    }
}

extension Field {
    /// Whether its name and then its value can stand among other words.
    fileprivate var isNameable: Bool {
        switch shape {
        case .score, .number, .amount, .yesNo, .count, .exposure: true
        default: false
        }
    }

    /// Fields with a word that another field of the kind has too.
    fileprivate var isSaidByNameOnly: Bool {
        self == .regimenContext || self == .interfered || self == .exposedFactor
    }
}
