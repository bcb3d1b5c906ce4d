import TonusTypes

/// A set of changes in memory: the merge as a value, which is a union.
///
/// A store keeps the same set in a database and folds it with the same functions.
public struct Log: Hashable, Sendable {
    public private(set) var changes: [ChangeID: Change] = [:]

    public init(_ changes: some Sequence<Change> = []) {
        for change in changes { self.changes[change.id] = change }
    }

    public mutating func insert(_ change: Change) { changes[change.id] = change }

    public func merging(_ other: Log) -> Log {
        var both = self
        both.changes.merge(other.changes) { mine, _ in mine }
        return both
    }

    public var entities: [EntityKey] { Set(changes.values.map(\.body.entity)).sorted() }

    /// Folds one entity.
    ///
    /// - Parameter isAllowed: what the roster says of a change.
    public func state(
        of entity: EntityKey, isAllowed: (Change) -> Bool = { _ in true }
    ) -> EntityState {
        var undoers: [ChangeID: [ChangeID]] = [:]
        for change in changes.values {
            for target in change.body.undoes
            // An undo reaches no other audience: who cannot see it must not see its effect.
            where changes[target]?.body.entity.audience == change.body.entity.audience {
                undoers[target, default: []].append(change.id)
            }
        }
        var counting = Counting()
        let held = changes.values.filter { $0.body.entity == entity }.map { change in
            HeldChange(
                change,
                counts: counting.counts(change.id, undoers: { undoers[$0] ?? [] }) {
                    changes[$0].map(isAllowed) ?? false
                })
        }
        return EntityState(entity, folding: held)
    }
}
