import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

/// Turns log rows into projections; the one place where that is done.
///
/// Used inside a transaction. What changed is collected, and each entity is folded once at the end.
struct Folding {
    let db: Database
    let replica: ReplicaState
    private var dirty: Set<Int64> = []
    /// Entities of which nothing was known before, with all their changes: they need not be read.
    private var fresh: [Int64: Fresh] = [:]

    private final class Fresh {
        let key: EntityKey
        var held: [HeldChange]
        /// Its only change, where that says what it shows.
        var alone: ReadBody?

        init(key: EntityKey, held: HeldChange, alone: ReadBody?) {
            (self.key, self.held, self.alone) = (key, [held], alone)
        }
    }

    /// The author of the last change that was added.
    private var author: Author?
    /// Whether anything at all was ever taken back: most diaries need not look at each change.
    private var hasUndos: Bool
    private var neighbours: Projecting.Neighbours

    init(_ db: Database, _ replica: ReplicaState) throws {
        (self.db, self.replica) = (db, replica)
        hasUndos = try db.first("SELECT 1 FROM undo") { _ in true } ?? false
        neighbours = try Projecting.Neighbours(db)
    }

    /// Takes into account what was put at a place of the log.
    mutating func added(
        _ appended: LogRows.Appended, _ read: ReadBody, by device: DeviceID
    ) throws {
        let body = read.decoded
        guard let new = appended.inserted, let body, let entity = appended.entity,
            body.undoes.isEmpty, try !hasUndos || !isUndone(new.id)
        else {
            return try added(appended.row, body, entity: appended.entity)
        }
        // What undoes nothing and is not undone counts as it was inserted: nothing to decide.
        dirty.insert(entity)
        if author?.device != device {
            author = replica.author(device)
            neighbours.note(author: device)
        }
        guard let author else { return fresh[entity] = nil }
        let held = HeldChange(
            Change(id: new.id, author: author, body: body), counts: new.isAllowed)
        if appended.isFirst {
            let isAlone = new.isAllowed && read.alone != nil
            fresh[entity] = Fresh(key: body.entity, held: held, alone: isAlone ? read : nil)
        } else if let known = fresh[entity] {
            known.held.append(held)
            known.alone = nil
        }
    }

    /// The same for a change that may be known already, or may undo something.
    mutating func added(_ rowID: Int64, _ body: ChangeBody?, entity: Int64?) throws {
        for target in Set(body?.undoes ?? []) {
            hasUndos = true
            try db.run("INSERT OR IGNORE INTO undo VALUES (?, ?)", target, rowID)
        }
        if let entity { mark(entity) }
        try recount(rowID)
    }

    private func isUndone(_ id: ChangeID) throws -> Bool {
        try db.first("SELECT 1 FROM undo WHERE target = ?", id) { _ in true } ?? false
    }

    /// Decides anew whether a change counts; if that turns, whatever it undoes is decided anew too.
    mutating func recount(_ start: Int64) throws {
        var open = [start]
        while let rowID = open.popLast() {
            let row = try db.first(
                "SELECT change, entity, counts FROM change WHERE id = ?", rowID
            ) { row in
                (
                    id: try row.get(0) as ChangeID, entity: row.find(1) as Int64?,
                    counts: try row.get(2) as Bool
                )
            }
            guard let row else { continue }
            var counting = Counting()
            let counts = try counting.counts(row.id, undoers: undoers, isAllowed: isAllowed)
            let isNew = rowID == start
            guard counts != row.counts || isNew else { continue }
            try db.run(
                "UPDATE change SET counts = ? WHERE id = ? AND counts <> ?",
                counts, rowID, counts)
            if let entity = row.entity { mark(entity) }
            if isPlanted(.undoReachesNoFurther) { continue }
            open += try db.all(
                """
                SELECT change.id FROM undo JOIN change ON change.change = undo.target
                WHERE undo.undoing = ?
                """, rowID
            ) { try $0.get(0) }
        }
    }

    /// Has an entity read from the log and folded again.
    mutating func mark(_ entity: Int64) {
        dirty.insert(entity)
        fresh[entity] = nil
    }

    /// Writes the projections of every entity that changed.
    mutating func finish() throws {
        for entity in dirty.sorted() {
            let new = fresh[entity]
            if let alone = new?.alone?.alone {
                neighbours.note(alone.state)
                try Projecting(db, replica, isNew: true, neighbours).project(alone: alone, entity)
                continue
            }
            let state =
                try new.map { EntityState($0.key, folding: $0.held) }
                ?? EntityRows(db, entity: entity, replica: replica).state
            neighbours.note(state)
            try Projecting(db, replica, isNew: new != nil, neighbours).project(state, entity)
        }
        (dirty, fresh) = ([], [:])
    }

    /// An undo reaches no other audience: who cannot see it must not see its effect.
    private func undoers(_ id: ChangeID) throws -> [ChangeID] {
        try db.all(
            """
            SELECT change.change FROM undo JOIN change ON change.id = undo.undoing
                 JOIN entity ON entity.id = change.entity
                 JOIN change AS named ON named.change = undo.target
                 JOIN entity AS place ON place.id = named.entity
            WHERE undo.target = ? AND entity.audience = place.audience
            """, id
        ) { try $0.get(0) }
    }

    private func isAllowed(_ id: ChangeID) throws -> Bool {
        try db.first("SELECT is_allowed FROM change WHERE change = ?", id) { try $0.get(0) }
            ?? false
    }
}

/// The changes of one entity, read from the log.
struct EntityRows {
    let key: EntityKey
    let held: [HeldChange]

    var state: EntityState { EntityState(key, folding: held) }

    init(_ db: Database, entity: Int64, replica: ReplicaState) throws {
        let key = try db.first(
            "SELECT entity, kind, audience FROM entity WHERE id = ?", entity
        ) { row in
            let (id, kind): (EntityID, UInt32) = (try row.get(0), try row.get(1))
            return Audience(rawValue: try row.get(2)).map {
                EntityKey(audience: $0, kind: kind, id: id)
            }
        }
        guard let key else { throw StoreError.damaged(cause: "entity \(entity)") }
        var held: [HeldChange] = []
        try db.walk(
            """
            SELECT change.change, device.device, change.body, change.counts
            FROM change JOIN device ON device.id = change.device
            WHERE change.entity = ? AND change.body IS NOT NULL
            """, entity
        ) { row in
            guard let change = Change(row, audience: key.audience, replica: replica) else {
                return true
            }
            held.append(HeldChange(change, counts: try row.get(3)))
            return true
        }
        (self.key, self.held) = (key, held)
    }
}

extension Change {
    /// Columns `change, device, body`; nil where they cannot be read.
    init?(_ row: Columns, audience: Audience, replica: ReplicaState) {
        guard let id: ChangeID = row.find(0), let device: DeviceID = row.find(1),
            let bytes: [UInt8] = row.find(2), let author = replica.author(device),
            let body = try? ChangeCodec.decode(bytes, audience: audience)
        else { return nil }
        self.init(id: id, author: author, body: body)
    }
}
