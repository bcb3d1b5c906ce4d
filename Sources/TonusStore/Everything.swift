import GRDB
import TonusCore
import TonusDiary
import TonusTypes

/// All of a diary that every device of it can read, deleted entries too: for handing it on.
extension Snapshot {
    /// What is held of a kind: of what anything counts, and what was undone from its first word on, as
    /// it was before. Both by their ids.
    package typealias Everything<Shown> = (shown: [Shown], takenBack: [EntityState])

    /// - Parameter met: called after each entity.
    package func everything(
        _ kind: Kind, met: () -> Void = {}
    ) throws -> Everything<EntityState> {
        try everything(kind, met) { _, state in state }
    }

    /// Every episode, linked ones as one; those that are deleted each by itself.
    ///
    /// - Parameter met: called after each entity.
    package func everyEpisode(met: () -> Void = {}) throws -> Everything<Episode> {
        try everything(.episode, met) { key, _ in
            let episode = try episode(key)
            // Of those that are one, the one that stands for all is enough.
            return episode.id == key.id && !episode.state.cells.isEmpty ? episode : nil
        }
    }

    /// How many entities are held of a kind.
    package func entityCount(_ kind: Kind) throws -> Int { try keys(of: kind).count }

    private func everything<Shown>(
        _ kind: Kind, _ met: () -> Void, show: (EntityKey, EntityState) throws -> Shown?
    ) throws -> Everything<Shown> {
        var found = Everything<Shown>([], [])
        for key in try keys(of: kind) {
            defer { met() }
            guard let row = try LogRows(db: db).existingEntityRow(key) else { continue }
            let rows = try EntityRows(db, entity: row, replica: replica)
            if !rows.state.cells.isEmpty {
                if let shown = try show(key, rows.state) { found.shown.append(shown) }
            } else if let state = takenBack(key, rows.held) {
                found.takenBack.append(state)
            }
        }
        return found
    }

    /// What the roster never allowed was never shown.
    private func takenBack(_ key: EntityKey, _ held: [HeldChange]) -> EntityState? {
        let undone = held.filter { held in
            let device = held.change.author.device
            return !held.change.body.writes.isEmpty
                && replica.roster.activeDevice(device) != nil
                && replica.roster.role(of: device)?.mayWrite(to: key.audience) == true
        }
        if undone.isEmpty { return nil }
        return EntityState(key, folding: undone.map { HeldChange($0.change, counts: true) })
    }

    private func keys(of kind: Kind) throws -> [EntityKey] {
        let ids: [EntityID] = try db.all(
            "SELECT entity FROM entity WHERE audience = ? AND kind = ? ORDER BY entity",
            Audience.everyone.rawValue, Int64(kind.rawValue)
        ) { try $0.get(0) }
        return ids.map { EntityKey(audience: .everyone, kind: kind.rawValue, id: $0) }
    }
}
