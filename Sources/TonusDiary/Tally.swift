import TonusCore
import TonusTypes

/// Many spasms in a span of time, counted and not told apart: a cluster cannot be written down one
/// by one.
public struct Tally: Hashable, Sendable {
    public let state: EntityState
    public let from: TimePoint?
    public let to: TimePoint?
    /// From 1 to `TallyDraft.limit`: what another device wrote beyond that is kept and not shown, so
    /// that no sum of tallies can overflow. Two reporters' counts of the same span are two views of
    /// it, never a sum.
    public let counts: [Report<Int>]
    public let sites: [Site]
    /// How bad they typically were.
    public let severities: [Report<Score>]
    public let conflicts: [Field]

    public var id: EntityID { state.entity.id }
    public var author: Author? { state.origin?.author }
    public var isPrivate: Bool { state.entity.audience == .owner }

    /// The patient's own count, else the greatest.
    public func count(patient: MemberID?) -> Int {
        counts.first { $0.member == patient }?.told ?? counts.map(\.told).max() ?? 0
    }

    public init(_ state: EntityState, patient: MemberID?) {
        self.state = state
        from = state.live(Field.tallyFrom.number).register(patient: patient).value?.time
        to = state.live(Field.tallyTo.number).register(patient: patient).value?.time
        counts = state.live(Field.tallyCount.number).reports(patient) { value in
            value.integer.flatMap { Int(exactly: $0) }
                .flatMap { (1...TallyDraft.limit).contains($0) ? $0 : nil }
        }
        sites = state.presentKeys(of: .tallySites).compactMap(Site.init(key:)).sorted()
        severities = state.live(Field.tallySeverity.number).reports(patient) { Score($0) }
        conflicts = state.conflictingFields(patient)
    }
}

/// What a person said about a tally.
public struct TallyDraft: Hashable, Sendable {
    public let count: Int
    public let from: TimePoint
    public let to: TimePoint
    public let sites: [Site]
    public let severity: Score?

    /// The most that one tally can hold.
    public static let limit = 10_000

    /// - Parameter count: from 1 to `limit`.
    public init(count: Int, from: TimePoint, to: TimePoint, sites: [Site], severity: Score?) {
        precondition((1...Self.limit).contains(count))
        (self.count, self.from, self.to) = (count, from, to)
        (self.sites, self.severity) = (sites, severity)
    }

    /// Reads `12`, `12 for 1h`, `12 left calf 22:30-23:10`, `40 yesterday`.
    ///
    /// Without a time it is today so far; with a moment alone, from then until now; with a day or a
    /// part of one, that.
    ///
    /// - Throws: `DraftError`.
    public init(words: [String], at now: Moment) throws(DraftError) {
        guard let first = words.first, let count = Int(first) else {
            throw .badValue(field: "count", value: words.first ?? "", choices: [])
        }
        guard (1...Self.limit).contains(count) else {
            throw .badValue(field: "count", value: first, choices: [])
        }
        let draft = try EpisodeDraft(words: Array(words.dropFirst()), at: now)
        let fields = Set(draft.said.map(\.field.number))
        let allowed = [Field.sites.number, Field.severity.number]
        if let stray = fields.subtracting(allowed).sorted().first.flatMap(Field.known) {
            throw .unknownWord(stray.name, suggestion: nil)
        }
        // An end says nothing without the moment from which it was counted.
        if draft.ending != nil, draft.onset.map({ $0.precision == .day }) ?? true {
            throw .missing(field: Field.onset.name)
        }
        self.count = count
        sites = draft.said.filter { $0.field == .sites }.compactMap { Site(key: $0.key) }
        severity = draft.said.first { $0.field == .severity }?.value.flatMap { Score($0) }
        (from, to) = Self.span(draft, at: now)
    }

    private static func span(_ draft: EpisodeDraft, at now: Moment) -> (TimePoint, TimePoint) {
        guard let onset = draft.onset else { return now.span(of: now.point.localDate) }
        if onset.precision == .day { return now.span(of: onset.localDate) }
        if case .ended(let end)? = draft.ending { return (onset, end) }
        if let earliest = onset.earliest, let latest = onset.latest {
            return (
                now.point(at: earliest, precision: onset.precision),
                now.point(at: min(latest, now.milliseconds), precision: onset.precision)
            )
        }
        return (onset, now.point)
    }

    public func writes() -> [Write] {
        var writes = [
            Write(cell: Field.tallyFrom.cell(), value: .time(from)),
            Write(cell: Field.tallyTo.cell(), value: .time(to)),
            Write(cell: Field.tallyCount.cell(), value: .integer(Int64(count))),
        ]
        writes += Set(sites).sorted().map {
            Write(cell: Field.tallySites.cell(key: $0.key), value: .boolean(true))
        }
        if let severity {
            writes.append(
                Write(
                    cell: Field.tallySeverity.cell(), value: .integer(Int64(severity.points))))
        }
        return writes
    }
}
