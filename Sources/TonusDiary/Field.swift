import TonusCore

/// A field of an entity: its number in the format, its name for people, and how it is read.
public struct Field: Hashable, Sendable {
    public let number: UInt32
    public let name: String
    public let rule: Rule

    init(_ number: UInt32, _ name: String, _ rule: Rule) {
        (self.number, self.name, self.rule) = (number, name, rule)
    }

    /// Common to all kinds: the key is the higher id of two entities that are one; kept on the
    /// lower id.
    public static let sameAs = Field(1, "same-as", .element)

    public static let onset = Field(100, "onset", .register)
    public static let ending = Field(101, "end", .ranked)
    /// One cell a site; the key is region and side.
    public static let sites = Field(102, "sites", .element)
    public static let character = Field(103, "character", .perReporter)
    public static let descriptors = Field(104, "descriptors", .element)
    public static let severity = Field(105, "severity", .perReporter)
    public static let pain = Field(106, "pain", .perReporter)
    public static let suddenness = Field(107, "suddenness", .quiet)
    public static let impact = Field(108, "impact", .element)
    public static let activityBefore = Field(109, "activity-before", .quiet)
    /// One cell a factor; the key is a built-in factor's number, or a factor's entity id.
    public static let triggers = Field(110, "triggers", .element)
    public static let usualOrFlare = Field(111, "usual-or-flare", .perReporter)
    /// One cell a site, keyed like `sites`.
    public static let extent = Field(112, "extent", .quiet)
    public static let tried = Field(113, "tried", .element)
    public static let relief = Field(114, "relief", .perReporter)
    public static let reliefAt = Field(115, "relief-at", .quiet)

    /// The entity that a note is about.
    public static let subject = Field(200, "about", .register)
    public static let text = Field(201, "text", .register)

    public static let all: [Field] = [
        sameAs, onset, ending, sites, character, descriptors, severity, pain, suddenness, impact,
        activityBefore, triggers, usualOrFlare, extent, tried, relief, reliefAt, subject, text,
    ]

    private static let byNumber = Dictionary(uniqueKeysWithValues: all.map { ($0.number, $0) })

    /// Nil for a field that a newer version has.
    public static func known(_ number: UInt32) -> Field? { byNumber[number] }
}
