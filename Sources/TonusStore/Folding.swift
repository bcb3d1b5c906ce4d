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
    private var pending: [Int64: Pending] = [:]
    private var neighbours: Neighbours
    /// The author of the last change that was added.
    private var author: Author?
    /// Whether anything at all was ever taken back: most diaries need not look at each change.
    private var hasUndos: Bool

    /// What has to be folded of an entity.
    private enum Pending {
        /// Nothing was known of it before: these are all its changes.
        case made([Heard])
        /// These came to what the log held before the first of them.
        case grown([Heard])
        /// Something may have turned: all of it is read from the log.
        case turned
    }

    /// A change that was put into the log just now; it undoes nothing and is not undone.
    private struct Heard {
        let row: Int64
        let id: ChangeID
        let key: EntityKey
        let read: ReadBody
        let author: Author
        let counts: Bool
        /// What the entity shows with it, where nothing else came to it.
        let ready: ReadyEpisode?

        var held: HeldChange? {
            read.decoded.map {
                HeldChange(Change(id: id, author: author, body: $0), counts: counts)
            }
        }
    }

    init(_ db: Database, _ replica: ReplicaState) throws {
        (self.db, self.replica) = (db, replica)
        hasUndos = try db.first("SELECT 1 FROM undo") { _ in true } ?? false
        neighbours = try Neighbours(db)
    }

    /// Takes into account what was put at a place of the log.
    ///
    /// - Parameter isCurrent: whether what another connection read of the log for it still holds.
    mutating func added(
        _ appended: LogRows.Appended, _ read: ReadBody, by device: DeviceID,
        isCurrent: Bool = false
    ) throws {
        if author?.device != device {
            author = replica.author(device)
            neighbours.note(author: device)
        }
        if let body = read.decoded, body.importID != nil {
            let id = Chain.changeID(leaf: read.leaf)
            try FiledRows(db, replica).note(body, id, row: appended.row, by: device)
        }
        guard let new = appended.inserted, let key = read.entity, let entity = appended.entity,
            read.decoded?.undoes.isEmpty == true, let author, try !hasUndos || !isUndone(new.id)
        else {
            return try added(
                appended.row, undoing: read.decoded?.undoes ?? [], entity: appended.entity)
        }
        // It counts as it was inserted: nothing to decide.
        let isReady = new.isAllowed && (read.ready?.entity == nil ? appended.isFirst : isCurrent)
        let heard = Heard(
            row: appended.row, id: new.id, key: key, read: read,
            author: read.decoded.map { author.telling($0, patient: replica.patient) } ?? author,
            counts: new.isAllowed, ready: isReady ? read.ready : nil)
        switch pending[entity] {
        case nil: pending[entity] = appended.isFirst ? .made([heard]) : .grown([heard])
        case .made(let before)?: pending[entity] = .made(before + [heard])
        case .grown(let before)?: pending[entity] = .grown(before + [heard])
        case .turned?: break
        }
    }

    /// The same for a change that may be known already, or may undo something.
    mutating func added(_ rowID: Int64, undoing targets: [ChangeID], entity: Int64?) throws {
        for target in Set(targets) {
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
    mutating func mark(_ entity: Int64) { pending[entity] = .turned }

    /// Writes the projections of every entity that changed.
    mutating func finish() throws {
        for (entity, change) in pending.sorted(by: { $0.key < $1.key }) {
            switch change {
            case .made(let heard): try project(heard, entity, .nothing)
            case .grown(let heard): try project(heard, entity, .less)
            case .turned:
                try project(
                    EntityRows(db, entity: entity, replica: replica).state, entity, .anything)
            }
        }
        pending = [:]
    }

    private mutating func project(
        _ heard: [Heard], _ entity: Int64, _ before: Projecting.Before
    ) throws {
        let first = heard[0]
        if heard.count == 1, let ready = first.ready {
            return try Projecting(db, replica, before, neighbours).project(ready, entity)
        }
        let known =
            before == .nothing
            ? []
            : try EntityRows(db, first.key, entity, before: first.row, replica: replica).held
        let state = EntityState(first.key, folding: known + heard.compactMap(\.held))
        try project(state, entity, before)
    }

    private mutating func project(
        _ state: EntityState, _ entity: Int64, _ before: Projecting.Before
    ) throws {
        neighbours.note(state)
        try Projecting(db, replica, before, neighbours).project(state, entity)
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
        try self.init(db, key, entity, before: .max, replica: replica)
    }

    /// Only those of rows before `row`.
    init(
        _ db: Database, _ key: EntityKey, _ entity: Int64, before row: Int64,
        replica: ReplicaState
    ) throws {
        self.key = key
        held = try db.all(
            """
            SELECT change.change, device.device, change.body, change.counts
            FROM change JOIN device ON device.id = change.device
            WHERE change.entity = ? AND change.id < ? AND change.body IS NOT NULL
            """, entity, row
        ) { row in
            try Change(row, audience: key.audience, replica: replica).map {
                HeldChange($0, counts: try row.get(3))
            }
        }
    }
}

extension Change {
    /// Columns `change, device, body`; nil where they cannot be read.
    init?(_ row: Columns, audience: Audience, replica: ReplicaState) {
        guard let id: ChangeID = row.find(0), let device: DeviceID = row.find(1),
            let bytes: [UInt8] = row.find(2),
            let body = try? ChangeCodec.decode(bytes, audience: audience),
            let change = replica.change(id, by: device, body)
        else { return nil }
        self = change
    }
}
