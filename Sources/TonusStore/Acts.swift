import TonusCore
import TonusDiary
import TonusTypes

/// Why an act on several entries makes no sense. Nothing was changed.
package enum ActError: Error, Hashable {
    /// What is said to stay is not there, is another kind of thing, or is the deleted one itself.
    case noSurvivor
    case linkedToItself
    case linkedAlready
    case notLinked
}

/// Acts that reach over more than one entity, each one intent.
extension Intent {
    /// Writes a new entity.
    @discardableResult
    package mutating func add(
        _ kind: Kind, _ audience: Audience, _ writes: [Write]
    ) -> EntityKey {
        let key = newEntity(kind, audience)
        write(writes, on: EntityState(key, folding: []))
        return key
    }

    /// Writes a new entity that was added to `subject`, and marks it there, so that a delete made
    /// elsewhere meanwhile does not hide what was added.
    @discardableResult
    package mutating func attach(
        _ kind: Kind, _ audience: Audience, to subject: EntityKey?, _ writes: [Write]
    ) throws -> EntityKey {
        let key = add(kind, audience, writes)
        // Nothing in `everyone` refers to anything in `owner`.
        guard let subject, audience == subject.audience else { return key }
        let state = try state(of: subject)
        write([state.attachWrite(of: key.id)], on: state)
        return key
    }

    /// Deletes what a person sees as one entry; as a duplicate, where another one stays.
    ///
    /// - Returns: false where there is nothing to delete.
    /// - Throws: `ActError.noSurvivor`.
    package mutating func delete(_ key: EntityKey, sameAs survivor: EntityKey? = nil) throws -> Bool
    {
        let all = key.kind == Kind.episode.rawValue ? try episode(key).parts : [try state(of: key)]
        let states = all.filter { !$0.isHidden }
        if states.isEmpty { return false }
        if let survivor { try merge(states, into: survivor) }
        for state in states {
            change(state.entity) { body in
                body.deletes = state.changesToDelete
                body.survivor = survivor?.id
            }
        }
        return true
    }

    /// Marks on the one that stays what is deleted as its duplicate: who deletes that one elsewhere
    /// has then not seen all of it, so that of two deletes across each other one entry stays.
    private mutating func merge(_ states: [EntityState], into survivor: EntityKey) throws {
        let state = try state(of: survivor)
        let isFit = states.allSatisfy {
            $0.entity.kind == survivor.kind && $0.entity.audience == survivor.audience
                && $0.entity != survivor
        }
        guard isFit, !state.isHidden else { throw ActError.noSurvivor }
        write(states.map { state.mergeWrite(of: $0.entity.id, present: true) }, on: state)
    }

    /// Makes two entries of one kind one: episodes, or bad spells.
    ///
    /// - Throws: `ActError`.
    package mutating func link(_ a: EntityKey, _ b: EntityKey) throws {
        guard a != b, a.kind == b.kind else { throw ActError.linkedToItself }
        guard try !parts(of: a).contains(where: { $0.entity == b }) else {
            throw ActError.linkedAlready
        }
        let state = try state(of: min(a, b))
        if let write = state.linkWrite(to: max(a, b).id, present: true) {
            self.write([write], on: state)
        }
    }

    /// Takes linked episodes apart again.
    ///
    /// - Returns: all that were one, in order.
    /// - Throws: `ActError.notLinked`.
    package mutating func unlink(_ key: EntityKey) throws -> [EntityKey] {
        let parts = try parts(of: key)
        guard parts.count > 1 else { throw ActError.notLinked }
        for state in parts {
            let writes =
                state.linkedIDs.compactMap { state.linkWrite(to: $0, present: false) }
                + state.mergedIDs.map { state.mergeWrite(of: $0, present: false) }
            if !writes.isEmpty { write(writes, on: state) }
        }
        return parts.map(\.entity).sorted()
    }

    /// All that are one with an entity, itself first.
    private func parts(of key: EntityKey) throws -> [EntityState] {
        if key.kind == Kind.episode.rawValue { return try episode(key).parts }
        let ids = try linkedGroup(of: key.id) { id in
            try state(of: EntityKey(audience: key.audience, kind: key.kind, id: id)).sameIDs
                + lower(than: id, like: key)
        }
        return try ids.sorted { ($0 == key.id ? 0 : 1, $0) < ($1 == key.id ? 0 : 1, $1) }.map {
            try state(of: EntityKey(audience: key.audience, kind: key.kind, id: $0))
        }
    }

    /// Those that were linked with an entity from their side.
    private func lower(than id: EntityID, like key: EntityKey) throws -> [EntityID] {
        let kind = Kind(rawValue: key.kind) ?? .episode
        return try Snapshot(db: db, replica: replica).sheets(kind)
            .filter { $0.state.sameIDs.contains(id) }.map(\.id)
    }
}
