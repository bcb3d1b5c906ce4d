import TonusCore
import TonusTypes

/// What an entity of any kind shows, field by field, as the schema says: a typed view over its cells.
public struct Sheet: Hashable, Sendable {
    public let state: EntityState
    public let kind: Kind
    private let patient: MemberID?

    public var key: EntityKey { state.entity }
    public var isPrivate: Bool { key.audience == .owner }
    public var id: EntityID { state.entity.id }
    public var author: Author? { state.origin?.author }

    /// Nil for a kind that only a newer version has.
    public init?(_ state: EntityState, patient: MemberID?) {
        guard let kind = Kind(rawValue: state.entity.kind) else { return nil }
        (self.state, self.kind, self.patient) = (state, kind, patient)
    }

    /// What the field shows in its only cell; of one that each reporter fills in, the patient's own
    /// word, else another's. What the field's range forbids is kept and not shown.
    public subscript(field: Field) -> Value? { value(field, []) }

    public func value(_ field: Field, _ key: [UInt8]) -> Value? {
        if field.rule == .perReporter { return reports(field, key).first?.told }
        let live = state.cells[field.cell(key: key)] ?? []
        return field.read(live, patient: patient).value.flatMap(field.allowed)
    }

    /// What everybody said there, the patient first.
    public func reports(_ field: Field, _ key: [UInt8] = []) -> [Report<Value>] {
        (state.cells[field.cell(key: key)] ?? []).reports(patient, field.allowed)
    }

    /// Other values that people who did not know of each other wrote there.
    public func others(_ field: Field) -> [Value] {
        let reading = field.read(state.cells[field.cell()] ?? [], patient: patient)
        return reading.isConflict ? reading.differing(field.allowed) : []
    }

    /// The keys of the cells that hold something, in key order.
    public func keys(_ field: Field) -> [[UInt8]] {
        field.rule == .element
            ? state.presentKeys(of: field)
            : state.cells(of: field.number).map(\.key).filter { value(field, $0) != nil }
    }

    public var conflicts: [Field] { state.conflictingFields(patient) }

    /// The fields in which anything is said, in the order of the kind.
    public var said: [Field] { kind.ownFields.filter { !keys($0).isEmpty } }
}

extension Sheet {
    /// The day that it is about, in the calendar of whoever wrote it.
    public var day: LocalDate? {
        for field in kind.ownFields where Self.moments.contains(field) {
            if let date = self[field]?.date { return date }
            if let time = self[field]?.time { return time.localDate }
        }
        return nil
    }

    /// The moment that it is about, where there is one nearer than a day.
    public var time: TimePoint? {
        kind.ownFields.filter(Self.moments.contains).firstNonNil { self[$0]?.time }
    }

    /// Which fields say when something was, first the one that says it best.
    private static let moments: Set<Field> = [
        .checkInDate, .exposedDate, .exposedFrom, .regimenStart, .doseAt, .doseSlot, .exerciseAt,
        .relapseOnset, .measureDate, .adviceDate, .questionDate, .visitDate, .reportedAt,
        .sideEffectAt,
    ]
}

extension Value {
    public var amount: Decimal10? {
        switch self {
        case .decimal(let amount): amount
        case .integer(let number): Decimal10(mantissa: number, exponent: 0)
        default: nil
        }
    }
}
