import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusTypes

/// Writes what an entity shows into the tables that commands and views read.
struct Projecting {
    let db: Database
    let replica: ReplicaState
    private let before: Before
    private let neighbours: Neighbours

    /// What of an entity was in the tables.
    enum Before {
        /// Nothing of it has to go.
        case nothing
        /// What it was before some changes more: every cell of then is still there.
        case less
        case anything
    }

    init(_ db: Database, _ replica: ReplicaState, _ before: Before, _ neighbours: Neighbours) {
        (self.db, self.replica) = (db, replica)
        (self.before, self.neighbours) = (before, neighbours)
    }

    func project(_ state: EntityState, _ entity: Int64) throws {
        let patient = replica.patient
        let conflicts = state.conflicts(patient: patient)
        try save(conflicts, entity)
        switch Kind(rawValue: state.entity.kind) {
        case .episode?: try projectGroup(of: state, entity, conflicts)
        case .note?: try project(Note(state, patient: patient), entity)
        case .tally?: try project(Tally(state, patient: patient), entity)
        case .rating?: try project(Rating(state, patient: patient), entity)
        case .some:
            if let sheet = Sheet(state, patient: patient) {
                try SheetRows(db).put(sheet, entity, conflicts: conflicts.fieldsToChoose.count)
            }
        case nil: break
        }
    }

    /// The same for an episode that was made ready.
    func project(_ ready: ReadyEpisode, _ entity: Int64) throws {
        let key = ready.shown.key
        if neighbours.hasLinks,
            try LinkRows(db, audience: key.audience).group(of: key.id).count > 1
        {
            return try project(EntityRows(db, entity: entity, replica: replica).state, entity)
        }
        try save(ready.conflicts, entity)
        try project(ready.shown, entity, isStill: before == .less)
    }

    private func save(_ conflicts: [Conflict], _ entity: Int64) throws {
        // Looked for first: to delete them, SQLite makes a table of what it found.
        if before != .nothing,
            try db.first("SELECT 1 FROM conflict WHERE entity = ?", entity, as: { _ in true })
                ?? false
        {
            try db.run("DELETE FROM conflict WHERE entity = ?", entity)
        }
        for conflict in conflicts {
            try db.run(
                "INSERT INTO conflict VALUES (?, ?, ?, ?, ?)",
                entity, Int64(conflict.cell.field), Data(conflict.cell.key),
                Data(conflict.reporter?.bytes ?? []), conflict.isQuiet)
        }
    }

    private func project(_ note: Note, _ entity: Int64) throws {
        try db.run(
            "INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?)",
            entity, note.subject, note.text, note.state.isHidden,
            note.otherTexts.count)
    }

    private func project(_ tally: Tally, _ entity: Int64) throws {
        try db.run(
            "INSERT OR REPLACE INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            entity, tally.from?.instant, tally.from?.offset, tally.from?.zone,
            tally.to?.instant, tally.count(patient: replica.patient),
            tally.sites.map(\.words).joined(separator: ";"),
            tally.severities.first?.told.points,
            tally.state.isHidden, tally.state.isContested, tally.conflicts.count)
    }

    private func project(_ rating: Rating, _ entity: Int64) throws {
        try db.run(
            "INSERT OR REPLACE INTO rating VALUES (?, ?, ?, ?, ?, ?)",
            entity, rating.episode, rating.at?.instant,
            rating.severity?.points, rating.pain?.points, rating.state.isHidden)
    }
}

// MARK: - Episodes, which may be linked

extension Projecting {
    /// Whoever was or is now one with it shows something else too.
    private func projectGroup(
        of state: EntityState, _ entity: Int64, _ conflicts: [Conflict]
    ) throws {
        let links = LinkRows(db, audience: state.entity.audience)
        let linked = neighbours.hasLinks ? try links.group(of: state.entity.id) : []
        let isMoved =
            neighbours.hasLinks && !(before == .nothing && state.sameIDs.isEmpty)
            ? try links.save(state.sameIDs, of: entity) : false
        guard isMoved || linked.count > 1 else {
            let shown = ShownEpisode(
                Episode(state, patient: replica.patient), conflicts: conflicts.fieldsToChoose.count)
            return try project(
                shown, entity, isStill: before == .less && !state.isComparedWithOthers)
        }
        var open = Set(linked + (try links.group(of: state.entity.id)))
        while let id = open.min() {
            let group = try links.group(of: id)
            open.subtract(group)
            try project(group: group, state.entity.audience)
        }
    }

    /// - Parameter isStill: whether it is the same spasm as another or not as it was before, unless
    ///   it lies elsewhere now.
    private func project(
        _ shown: ShownEpisode, _ entity: Int64, isStill: Bool = false
    ) throws {
        let rows = EpisodeTable(db)
        if isStill, try rows.update(shown, entity) { return }
        try rows.put(shown, entity, partOf: nil)
        guard neighbours.mayBeTwins else { return }
        try TwinRows(db, replica).save(shown, entity, isNew: before == .nothing)
    }

    private func project(group: [EntityID], _ audience: Audience) throws {
        let rows = try group.compactMap { id in
            try LogRows(db: db).existingEntityRow(
                EntityKey(audience: audience, kind: Kind.episode.rawValue, id: id))
        }
        let parts = try rows.map {
            (row: $0, state: try EntityRows(db, entity: $0, replica: replica).state)
        }
        guard let whole = Episode(linked: parts.map(\.state), patient: replica.patient) else {
            return
        }
        let primary = parts.first { $0.state.entity == whole.state.entity }?.row
        let all = parts.map { row, state in
            let episode = row == primary ? whole : Episode(state, patient: replica.patient)
            return (
                row: row, isPart: row != primary && !state.isHidden,
                shown: ShownEpisode(episode, conflicts: episode.conflicts.count)
            )
        }
        for one in all {
            try EpisodeTable(db).put(one.shown, one.row, partOf: one.isPart ? primary : nil)
        }
        // Once all of the group lie as they are shown: a pair is one of what is shown.
        for one in all {
            try TwinRows(db, replica).save(one.isPart ? nil : one.shown, one.row, isNew: false)
        }
    }
}

/// What an entity may have to do with others: where there is nothing of it in the whole diary, it is
/// not looked for each time.
struct Neighbours {
    private(set) var hasLinks: Bool
    private var authors: Set<DeviceID>

    /// What one device wrote is never the same spasm twice.
    var mayBeTwins: Bool { authors.count > 1 }

    init(_ db: Database) throws {
        hasLinks = try db.first("SELECT 1 FROM link") { _ in true } ?? false
        authors = Set(
            try db.all(
                """
                SELECT DISTINCT device.device FROM chain JOIN device ON device.id = chain.device
                WHERE last > 0
                """
            ) { try $0.get(0) })
    }

    /// To be called before what a device wrote is projected.
    mutating func note(author: DeviceID) { authors.insert(author) }

    /// To be called with every entity before it is projected.
    mutating func note(_ state: EntityState) { hasLinks = hasLinks || !state.sameIDs.isEmpty }
}

/// Which episodes were said to be one: a link once, from the lower id; a duplicate that was deleted
/// from the one that stays.
struct LinkRows {
    let db: Database
    let audience: Audience

    init(_ db: Database, audience: Audience) { (self.db, self.audience) = (db, audience) }

    /// The ids that are one with `id`, itself included, in order; also those not held yet.
    func group(of id: EntityID) throws -> [EntityID] {
        try linkedGroup(of: id) { id in
            try db.all(
                """
                SELECT link.higher FROM entity JOIN link ON link.lower = entity.id
                WHERE entity.entity = ?1 AND entity.kind = 1 AND entity.audience = ?2
                UNION ALL
                SELECT entity.entity FROM link JOIN entity ON entity.id = link.lower
                WHERE link.higher = ?1 AND entity.audience = ?2
                """, id, audience.rawValue
            ) { try $0.get(0) }
        }
    }

    /// The rows of an entity, and where it is an episode of all that are one with it.
    func rows(of key: EntityKey) throws -> [Int64] {
        let ids = key.kind == Kind.episode.rawValue ? try group(of: key.id) : [key.id]
        return try ids.compactMap { id in
            try LogRows(db: db).existingEntityRow(
                EntityKey(audience: key.audience, kind: key.kind, id: id))
        }
    }

    /// - Returns: whether anything changed.
    func save(_ higher: [EntityID], of entity: Int64) throws -> Bool {
        let held: [EntityID] = try db.all(
            "SELECT higher FROM link WHERE lower = ?", entity
        ) { try $0.get(0) }
        guard Set(held) != Set(higher) else { return false }
        try db.run("DELETE FROM link WHERE lower = ?", entity)
        for id in higher {
            try db.run("INSERT INTO link VALUES (?, ?)", entity, id)
        }
        return true
    }
}
