import TonusCore
import TonusTypes

/// A field of an entity: its number in the format, its name for people, how it is read, and what
/// its cells hold.
public struct Field: Hashable, Sendable {
    /// What a cell of the field holds.
    public enum Shape: Hashable, Sendable {
        case time, ending, date, text, entity, yesNo
        /// From 0 to 10.
        case score
        /// A whole number from 1.
        case count
        /// A whole number within these.
        case number(ClosedRange<Int>)
        /// A decimal number, 0 or more and at most this.
        case amount(upTo: Int)
        /// Yes, no, a number, or nothing where it is not known.
        case exposure
        /// The code of a word.
        case word(Vocabulary)
        /// One cell a site, present or not; the key is region and side.
        case sites
        /// One cell a site, keyed like `sites`, with the code of a word.
        case sited(Vocabulary)
        /// One cell a word, present or not; the key is the word's code.
        case set(Vocabulary)
        /// One cell a word, keyed by its code, with a whole number within these.
        case rated(Vocabulary, ClosedRange<Int>)
        /// One cell a time of day, present or not; the key is the minute of the day in two bytes.
        case clocks
        /// One cell an entity, present or not; the key is its id.
        case links
    }

    public let number: UInt32
    public let name: String
    public let rule: Rule
    public let shape: Shape

    init(_ number: UInt32, _ name: String, _ rule: Rule, _ shape: Shape) {
        (self.number, self.name, self.rule, self.shape) = (number, name, rule, shape)
    }

    /// Common to all kinds: the other entity that is the same one; kept on the lower id.
    public static let sameAs = Field(1, "same-as", .element, .links)
    /// Common to all kinds: those deleted as duplicates of this one.
    public static let merged = Field(2, "duplicate", .element, .links)
    /// Common to all kinds: what was added to it as an entity of its own.
    public static let attached = Field(3, "added", .element, .links)

    public static let onset = Field(100, "onset", .register, .time)
    public static let ending = Field(101, "end", .ranked, .ending)
    public static let sites = Field(102, "site", .element, .sites)
    public static let character = Field(
        103, "character", .perReporter, .word(Vocabulary(SpasmCharacter.self)))
    public static let descriptors = Field(
        104, "descriptor", .element, .set(Vocabulary(Descriptor.self)))
    public static let severity = Field(105, "severity", .perReporter, .score)
    public static let pain = Field(106, "pain", .perReporter, .score)
    public static let suddenness = Field(
        107, "suddenness", .quiet, .word(Vocabulary(Suddenness.self)))
    public static let impact = Field(108, "impact", .element, .set(Vocabulary(Impact.self)))
    public static let activityBefore = Field(
        109, "before", .quiet, .word(Vocabulary(Activity.self)))
    /// The key is a built-in factor's code, or later a factor's entity id.
    public static let triggers = Field(110, "trigger", .element, .set(Vocabulary(Factor.self)))
    public static let course = Field(111, "course", .perReporter, .word(Vocabulary(Course.self)))
    public static let extent = Field(112, "extent", .quiet, .sited(Vocabulary(Extent.self)))
    /// The key is a class of treatment, or later a treatment's entity id.
    public static let tried = Field(113, "tried", .element, .set(Vocabulary(Remedy.self)))
    public static let relief = Field(114, "relief", .perReporter, .score)
    public static let reliefAt = Field(115, "relief-at", .quiet, .time)

    /// The entity that a note is about.
    public static let subject = Field(200, "about", .register, .entity)
    public static let text = Field(201, "text", .register, .text)

    public static let tallyFrom = Field(300, "from", .register, .time)
    public static let tallyTo = Field(301, "to", .register, .time)
    public static let tallyCount = Field(302, "count", .perReporter, .count)
    public static let tallySites = Field(303, "site", .element, .sites)
    public static let tallySeverity = Field(304, "severity", .perReporter, .score)

    /// The episode that a rating is of.
    public static let ratedEpisode = Field(1700, "of", .register, .entity)
    public static let ratedAt = Field(1701, "at", .register, .time)
    public static let ratedSeverity = Field(1702, "severity", .register, .score)
    public static let ratedPain = Field(1703, "pain", .register, .score)

    /// What a person can set on an episode, in the order in which it is asked for and shown.
    public static let ofEpisode: [Field] = [
        onset, ending, sites, extent, severity, pain, character, descriptors, suddenness, impact,
        activityBefore, course, triggers, tried, relief, reliefAt,
    ]

    /// Those of one kind, in the order in which they are asked for and shown.
    static let byKind: [(kind: Kind, fields: [Field])] = [
        (.episode, ofEpisode), (.note, [subject, text]),
        (.tally, [tallyFrom, tallyTo, tallyCount, tallySites, tallySeverity]),
        (.checkIn, ofCheckIn), (.factorDefinition, ofFactorDefinition),
        (.factorExposure, ofFactorExposure), (.treatment, ofTreatment), (.regimen, ofRegimen),
        (.dose, ofDose), (.exercise, ofExercise), (.relapse, ofRelapse), (.measure, ofMeasure),
        (.advice, ofAdvice), (.question, ofQuestion), (.visit, ofVisit),
        (.reportSnapshot, ofReportSnapshot),
        (.rating, [ratedEpisode, ratedAt, ratedSeverity, ratedPain]),
        (.sideEffect, ofSideEffect), (.favourite, ofFavourite),
    ]

    public static let all: [Field] = [sameAs, merged, attached] + byKind.flatMap(\.fields)

    private static let byNumber = Dictionary(uniqueKeysWithValues: all.map { ($0.number, $0) })

    /// Nil for a field that a newer version has.
    public static func known(_ number: UInt32) -> Field? { byNumber[number] }

    /// Whether people who differ in it are asked first, or only told in the second list.
    public var isQuiet: Bool { rule == .quiet || shape == .exposure }

    /// Reads one of its cells; of a `perReporter` field, what one member wrote there.
    public func read(_ live: some Collection<LiveWrite>, patient: MemberID?) -> Reading {
        rule == .ranked
            ? live.ranked(patient: patient, by: rank) : live.register(patient: patient)
    }

    /// The place of a value on the scale of a `ranked` field; 0 for nothing.
    ///
    /// Of the words of one, the first says that nobody knows: it gives way to all others, which are
    /// equal among themselves.
    func rank(_ value: Value?) -> Int {
        switch shape {
        case .ending: Ending.rank(value)
        case .word(let words):
            value?.integer.flatMap { UInt8(exactly: $0) }.flatMap(words.word) == nil
                ? 0 : value == .integer(1) ? 1 : 2
        default: value == nil ? 0 : 1
        }
    }

    public func cell(key: [UInt8] = []) -> CellAddress { CellAddress(field: number, key: key) }
}

extension Kind {
    /// In the order in which they are asked for and shown.
    public var ownFields: [Field] { Field.byKind.first { $0.kind == self }?.fields ?? [] }
}
