import TonusTypes

extension EntityState {
    /// The field, common to all kinds, whose cells name the other entities that are the same one.
    public static let linkField: UInt32 = 1

    /// The higher ids that this entity is linked with: a link is kept once, on the lower id.
    public var linkedIDs: [EntityID] {
        cells(of: Self.linkField).filter { $0.live.isPresent }
            .compactMap { EntityID(bytes: $0.key) }.filter { entity.id < $0 }
    }

    /// The write that links this entity with one of a higher id, or takes that link back.
    ///
    /// - Returns: nil where `other` does not have the higher id: the link belongs there.
    public func linkWrite(to other: EntityID, present isPresent: Bool) -> Write? {
        guard entity.id < other else { return nil }
        let cell = CellAddress(field: Self.linkField, key: other.bytes)
        return Write(
            cell: cell, value: isPresent ? .boolean(true) : nil,
            replaces: (cells[cell] ?? []).map(\.change))
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
            uniqueKeysWithValues: all.map { ($0.id, state(of: $0, isAllowed: isAllowed).linkedIDs) }
        )
        let group = linkedGroup(of: entity.id) { id in
            (links[id] ?? []).filter { links[$0] != nil }
                + links.filter { $0.value.contains(id) }.map(\.key)
        }
        return group.map { EntityKey(audience: entity.audience, kind: entity.kind, id: $0) }
    }
}
