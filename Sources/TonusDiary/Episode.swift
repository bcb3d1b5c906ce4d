import TonusCore
import TonusTypes

/// How an episode ended, as far as anyone said.
public enum Ending: Hashable, Sendable {
    case ongoing
    /// It is over, and nobody knows since when.
    case unknown
    case ended(TimePoint)

    /// Nil for what a newer version wrote.
    init?(_ value: Value?) {
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
    /// Nil where what created it has not arrived, or was written by a newer version.
    public let onset: TimePoint?
    /// Other live onsets, where people differ.
    public let otherOnsets: [TimePoint]
    public let ending: Ending
    public let otherEndings: [Ending]
    public let sites: [Site]
    public let extents: [Site: Extent]
    public let severities: [Report<Score>]
    public let pains: [Report<Score>]
    public let characters: [Report<SpasmCharacter>]
    public let descriptors: [Descriptor]
    public let suddenness: Suddenness?
    public let impacts: [Impact]
    /// Falls and injuries that were written and taken away again.
    public let impactsTakenAway: [Impact]
    public let activityBefore: Activity?
    public let courses: [Report<Course>]
    public let triggers: [Factor]
    public let tried: [Remedy]
    public let reliefs: [Report<Score>]
    public let reliefAt: TimePoint?
    /// The fields where a person should choose. Two people's words on one spasm that they linked
    /// stand side by side and are no conflict.
    public let conflicts: [Field]

    public var id: EntityID { state.entity.id }
    /// Who made it, and where.
    public var author: Author? { state.origin?.author }
    public var parts: [EntityState] { [state] + linked }

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
        let cells = EpisodeCells(primary, linked)
        (state, self.linked) = (primary, linked)
        let onset = cells.live(.onset).register(patient: patient)
        self.onset = onset.value?.time
        otherOnsets = onset.isConflict ? onset.differing(\.time) : []
        let ending = cells.live(.ending).ranked(patient: patient, by: Ending.rank)
        // What a newer version wrote there, this one must not call going on.
        self.ending = ending.value == nil ? .ongoing : Ending(ending.value) ?? .unknown
        otherEndings =
            ending.isConflict
            ? ending.differing { Ending($0) }.filter {
                Ending.rank($0.value) == Ending.rank(ending.value)
            }
            : []
        sites = cells.presentKeys(.sites).compactMap(Site.init(key:)).sorted()
        extents = cells.keyed(.extent, patient)
        severities = cells.reports(.severity, patient) { Score($0) }
        pains = cells.reports(.pain, patient) { Score($0) }
        characters = cells.reports(.character, patient) { $0.word() }
        descriptors = cells.presentKeys(.descriptors).compactMap(Descriptor.init(key:))
        suddenness = cells.live(.suddenness).register(patient: patient).value?.word()
        impacts = cells.presentKeys(.impact).compactMap(Impact.init(key:))
        impactsTakenAway = cells.absentKeys(.impact).compactMap(Impact.init(key:))
            .filter(\.isKeptVisible)
        activityBefore = cells.live(.activityBefore).register(patient: patient).value?.word()
        courses = cells.reports(.course, patient) { $0.word() }
        triggers = cells.presentKeys(.triggers).compactMap(Factor.init(key:))
        tried = cells.presentKeys(.tried).compactMap(Remedy.init(key:))
        reliefs = cells.reports(.relief, patient) { Score($0) }
        reliefAt = cells.live(.reliefAt).register(patient: patient).value?.time
        conflicts = ([primary] + linked).reduce(into: []) { found, state in
            found += state.conflictingFields(patient).filter { !found.contains($0) }
        }
    }
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

/// The cells of one episode, or of several that are one: what is live in any is live.
private struct EpisodeCells {
    private let cells: LiveCells

    init(_ primary: EntityState, _ linked: [EntityState]) {
        cells = linked.reduce(primary.cells) { $0.merging($1.cells) }
    }

    func live(_ field: Field, key: [UInt8] = []) -> ArraySlice<LiveWrite> {
        cells[field.cell(key: key)] ?? []
    }

    /// The keys of an `element` field that are present, in key order.
    func presentKeys(_ field: Field) -> [[UInt8]] { keys(field) { $0.isPresent } }

    /// Those that were once and are no more.
    func absentKeys(_ field: Field) -> [[UInt8]] { keys(field) { !$0.isPresent } }

    private func keys(
        _ field: Field, _ isWanted: (ArraySlice<LiveWrite>) -> Bool
    ) -> [[UInt8]] {
        cells.of(field.number).filter { isWanted($0.value) }.map(\.key.key)
    }

    func keyed<Word: CodedWord>(_ field: Field, _ patient: MemberID?) -> [Site: Word] {
        var found: [Site: Word] = [:]
        for (cell, live) in cells.of(field.number) {
            guard let site = Site(key: cell.key) else { continue }
            found[site] = live.register(patient: patient).value?.word()
        }
        return found
    }

    func reports<Told>(
        _ field: Field, _ patient: MemberID?, _ read: (Value) -> Told?
    ) -> [Report<Told>] { live(field).reports(patient, read) }
}

extension EntityState {
    /// The fields whose conflicts belong in the inbox, each once.
    func conflictingFields(_ patient: MemberID?) -> [Field] {
        conflicts(patient: patient).filter { !$0.isQuiet }.compactMap(\.field)
            .reduce(into: []) { found, field in if !found.contains(field) { found.append(field) } }
    }

    /// The keys of an `element` field that are present, in key order.
    public func presentKeys(of field: Field) -> [[UInt8]] {
        cells(of: field.number).filter { $0.live.isPresent }.map(\.key)
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
    func word<Word: CodedWord>() -> Word? {
        integer.flatMap { UInt8(exactly: $0) }.flatMap(Word.init(rawValue:))
    }
}
