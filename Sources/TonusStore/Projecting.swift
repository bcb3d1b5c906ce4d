import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusTypes

/// Writes what an entity shows into the tables that commands and views read.
struct Projecting {
    let db: Database
    let replica: ReplicaState
    /// Whether nothing was known of the entity before, so that nothing of it has to go.
    let isNew: Bool
    private let neighbours: Neighbours

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
        mutating func note(_ state: EntityState) {
            hasLinks = hasLinks || !state.sameIDs.isEmpty
        }
    }

    init(_ db: Database, _ replica: ReplicaState, isNew: Bool, _ neighbours: Neighbours) {
        (self.db, self.replica) = (db, replica)
        (self.isNew, self.neighbours) = (isNew, neighbours)
    }

    func project(_ state: EntityState, _ entity: Int64) throws {
        let patient = replica.patient
        try projectConflicts(of: state, entity)
        switch Kind(rawValue: state.entity.kind) {
        case .episode?: try projectGroup(of: state, entity)
        case .note?: try project(Note(state, patient: patient), entity)
        case .tally?: try project(Tally(state, patient: patient), entity)
        case .checkIn?: try project(CheckIn(state, patient: patient), entity)
        case .rating?: try project(Rating(state, patient: patient), entity)
        default: break
        }
    }

    /// An episode that one change made, and of which nothing else is known: nothing can differ.
    func project(alone episode: Episode, _ entity: Int64) throws {
        try projectGroup(of: episode.state, entity, alone: episode)
    }

    private func projectConflicts(of state: EntityState, _ entity: Int64) throws {
        if !isNew { try db.run("DELETE FROM conflict WHERE entity = ?", entity) }
        for conflict in state.conflicts(patient: replica.patient) {
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

    private func project(_ checkIn: CheckIn, _ entity: Int64) throws {
        try db.run(
            "INSERT OR REPLACE INTO check_in VALUES (?, ?, ?, ?)",
            entity, checkIn.date?.days, checkIn.isSpasmFree, checkIn.state.isHidden)
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
        of state: EntityState, _ entity: Int64, alone: Episode? = nil
    ) throws {
        let links = LinkRows(db, audience: state.entity.audience)
        let before = neighbours.hasLinks ? try links.group(of: state.entity.id) : []
        let isMoved =
            neighbours.hasLinks && !(isNew && state.sameIDs.isEmpty)
            ? try links.save(state.sameIDs, of: entity) : false
        guard isMoved || before.count > 1 else {
            let episode = alone ?? Episode(state, patient: replica.patient)
            try project(episode, entity, partOf: nil)
            guard neighbours.mayBeTwins else { return }
            return try TwinRows(db, replica).save(episode, entity, isNew: isNew)
        }
        var open = Set(before + (try links.group(of: state.entity.id)))
        while let id = open.min() {
            let group = try links.group(of: id)
            open.subtract(group)
            try project(group: group, state.entity.audience)
        }
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
        for (row, state) in parts {
            let isPart = row != primary && !state.isHidden
            let shown = row == primary ? whole : Episode(state, patient: replica.patient)
            try project(shown, row, partOf: isPart ? primary : nil)
        }
        // Once all of the group lie as they are shown: a pair is one of what is shown.
        for (row, state) in parts {
            let isPart = row != primary && !state.isHidden
            let shown = row == primary ? whole : Episode(state, patient: replica.patient)
            try TwinRows(db, replica).save(isPart ? nil : shown, row, isNew: false)
        }
    }

    private func project(_ episode: Episode, _ entity: Int64, partOf primary: Int64?) throws {
        let (ending, ended): (Int, Int64?) =
            switch episode.ending {
            case .ongoing: (0, nil)
            case .unknown: (1, nil)
            case .ended(let time): (2, time.instant)
            }
        let reporters = Set(
            episode.severities.map(\.member) + episode.pains.map(\.member)
                + episode.parts.compactMap { $0.origin?.author.member })
        try db.run(
            """
            INSERT OR REPLACE INTO episode
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                (SELECT id FROM device WHERE device = ?), ?, ?, ?, ?)
            """,
            entity, episode.onset?.instant, episode.onset?.offset, episode.onset?.zone,
            episode.onset.map { Int($0.precision.rawValue) }, ending, ended,
            episode.severity?.points, episode.pain?.points,
            episode.characters.first?.told.word,
            episode.sites.map(\.words).joined(separator: ";"),
            episode.triggers.map(\.word).joined(separator: ";"), reporters.count,
            episode.author?.device, episode.state.isHidden, episode.isContested,
            episode.conflicts.count, primary)
    }
}

/// Which episodes may be one spasm, written down twice, and nobody has said yet what they are.
struct TwinRows {
    let db: Database
    let replica: ReplicaState

    init(_ db: Database, _ replica: ReplicaState) { (self.db, self.replica) = (db, replica) }

    /// Finds anew which others this one may be; none where it is shown as part of another.
    ///
    /// Whichever of two is folded last finds the pair, so the pairs do not depend on the order.
    func save(_ episode: Episode?, _ entity: Int64, isNew: Bool) throws {
        if !isNew {
            // One after the other: for both at once, SQLite makes a table of what it found.
            try db.run("DELETE FROM twin WHERE a = ?", entity)
            try db.run("DELETE FROM twin WHERE b = ?", entity)
        }
        guard let episode, !episode.state.isHidden, let onset = episode.onset?.instant,
            !episode.sites.isEmpty
        else { return }
        // What was written on one device is told apart already: whoever wrote the second saw the first.
        let others: [Int64] = try db.all(
            """
            SELECT entity FROM episode
            WHERE onset BETWEEN ?1 - ?2 AND ?3 AND (onset >= ?1 - ?4 OR ended > ?1)
                  AND NOT is_hidden AND part_of IS NULL AND sites <> ''
                  AND device IS NOT (SELECT id FROM device WHERE device = ?5) AND entity <> ?6
            """,
            onset, Episode.twinReach,
            max(onset, episode.endInstant ?? onset) + Episode.twinWindow, Episode.twinWindow,
            episode.author?.device, entity
        ) { try $0.get(0) }
        for other in others {
            let candidate = try EpisodeRows(db, replica).episode(row: other)
            guard candidate.state.entity.audience == episode.state.entity.audience,
                episode.mayBeTwin(of: candidate)
            else { continue }
            let isFirst = episode.id < candidate.id
            let (lower, higher) = isFirst ? (episode, candidate) : (candidate, episode)
            guard !lower.state.isDecided(about: higher.id) else {
                continue
            }
            try db.run(
                "INSERT OR IGNORE INTO twin VALUES (?, ?)", isFirst ? entity : other,
                isFirst ? other : entity)
        }
    }
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
