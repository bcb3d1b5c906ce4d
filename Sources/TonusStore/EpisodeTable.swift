import GRDB
import TonusCore
import TonusDiary
import TonusTypes

/// What an episode puts into its row of the table, made ready without the database.
struct ShownEpisode: Sendable {
    let key: EntityKey
    let onset: TimePoint?
    /// 0 going on, 1 over and nobody knows since when, 2 ended.
    let ending: Int
    let ended: Int64?
    let severity: Int?
    let pain: Int?
    let character: String?
    let sites: String
    let triggers: String
    let tried: String
    let reliefAt: Int64?
    let suddenness: String?
    let impacts: String
    /// The greatest of its places.
    let extent: String?
    let course: String?
    let descriptors: String
    let reporters: Int
    let device: DeviceID?
    let isHidden: Bool
    let isContested: Bool
    let conflicts: Int

    /// - Parameter conflicts: how many fields somebody should choose on.
    init(_ episode: Episode, conflicts: Int) {
        let (severities, pains) = (episode.severities, episode.pains)
        key = episode.state.entity
        onset = episode.onset
        (ending, ended) =
            switch episode.ending {
            case .ongoing: (0, nil)
            case .unknown: (1, nil)
            case .ended(let time): (2, time.instant)
            }
        (severity, pain) = (severities.first?.told.points, pains.first?.told.points)
        character = episode.characters.first?.told.word
        sites = episode.sites.map(\.words).joined(separator: ";")
        triggers = episode.triggers.map(\.word).joined(separator: ";")
        tried = episode.tried.map(\.word).joined(separator: ";")
        reliefAt = episode.reliefAt?.instant
        suddenness = episode.suddenness?.word
        impacts = episode.impacts.map(\.word).joined(separator: ";")
        extent = episode.extents.values.max { $0.rawValue < $1.rawValue }?.word
        course = episode.courses.first?.told.word
        descriptors = episode.descriptors.map(\.word).joined(separator: ";")
        reporters =
            Set(
                severities.map(\.member) + pains.map(\.member)
                    + episode.parts.compactMap { $0.origin?.author.member }
            ).count
        device = episode.author?.device
        (isHidden, isContested) = (episode.state.isHidden, episode.isContested)
        self.conflicts = conflicts
    }
}

/// An episode that was folded before its last change was put into the log, without the database or by
/// another connection.
struct ReadyEpisode: Sendable {
    let shown: ShownEpisode
    let conflicts: [Conflict]
    /// The row of its entity; nil where nothing of it was known.
    let entity: Int64?

    /// Nil for what is no episode, and for one that was said to be the same as another, or not.
    init?(_ state: EntityState, patient: MemberID, entity: Int64?) {
        guard state.entity.kind == Kind.episode.rawValue, state.sameIDs.isEmpty,
            !state.isComparedWithOthers
        else { return nil }
        conflicts = state.conflicts(patient: patient)
        shown = ShownEpisode(
            Episode(state, patient: patient), conflicts: conflicts.fieldsToChoose.count)
        self.entity = entity
    }
}

extension EntityState {
    /// Whether anybody said that it is the same spasm as another, or that it is not.
    var isComparedWithOthers: Bool { !cells(of: Self.linkField).isEmpty }
}

/// The rows of episodes, as lists and views read them.
struct EpisodeTable {
    let db: Database

    init(_ db: Database) { self.db = db }

    func put(_ shown: ShownEpisode, _ entity: Int64, partOf primary: Int64?) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO episode
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                (SELECT id FROM device WHERE device = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            entity, shown.onset?.instant, shown.onset?.offset, shown.onset?.zone,
            shown.onset.map { Int($0.precision.rawValue) }, shown.ending, shown.ended,
            shown.severity, shown.pain, shown.character, shown.sites, shown.triggers,
            shown.reporters, shown.device, shown.isHidden, shown.isContested, shown.conflicts,
            primary, shown.tried, shown.reliefAt, shown.suddenness, shown.impacts, shown.extent,
            shown.course, shown.descriptors)
    }

    /// Changes what is no matter of where the episode lies in time and on the body: no index has to
    /// change, and nothing else may be the same spasm.
    ///
    /// - Returns: false where it lies elsewhere now, or is part of another; nothing is changed then.
    func update(_ shown: ShownEpisode, _ entity: Int64) throws -> Bool {
        try db.run(
            """
            UPDATE episode SET onset_offset = ?, onset_zone = ?, onset_precision = ?, severity = ?,
                pain = ?, character = ?, triggers = ?, reporters = ?, is_contested = ?, conflicts = ?,
                tried = ?, relief_at = ?, suddenness = ?, impact = ?, extent = ?, course = ?,
                descriptors = ?
            WHERE entity = ? AND onset IS ? AND ending = ? AND ended IS ? AND sites = ?
                  AND device IS (SELECT id FROM device WHERE device = ?)
                  AND is_hidden = ? AND part_of IS NULL
            """,
            shown.onset?.offset, shown.onset?.zone, shown.onset.map { Int($0.precision.rawValue) },
            shown.severity, shown.pain, shown.character, shown.triggers, shown.reporters,
            shown.isContested, shown.conflicts, shown.tried, shown.reliefAt, shown.suddenness,
            shown.impacts, shown.extent, shown.course, shown.descriptors, entity,
            shown.onset?.instant, shown.ending,
            shown.ended, shown.sites, shown.device, shown.isHidden)
        return db.changesCount > 0
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
    func save(_ shown: ShownEpisode?, _ entity: Int64, isNew: Bool) throws {
        if !isNew {
            // One after the other: for both at once, SQLite makes a table of what it found.
            try db.run("DELETE FROM twin WHERE a = ?", entity)
            try db.run("DELETE FROM twin WHERE b = ?", entity)
        }
        guard let shown, !shown.isHidden, let onset = shown.onset?.instant, !shown.sites.isEmpty
        else { return }
        // What was written on one device is told apart already: whoever wrote the second saw the first.
        let others: [Int64] = try db.all(
            """
            SELECT entity FROM episode
            WHERE onset BETWEEN ?1 - ?2 AND ?3 AND (onset >= ?1 - ?4 OR ended > ?1)
                  AND NOT is_hidden AND part_of IS NULL AND sites <> ''
                  AND device IS NOT (SELECT id FROM device WHERE device = ?5) AND entity <> ?6
            """,
            onset, Episode.twinReach, max(onset, shown.ended ?? onset) + Episode.twinWindow,
            Episode.twinWindow, shown.device, entity
        ) { try $0.get(0) }
        if others.isEmpty { return }
        let rows = EpisodeRows(db, replica)
        let episode = try rows.episode(row: entity)
        for other in others {
            let candidate = try rows.episode(row: other)
            guard candidate.state.entity.audience == shown.key.audience,
                episode.mayBeTwin(of: candidate)
            else { continue }
            let isFirst = episode.id < candidate.id
            let (lower, higher) = isFirst ? (episode, candidate) : (candidate, episode)
            guard !lower.state.isDecided(about: higher.id) else { continue }
            try db.run(
                "INSERT OR IGNORE INTO twin VALUES (?, ?)", isFirst ? entity : other,
                isFirst ? other : entity)
        }
    }
}
