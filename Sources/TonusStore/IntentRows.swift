import Foundation
import GRDB
import TonusCore
import TonusProtocol
import TonusTypes

/// Finds whole intents in the log: the changes of one device with one timestamp.
struct IntentRows {
    let db: Database
    let replica: ReplicaState

    init(_ db: Database, _ replica: ReplicaState) { (self.db, self.replica) = (db, replica) }

    /// This device's latest counting intent that fits.
    func latestOwn(where fits: (Change) throws -> Bool) throws -> [Change]? {
        let cursor = try changes(
            // In the order of writing: a clock that was set back must not hide the last act.
            "device.device = ? AND change.counts ORDER BY change.id DESC",
            [Data(replica.device.bytes)])
        while let change = try cursor.next() {
            if let change, try fits(change) { return try whole(change) }
        }
        return nil
    }

    /// The latest counting intent that wrote on an entity and fits, whoever made it.
    func latest(on entity: EntityKey, where fits: (Change) throws -> Bool) throws -> [Change]? {
        guard let row = try LogRows(db: db).existingEntityRow(entity) else { return nil }
        let cursor = try changes(
            "change.entity = ? AND change.counts ORDER BY change.stamp DESC, change.id DESC", [row])
        while let change = try cursor.next() {
            if let change, try fits(change) { return try whole(change) }
        }
        return nil
    }

    /// Every counting change of the intent that `change` belongs to.
    private func whole(_ change: Change) throws -> [Change] {
        let cursor = try changes(
            "device.device = ? AND change.stamp = ? AND change.counts ORDER BY change.id",
            [
                Data(change.author.device.bytes),
                Int64(ordering: change.body.timestamp.rawValue),
            ])
        var found: [Change] = []
        while let one = try cursor.next() { if let one { found.append(one) } }
        return found
    }

    /// A counting change that replaced or deleted what one of `changes` wrote.
    func standingOn(_ changes: [Change]) throws -> ChangeID? {
        let ids = Set(changes.map(\.id))
        for entity in Set(changes.map(\.body.entity)).sorted() {
            guard let row = try LogRows(db: db).existingEntityRow(entity) else { continue }
            let rows = try EntityRows(db, entity: row, replica: replica)
            let above = rows.held.filter { $0.counts && !ids.contains($0.change.id) }
            let over = above.first { held in
                held.change.body.writes.contains { !ids.isDisjoint(with: $0.replaces) }
                    || !ids.isDisjoint(with: held.change.body.deletes)
            }
            if let over { return over.change.id }
        }
        return nil
    }

    /// How many takings-back deep a change is: 0 an act, 1 an undo, 2 a redo, 3 an undo of that.
    func depth(_ change: Change) throws -> Int {
        var depth = 0
        var next = change.body.undoes.first
        while let id = next {
            depth += 1
            let below = try changes("change.change = ?", [Data(id.bytes)]).next() ?? nil
            next = below?.body.undoes.first
        }
        return depth
    }

    private func changes(
        _ condition: String, _ arguments: StatementArguments
    ) throws -> MapCursor<RowCursor, Change?> {
        try Row.fetchCursor(
            db,
            sql: """
                SELECT change.id, change.change, device.device, change.body, entity.audience
                FROM change JOIN device ON device.id = change.device
                     JOIN entity ON entity.id = change.entity
                WHERE change.body IS NOT NULL AND \(condition)
                """,
            arguments: arguments
        ).map { row in
            Audience(rawValue: row["audience"]).flatMap {
                Change(row, audience: $0, replica: replica)
            }
        }
    }
}

/// What an undo or a redo did.
package struct Undone: Sendable {
    /// The changes that no longer count, or count again.
    package let changes: [Change]
}

extension Replica {
    /// Takes back the last thing this device did, or the last that anybody did to `entity`.
    ///
    /// - Throws: `StoreError.writtenOver` where a later write stands on it; nothing is changed.
    package func undo(_ entity: EntityKey?, zoneOffset: Int) throws -> Undone {
        try takeBack(entity, zoneOffset: zoneOffset, orElse: .nothingToUndo) { _, change in
            change.body.undoes.isEmpty
        }
    }

    /// Takes back the last undo.
    package func redo(_ entity: EntityKey?, zoneOffset: Int) throws -> Undone {
        try takeBack(entity, zoneOffset: zoneOffset, orElse: .nothingToRedo) { rows, change in
            try rows.depth(change) % 2 == 1
        }
    }

    private func takeBack(
        _ entity: EntityKey?, zoneOffset: Int, orElse error: StoreError,
        _ isWanted: @escaping (IntentRows, Change) throws -> Bool
    ) throws -> Undone {
        try record(zoneOffset: zoneOffset) { intent in
            let rows = IntentRows(intent.db, intent.replica)
            let fits = { change in try isWanted(rows, change) }
            let found =
                try entity.map { try rows.latest(on: $0, where: fits) }
                ?? rows.latestOwn(where: fits)
            guard let changes = found else { throw error }
            if let over = try rows.standingOn(changes) { throw StoreError.writtenOver(by: over) }
            for (entity, group) in Dictionary(grouping: changes, by: \.body.entity).sorted(by: {
                $0.key < $1.key
            }) {
                let deletes = try intent.state(of: entity).deletes
                intent.change(entity) { body in
                    body.undoes = group.map(\.id).sorted()
                    // Taking back a delete is a restore: it also replaces what others deleted.
                    let isDelete = group.contains { $0.body.isDelete }
                    body.restores = isDelete ? deletes.map(\.id) : []
                }
            }
            return Undone(changes: changes)
        }
    }
}
