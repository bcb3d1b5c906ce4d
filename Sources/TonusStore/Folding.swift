import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

/// Turns log rows into live writes and projections; the one place where that is done.
///
/// Used inside a transaction. What changed is collected, and each entity is folded once at the end.
struct Folding {
    let db: Database
    let replica: ReplicaState
    private var dirty: Set<Int64> = []

    init(_ db: Database, _ replica: ReplicaState) {
        (self.db, self.replica) = (db, replica)
    }

    /// Takes a change's place in the log into account, once its row is there.
    mutating func added(_ rowID: Int64, _ body: ChangeBody?, entity: Int64?) throws {
        if let body {
            for target in Set(body.undoes) {
                try db.cachedStatement(sql: "INSERT OR IGNORE INTO undo VALUES (?, ?)")
                    .execute(arguments: [Data(target.bytes), rowID])
            }
        }
        if let entity { dirty.insert(entity) }
        try recount(rowID)
    }

    /// Decides anew whether a change counts; if that turns, whatever it undoes is decided anew too.
    mutating func recount(_ start: Int64) throws {
        var open = [start]
        while let rowID = open.popLast() {
            guard
                let row = try cached(
                    "SELECT change, entity, body, counts, is_allowed FROM change WHERE id = ?",
                    [rowID]),
                let id = ChangeID(bytes: row["change"] as Data)
            else { continue }
            var counting = Counting()
            let counts = try counting.counts(id, undoers: undoers, isAllowed: isAllowed)
            let isNew = rowID == start
            guard counts != (row["counts"] as Bool) || isNew else { continue }
            try db.cachedStatement(sql: "UPDATE change SET counts = ? WHERE id = ? AND counts <> ?")
                .execute(arguments: [counts, rowID, counts])
            if let entity = row["entity"] as Int64? { dirty.insert(entity) }
            if isPlanted(.undoReachesNoFurther) { continue }
            open += try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT change.id FROM undo JOIN change ON change.change = undo.target
                        WHERE undo.undoing = ?
                        """), arguments: [rowID])
        }
    }

    mutating func mark(_ entity: Int64) { dirty.insert(entity) }

    /// Writes the live writes and projections of every entity that changed.
    mutating func finish() throws {
        for entity in dirty.sorted() { try fold(entity) }
        dirty = []
    }

    /// An undo reaches no other audience: who cannot see it must not see its effect.
    private func undoers(_ id: ChangeID) throws -> [ChangeID] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT change.change FROM undo JOIN change ON change.id = undo.undoing
                     JOIN entity ON entity.id = change.entity
                     JOIN change AS named ON named.change = undo.target
                     JOIN entity AS place ON place.id = named.entity
                WHERE undo.target = ? AND entity.audience = place.audience
                """)
        return try Data.fetchAll(statement, arguments: [Data(id.bytes)])
            .compactMap { ChangeID(bytes: $0) }
    }

    private func isAllowed(_ id: ChangeID) throws -> Bool {
        try cached("SELECT is_allowed FROM change WHERE change = ?", [Data(id.bytes)])?[0] ?? false
    }

    private func cached(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: arguments)
    }

    private func fold(_ entity: Int64) throws {
        let rows = try EntityRows(db, entity: entity, replica: replica)
        let state = rows.state
        try db.cachedStatement(sql: "DELETE FROM live_write WHERE entity = ?")
            .execute(arguments: [entity])
        let insert = try db.cachedStatement(sql: "INSERT INTO live_write VALUES (?, ?, ?, ?)")
        for (cell, live) in state.cells {
            for write in live {
                guard let row = rows.rowIDs[write.change] else { continue }
                try insert.execute(
                    arguments: [entity, Int64(cell.field), Data(cell.key), row])
            }
        }
        for change in state.deletes + state.restores {
            guard let row = rows.rowIDs[change.id] else { continue }
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO live_write VALUES (?, 0, x'', ?)")
                .execute(arguments: [entity, row])
        }
        try Projecting(db, replica).project(state, entity)
    }
}

/// The changes of one entity, read from the log.
struct EntityRows {
    let key: EntityKey
    let held: [HeldChange]
    let rowIDs: [ChangeID: Int64]

    var state: EntityState { EntityState(key, folding: held) }

    init(_ db: Database, entity: Int64, replica: ReplicaState) throws {
        let about = try Row.fetchOne(
            try db.cachedStatement(sql: "SELECT entity, kind, audience FROM entity WHERE id = ?"),
            arguments: [entity])
        guard let about, let id = EntityID(bytes: about["entity"] as Data),
            let audience = Audience(rawValue: about["audience"])
        else { throw StoreError.damaged(cause: "entity \(entity)") }
        let key = EntityKey(audience: audience, kind: about["kind"], id: id)
        var held: [HeldChange] = []
        var rowIDs: [ChangeID: Int64] = [:]
        let statement = try db.cachedStatement(
            sql: """
                SELECT change.id, change.change, device.device, change.body, change.counts
                FROM change JOIN device ON device.id = change.device
                WHERE change.entity = ? AND change.body IS NOT NULL
                """)
        let rows = try Row.fetchCursor(statement, arguments: [entity])
        while let row = try rows.next() {
            guard let change = Change(row, audience: audience, replica: replica) else { continue }
            held.append(HeldChange(change, counts: row["counts"]))
            rowIDs[change.id] = row["id"]
        }
        (self.key, self.held, self.rowIDs) = (key, held, rowIDs)
    }
}

extension Change {
    /// Reads a log row with `change`, `device` and `body`; nil where it cannot be read.
    init?(_ row: Row, audience: Audience, replica: ReplicaState) {
        guard let id = ChangeID(bytes: row["change"] as Data),
            let author = DeviceID(bytes: row["device"] as Data).flatMap({ replica.author($0) }),
            let body = try? ChangeCodec.decode(Array(row["body"] as Data), audience: audience)
        else { return nil }
        self.init(id: id, author: author, body: body)
    }
}
