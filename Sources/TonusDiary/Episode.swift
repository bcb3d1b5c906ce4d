import TonusCore
import TonusTypes

/// How an episode ended, as far as anyone said.
public enum Ending: Hashable, Sendable {
    case ongoing
    /// It is over, and nobody knows since when.
    case unknown
    case ended(TimePoint)

    /// Nil for what a newer version wrote.
    public init?(_ value: Value?) {
        switch value {
        case .integer(0)?: self = .ongoing
        case .integer(1)?: self = .unknown
        case .time(let time)?: self = .ended(time)
        default: return nil
        }
    }

    var value: Value {
        switch self {
        case .ongoing: .integer(0)
        case .unknown: .integer(1)
        case .ended(let time): .time(time)
        }
    }

    /// `ongoing < unknown < ended`: who knows more wins.
    static func rank(_ value: Value?) -> Int {
        switch Ending(value) {
        case nil: 0
        case .ongoing?: 1
        case .unknown?: 2
        case .ended?: 3
        }
    }
}

/// One reporter's word on something, and whatever else the same person left standing there.
public struct Report<Told: Hashable & Sendable>: Hashable, Sendable {
    public let member: MemberID
    public let told: Told
    public let isConflict: Bool
}

/// One spasm, or a run of them without a pause: a typed view over the cells of an entity, or over
/// those of several that a person said are the same.
public struct Episode: Hashable, Sendable {
    /// The entity that stands for it: the patient's own first, else the one with the lowest id.
    public let state: EntityState
    /// The other entities that were linked with it.
    public let linked: [EntityState]
    /// What is live in any of them.
    private let cells: LiveCells
    private let patient: MemberID?

    public var id: EntityID { state.entity.id }
    /// Who made it, and where.
    public var author: Author? { state.origin?.author }
    public var parts: [EntityState] { [state] + linked }
    /// Whether any of it is for the owners' devices alone.
    public var isPrivate: Bool { parts.contains { $0.entity.audience == .owner } }

    /// Deleted by one, edited by another who had not seen that.
    public var isContested: Bool { parts.contains(where: \.isContested) }

    /// The patient's own, else another reporter's.
    public var severity: Score? { severities.first?.told }
    public var pain: Score? { pains.first?.told }

    /// How long it lasted, in milliseconds; nil while it goes on, or where that is not known.
    public var duration: Int64? {
        guard let onset, case .ended(let end) = ending, end.instant >= onset.instant else {
            return nil
        }
        return end.instant - onset.instant
    }

    /// When it ended, in Unix milliseconds, where that is known.
    public var endInstant: Int64? {
        if case .ended(let end) = ending { end.instant } else { nil }
    }

    /// An end before its start is shown as a question, never refused and never repaired.
    public var endsBeforeItStarts: Bool {
        guard let onset, case .ended(let end) = ending else { return false }
        return end.instant < onset.instant
    }

    public init(_ state: EntityState, patient: MemberID?) {
        self.init(primary: state, linked: [], patient: patient)
    }

    /// Several entities that were linked, as one. Those that are hidden add nothing.
    ///
    /// - Parameter states: at least one; in any order.
    public init?(linked states: [EntityState], patient: MemberID?) {
        let shown = states.filter { !$0.isHidden }.sorted { $0.entity < $1.entity }
        let candidates = shown.isEmpty ? states.sorted { $0.entity < $1.entity } : shown
        let own = candidates.first { patient != nil && $0.origin?.author.member == patient }
        guard let primary = own ?? candidates.first else { return nil }
        self.init(
            primary: primary, linked: shown.filter { $0.entity != primary.entity },
            patient: patient)
    }

    private init(primary: EntityState, linked: [EntityState], patient: MemberID?) {
        (state, self.linked, self.patient) = (primary, linked, patient)
        cells = linked.reduce(primary.cells) { $0.merging($1.cells) }
    }
}

// MARK: - What was said of it, read from the cells when it is asked for

extension Episode {
    /// Nil where what created it has not arrived, or was written by a newer version.
    public var onset: TimePoint? { register(.onset).value?.time }

    /// Other live onsets, where people differ.
    public var otherOnsets: [TimePoint] {
        let reading = register(.onset)
        return reading.isConflict ? reading.differing(\.time) : []
    }

    public var ending: Ending {
        // What a newer version wrote there, this one must not call going on.
        let told = ranking.value
        return told == nil ? .ongoing : Ending(told) ?? .unknown
    }

    public var otherEndings: [Ending] {
        let reading = ranking
        guard reading.isConflict else { return [] }
        return reading.differing { Ending($0) }
            .filter { Ending.rank($0.value) == Ending.rank(reading.value) }
    }

    public var sites: [Site] { presentKeys(.sites).compactMap(Site.init(key:)).sorted() }

    public var extents: [Site: Extent] {
        var found: [Site: Extent] = [:]
        for (cell, live) in cells.of(Field.extent.number) {
            guard let site = Site(key: cell.key) else { continue }
            found[site] = live.register(patient: patient).value?.word()
        }
        return found
    }

    public var severities: [Report<Score>] { reports(.severity) { Score($0) } }
    public var pains: [Report<Score>] { reports(.pain) { Score($0) } }
    public var characters: [Report<SpasmCharacter>] { reports(.character) { $0.word() } }
    public var descriptors: [Descriptor] {
        presentKeys(.descriptors).compactMap(Descriptor.init(key:))
    }
    public var suddenness: Suddenness? { register(.suddenness).value?.word() }
    public var impacts: [Impact] { presentKeys(.impact).compactMap(Impact.init(key:)) }

    /// Falls and injuries that were written and taken away again.
    public var impactsTakenAway: [Impact] {
        keys(.impact) { !$0.isPresent }.compactMap(Impact.init(key:)).filter(\.isKeptVisible)
    }

    public var activityBefore: Activity? { register(.activityBefore).value?.word() }
    public var courses: [Report<Course>] { reports(.course) { $0.word() } }
    public var triggers: [Factor] { presentKeys(.triggers).compactMap(Factor.init(key:)) }
    public var tried: [Remedy] { presentKeys(.tried).compactMap(Remedy.init(key:)) }
    public var reliefs: [Report<Score>] { reports(.relief) { Score($0) } }
    public var reliefAt: TimePoint? { register(.reliefAt).value?.time }

    /// The fields where a person should choose. Two people's words on one spasm that they linked
    /// stand side by side and are no conflict.
    public var conflicts: [Field] {
        parts.reduce(into: []) { found, state in
            found += state.conflictingFields(patient).filter { !found.contains($0) }
        }
    }

    private func live(_ field: Field) -> ArraySlice<LiveWrite> { cells[field.cell()] ?? [] }

    private func register(_ field: Field) -> Reading { live(field).register(patient: patient) }

    private var ranking: Reading { live(.ending).ranked(patient: patient, by: Ending.rank) }

    /// The keys of an `element` field that are present, in key order.
    private func presentKeys(_ field: Field) -> [[UInt8]] { keys(field) { $0.isPresent } }

    private func keys(
        _ field: Field, _ isWanted: (ArraySlice<LiveWrite>) -> Bool
    ) -> [[UInt8]] {
        cells.of(field.number).filter { isWanted($0.value) }.map(\.key.key)
    }

    private func reports<Told>(
        _ field: Field, _ read: (Value) -> Told?
    ) -> [Report<Told>] { live(field).reports(patient, read) }
}

extension Episode {
    /// Every word of a vocabulary that was said about it.
    public var words: [String] {
        sites.map(\.words) + characters.map(\.told.word) + descriptors.map(\.word)
            + [suddenness?.word, activityBefore?.word].compactMap { $0 } + impacts.map(\.word)
            + courses.map(\.told.word) + triggers.map(\.word) + tried.map(\.word)
    }

    /// The writes of an edit, each on the entity where there is something to replace, else on the
    /// one that stands for all: so two linked entities do not end up saying different things.
    ///
    /// - Parameter make: the writes over one entity; cells in the same order for each.
    public func writes(
        _ make: (EntityState) -> [Write]
    ) -> [(state: EntityState, writes: [Write])] {
        let all = parts.map { (state: $0, writes: make($0)) }
        let replaced = Set(
            all.flatMap { $0.writes.filter { !$0.replaces.isEmpty }.map(\.cell) })
        return all.map { part in
            let isPrimary = part.state.entity == state.entity
            let kept = part.writes.filter {
                !$0.replaces.isEmpty || (isPrimary && !replaced.contains($0.cell))
            }
            return (part.state, kept)
        }.filter { !$0.writes.isEmpty }
    }
}

extension EntityState {
    /// The fields whose conflicts belong in the inbox, each once.
    func conflictingFields(_ patient: MemberID?) -> [Field] {
        conflicts(patient: patient).fieldsToChoose
    }

    /// The keys of an `element` field that are present, in key order.
    public func presentKeys(of field: Field) -> [[UInt8]] {
        cells(of: field.number).filter { $0.live.isPresent }.map(\.key)
    }
}

extension Collection<Conflict> {
    /// The fields of those that belong in the inbox, each once.
    public var fieldsToChoose: [Field] {
        reduce(into: []) { found, conflict in
            if !conflict.isQuiet, let field = conflict.field, !found.contains(field) {
                found.append(field)
            }
        }
    }
}

extension Collection<LiveWrite> {
    func reports<Told>(_ patient: MemberID?, _ read: (Value) -> Told?) -> [Report<Told>] {
        perReporter(patient: patient).compactMap { member, reading in
            // Cleared here and rated there by the same person: the rating shows, as a conflict.
            let told = reading.value ?? reading.others.compactMap(\.value).first
            return told.flatMap(read).map {
                Report(member: member, told: $0, isConflict: reading.isConflict)
            }
        }
    }
}

extension Reading {
    /// The other values that differ from the shown one, each once.
    func differing<Told: Hashable>(_ read: (Value) -> Told?) -> [Told] {
        var seen: Set<Value> = shown?.value.map { [$0] } ?? []
        return others.compactMap(\.value).filter { seen.insert($0).inserted }.compactMap(read)
    }
}

extension CodedWord {
    /// Nil for a key that only a newer version knows.
    init?(key: [UInt8]) {
        guard key.count == 1 else { return nil }
        self.init(rawValue: key[0])
    }
}

extension Score {
    init?(_ value: Value) {
        guard let number = value.integer, let points = Int(exactly: number) else { return nil }
        self.init(points)
    }
}

extension Value {
    public var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    public var time: TimePoint? { if case .time(let time) = self { time } else { nil } }
    public var text: String? { if case .text(let text) = self { text } else { nil } }
    public var entity: EntityID? { if case .entity(let id) = self { id } else { nil } }
    public var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
    public var date: LocalDate? { if case .date(let date) = self { date } else { nil } }

    /// Nil for a code that only a newer version knows.
    public func word<Word: CodedWord>() -> Word? {
        integer.flatMap { UInt8(exactly: $0) }.flatMap(Word.init(rawValue:))
    }
}
