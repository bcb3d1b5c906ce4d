import TonusTypes

extension EntityState {
    /// The field, common to all kinds, whose cells name the other entities that are the same one.
    public static let linkField: UInt32 = 1

    /// The field, common to all kinds, whose cells name those that were deleted as duplicates of
    /// this one: so that who deletes this one elsewhere has not seen all of it.
    public static let mergedField: UInt32 = 2

    /// The field, common to all kinds, whose cells name what was added to this entity as an entity
    /// of its own, such as a note: so that a delete made elsewhere does not hide it.
    public static let attachedField: UInt32 = 3

    /// Those that were deleted as duplicates of this one.
    public var mergedIDs: [EntityID] { presentIDs(Self.mergedField) }

    /// Every entity that this one says to be one with, each once, in order.
    public var sameIDs: [EntityID] { Set(linkedIDs + mergedIDs).sorted() }

    /// The higher ids that this entity is linked with: a link is kept once, on the lower id.
    public var linkedIDs: [EntityID] {
        presentIDs(Self.linkField).filter { entity.id < $0 }
    }

    private func presentIDs(_ field: UInt32) -> [EntityID] {
        cells(of: field).filter { $0.live.isPresent }.compactMap { EntityID(bytes: $0.key) }
            .filter { $0 != entity.id }
    }

    /// The write that links this entity with one of a higher id, or takes that link back.
    ///
    /// - Returns: nil where `other` does not have the higher id: the link belongs there.
    public func linkWrite(to other: EntityID, present isPresent: Bool) -> Write? {
        guard entity.id < other else { return nil }
        return mark(Self.linkField, other, isPresent ? .boolean(true) : nil)
    }

    /// The write that says of one of a higher id that it is another one, so that nobody is asked
    /// again.
    public func differenceWrite(from other: EntityID) -> Write? {
        guard entity.id < other else { return nil }
        return mark(Self.linkField, other, .boolean(false))
    }

    /// Whether anybody ever said of one of a higher id that it is the same, or that it is not.
    public func isDecided(about other: EntityID) -> Bool {
        cells[CellAddress(field: Self.linkField, key: other.bytes)] != nil
    }

    /// The write that goes with deleting `other` as a duplicate of this entity, or takes it back.
    public func mergeWrite(of other: EntityID, present isPresent: Bool) -> Write {
        mark(Self.mergedField, other, isPresent ? .boolean(true) : nil)
    }

    /// The write that goes with adding `other` to this entity.
    public func attachWrite(of other: EntityID) -> Write {
        mark(Self.attachedField, other, .boolean(true))
    }

    private func mark(_ field: UInt32, _ other: EntityID, _ value: Value?) -> Write {
        let cell = CellAddress(field: field, key: other.bytes)
        return Write(cell: cell, value: value, replaces: (cells[cell] ?? []).map(\.change))
    }
}

/// Everything that can be reached from `start` by way of links, itself included, in order.
///
/// - Parameter neighbours: what is linked with one, in either direction.
public func linkedGroup<ID: Hashable & Comparable>(
    of start: ID, neighbours: (ID) throws -> [ID]
) rethrows -> [ID] {
    var found: Set<ID> = [start]
    var open = [start]
    while let next = open.popLast() {
        for neighbour in try neighbours(next) where found.insert(neighbour).inserted {
            open.append(neighbour)
        }
    }
    return found.sorted()
}

extension Log {
    /// The entities that are one with `entity`, itself included.
    public func linked(
        with entity: EntityKey, isAllowed: (Change) -> Bool = { _ in true }
    ) -> [EntityKey] {
        let all = entities.filter { $0.audience == entity.audience && $0.kind == entity.kind }
        let links = Dictionary(
            uniqueKeysWithValues: all.map { ($0.id, state(of: $0, isAllowed: isAllowed).sameIDs) }
        )
        let group = linkedGroup(of: entity.id) { id in
            (links[id] ?? []).filter { links[$0] != nil }
                + links.filter { $0.value.contains(id) }.map(\.key)
        }
        return group.map { EntityKey(audience: entity.audience, kind: entity.kind, id: $0) }
    }
}
