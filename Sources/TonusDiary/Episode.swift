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

/// One spasm, or a run of them without a pause: a typed view over the cells of an entity.
public struct Episode: Hashable, Sendable {
    public let state: EntityState
    /// Nil where what created it has not arrived, or was written by a newer version.
    public let onset: TimePoint?
    /// Other live onsets, where people differ.
    public let otherOnsets: [TimePoint]
    public let ending: Ending
    public let otherEndings: [Ending]
    public let sites: [Site]
    public let severities: [Report<Score>]
    public let pains: [Report<Score>]
    public let characters: [Report<SpasmCharacter>]
    public let triggers: [Factor]

    public var id: EntityID { state.entity.id }
    /// Who made it, and where.
    public var author: Author? { state.origin?.author }

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

    /// The fields where a person should choose.
    public var conflicts: [Field] {
        var fields: [Field] = []
        if !otherOnsets.isEmpty { fields.append(.onset) }
        if !otherEndings.isEmpty { fields.append(.ending) }
        if severities.contains(where: \.isConflict) { fields.append(.severity) }
        if pains.contains(where: \.isConflict) { fields.append(.pain) }
        if characters.contains(where: \.isConflict) { fields.append(.character) }
        return fields
    }

    public init(_ state: EntityState, patient: MemberID?) {
        self.state = state
        let onset = state.live(Field.onset.number).register(patient: patient)
        self.onset = onset.value?.time
        otherOnsets = onset.isConflict ? onset.differing(\.time) : []
        let ending = state.live(Field.ending.number).ranked(patient: patient, by: Ending.rank)
        // What a newer version wrote there, this one must not call going on.
        self.ending = ending.value == nil ? .ongoing : Ending(ending.value) ?? .unknown
        otherEndings =
            ending.isConflict
            ? ending.differing { Ending($0) }.filter {
                Ending.rank($0.value) == Ending.rank(ending.value)
            }
            : []
        sites = state.presentKeys(of: .sites).compactMap(Site.init(key:)).sorted()
        severities = state.reports(.severity, patient) { Score($0) }
        pains = state.reports(.pain, patient) { Score($0) }
        characters = state.reports(.character, patient) { value in
            value.integer.flatMap(SpasmCharacter.init(rawValue:))
        }
        triggers = state.presentKeys(of: .triggers).compactMap { key in
            key.count == 1 ? Factor(rawValue: key[0]) : nil
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

extension EntityState {
    /// The keys of an `element` field that are present, in key order.
    func presentKeys(of field: Field) -> [[UInt8]] {
        cells(of: field.number).filter { $0.live.isPresent }.map(\.key)
    }

    func reports<Told>(
        _ field: Field, _ patient: MemberID?, _ read: (Value) -> Told?
    ) -> [Report<Told>] {
        live(field.number).perReporter(patient: patient).compactMap { member, reading in
            // Cleared here and rated there by the same person: the rating shows, as a conflict.
            let told = reading.value ?? reading.others.compactMap(\.value).first
            return told.flatMap(read).map {
                Report(member: member, told: $0, isConflict: reading.isConflict)
            }
        }
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
}
