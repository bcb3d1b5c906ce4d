import GRDB
import TonusCore
import TonusDiary
import TonusTypes

/// All of a diary that every device of it can read, deleted entries too: for handing it on.
extension Snapshot {
    /// The entities of a kind of which anything counts, by their ids.
    package func everything(_ kind: Kind) throws -> [EntityState] {
        try keys(of: kind).map { try state(of: $0) }.filter { !$0.cells.isEmpty }
    }

    /// Every episode, linked ones as one; those that are deleted each by itself.
    package func everyEpisode() throws -> [Episode] {
        try keys(of: .episode).compactMap { key in
            let episode = try episode(key)
            // Of those that are one, the one that stands for all is enough.
            return episode.id == key.id && !episode.state.cells.isEmpty ? episode : nil
        }
    }

    /// The entities of a kind of which nothing counts any more because all of it was undone, as they were
    /// before; by their ids.
    package func takenBack(_ kind: Kind) throws -> [EntityState] {
        try keys(of: kind).compactMap { key in
            guard let row = try LogRows(db: db).existingEntityRow(key) else { return nil }
            let rows = try EntityRows(db, entity: row, replica: replica)
            guard rows.state.cells.isEmpty else { return nil }
            // What the roster never allowed was never shown.
            let undone = rows.held.filter { held in
                !held.change.body.writes.isEmpty
                    && replica.roster.activeDevice(held.change.author.device) != nil
                    && replica.roster.role(of: held.change.author.device)?.mayWrite(
                        to: key.audience)
                        == true
            }
            if undone.isEmpty { return nil }
            return EntityState(key, folding: undone.map { HeldChange($0.change, counts: true) })
        }
    }

    private func keys(of kind: Kind) throws -> [EntityKey] {
        let ids: [EntityID] = try db.all(
            "SELECT entity FROM entity WHERE audience = ? AND kind = ? ORDER BY entity",
            Audience.everyone.rawValue, Int64(kind.rawValue)
        ) { try $0.get(0) }
        return ids.map { EntityKey(audience: .everyone, kind: kind.rawValue, id: $0) }
    }
}
