import Foundation
import GRDB
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

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

    /// The latest counting intent that wrote on an entry and fits, whoever made it. Linked
    /// episodes are one entry.
    func latest(on entity: EntityKey, where fits: (Change) throws -> Bool) throws -> [Change]? {
        let rows = try LinkRows(db, audience: entity.audience).rows(of: entity)
        if rows.isEmpty { return nil }
        let marks = databaseQuestionMarks(count: rows.count)
        let cursor = try changes(
            """
            change.entity IN (\(marks)) AND change.counts
            ORDER BY change.stamp DESC, change.change DESC
            """, StatementArguments(rows))
        while let change = try cursor.next() {
            if let change, try fits(change) { return try whole(change) }
        }
        return nil
    }

    /// A change by its id, whether it counts or not.
    func change(_ id: ChangeID) throws -> Change? {
        try changes("change.change = ?", [Data(id.bytes)]).next() ?? nil
    }

    /// The counting intents that take any of `changes` back.
    func undoing(_ changes: [Change]) throws -> [Change] {
        var found: [ChangeID: Change] = [:]
        for change in changes {
            let cursor = try self.changes(
                """
                change.counts AND change.id IN (SELECT undoing FROM undo WHERE target = ?)
                """, [Data(change.id.bytes)])
            while let one = try cursor.next() {
                guard let one, one.body.entity.audience == change.body.entity.audience else {
                    continue
                }
                for part in try whole(one) { found[part.id] = part }
            }
        }
        return found.values.sorted { $0.id < $1.id }
    }

    /// Every counting change of the intent that `change` belongs to.
    ///
    /// - Parameter counting: false: also those that do not count.
    func whole(_ change: Change, counting: Bool = true) throws -> [Change] {
        let cursor = try changes(
            """
            device.device = ? AND change.stamp = ? \(counting ? "AND change.counts" : "")
            ORDER BY change.id
            """,
            [
                Data(change.author.device.bytes),
                Int64(ordering: change.body.timestamp.rawValue),
            ])
        var found: [Change] = []
        while let one = try cursor.next() { if let one { found.append(one) } }
        return found
    }

    /// The latest counting change that replaced or deleted what one of `changes` wrote.
    func standingOn(_ changes: [Change]) throws -> ChangeID? {
        let ids = Set(changes.map(\.id))
        var above: [Change] = []
        for entity in Set(changes.map(\.body.entity)).sorted() {
            guard let row = try LogRows(db: db).existingEntityRow(entity) else { continue }
            let undone = changes.filter { $0.body.entity == entity }.flatMap(\.body.writes)
            above += try EntityRows(db, entity: row, replica: replica).held
                .filter { $0.counts && !ids.contains($0.change.id) }.map(\.change)
                .filter { change in
                    change.body.writes.contains { write in
                        // What says the same again loses nothing when the first is taken back.
                        !ids.isDisjoint(with: write.replaces)
                            && undone.contains { $0.cell == write.cell && $0.value != write.value }
                    } || !ids.isDisjoint(with: change.body.deletes)
                }
        }
        return above.max { ($0.body.timestamp, $0.id) < ($1.body.timestamp, $1.id) }?.id
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

/// What is to be taken back, or done again.
package enum UndoTarget: Hashable, Sendable {
    /// The last thing that this device did.
    case lastHere
    /// The last thing that anybody did to an entry.
    case entity(EntityKey)
    /// The act that a change was part of, of any age and by anyone.
    case change(ChangeID)
}

extension Replica {
    /// Takes back an act; it then no longer counts.
    ///
    /// - Throws: `ReferenceError.writtenOver` where a later write stands on it; nothing is changed.
    package func undo(_ target: UndoTarget, zoneOffset: Int) throws -> Undone {
        try takeBack(zoneOffset: zoneOffset) { rows in
            let isAct = { (change: Change) in change.body.undoes.isEmpty }
            let found: [Change]? =
                switch target {
                case .lastHere: try rows.latestOwn(where: isAct)
                case .entity(let key): try rows.latest(on: key, where: isAct)
                case .change(let id): try rows.change(id).map { try rows.whole($0) }
                }
            guard let changes = found, !changes.isEmpty else {
                throw ReferenceError.nothingToUndo
            }
            return changes
        }
    }

    /// Takes back an undo, so that what it took back counts again.
    package func redo(_ target: UndoTarget, zoneOffset: Int) throws -> Undone {
        try takeBack(zoneOffset: zoneOffset) { rows in
            let isUndo = { (change: Change) in try rows.depth(change) % 2 == 1 }
            let found: [Change]? =
                switch target {
                case .lastHere: try rows.latestOwn(where: isUndo)
                case .entity(let key): try rows.latest(on: key, where: isUndo)
                case .change(let id):
                    try rows.change(id).map {
                        try rows.undoing(try rows.whole($0, counting: false))
                    }
                }
            guard let changes = found, !changes.isEmpty else {
                throw ReferenceError.nothingToRedo
            }
            return changes
        }
    }

    private func takeBack(
        zoneOffset: Int, _ choose: (IntentRows) throws -> [Change]
    ) throws -> Undone {
        try record(zoneOffset: zoneOffset) { intent in
            let rows = IntentRows(intent.db, intent.replica)
            let changes = try choose(rows)
            if let over = try rows.standingOn(changes), !isPlanted(.undoTramples) {
                throw ReferenceError.writtenOver(by: over)
            }
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

extension Change {
    /// Reads a row with `change`, `device` and `body`; nil where it cannot be read.
    fileprivate init?(_ row: Row, audience: Audience, replica: ReplicaState) {
        guard let id = ChangeID(bytes: row["change"] as Data),
            let device = DeviceID(bytes: row["device"] as Data),
            let body = try? ChangeCodec.decode(Array(row["body"] as Data), audience: audience),
            let change = replica.change(id, by: device, body)
        else { return nil }
        self = change
    }
}
