import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

/// Which episodes are wanted; the projection finds them, the log says what they are.
enum EpisodeQuery {
    case ongoing
    /// Onsets within Unix milliseconds, oldest first.
    case between(Int64, Int64)

    func episodes(_ db: Database, _ replica: ReplicaState) throws -> [Episode] {
        let (condition, arguments): (String, StatementArguments) =
            switch self {
            case .ongoing: ("ending = 0 ORDER BY onset, entity", [])
            case .between(let from, let to):
                ("onset >= ? AND onset < ? ORDER BY onset, entity", [from, to])
            }
        let entities = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT entity FROM episode
                    WHERE NOT is_hidden AND part_of IS NULL AND \(condition)
                    """),
            arguments: arguments)
        return try entities.map { try EpisodeRows(db, replica).episode(row: $0) }
    }
}

/// Episodes as people see them: those that were linked as one.
struct EpisodeRows {
    let db: Database
    let replica: ReplicaState

    init(_ db: Database, _ replica: ReplicaState) { (self.db, self.replica) = (db, replica) }

    func episode(row: Int64) throws -> Episode {
        try episode(EntityRows(db, entity: row, replica: replica).state)
    }

    func episode(_ key: EntityKey) throws -> Episode {
        guard let row = try LogRows(db: db).existingEntityRow(key) else {
            return Episode(EntityState(key, folding: []), patient: replica.patient)
        }
        return try episode(row: row)
    }

    private func episode(_ state: EntityState) throws -> Episode {
        let key = state.entity
        let others = try LinkRows(db, audience: key.audience).group(of: key.id)
            .filter { $0 != key.id }.compactMap { id in
                try LogRows(db: db).existingEntityRow(
                    EntityKey(audience: key.audience, kind: key.kind, id: id))
            }.map { try EntityRows(db, entity: $0, replica: replica).state }
        // A deleted part does not stand for the whole, and is still found by its own name.
        if others.isEmpty || state.isHidden { return Episode(state, patient: replica.patient) }
        return Episode(linked: [state] + others, patient: replica.patient)
            ?? Episode(state, patient: replica.patient)
    }
}

/// One line of a list.
package enum Entry: Sendable {
    case episode(Episode)
    case tally(Tally)
    /// Anything else that is written down, from a check-in to a question for the next visit.
    ///
    /// - Parameter about: what people call the thing that it refers to, such as a treatment.
    case sheet(Sheet, about: String?)

    package var entity: EntityKey {
        switch self {
        case .episode(let episode): episode.state.entity
        case .tally(let tally): tally.state.entity
        case .sheet(let sheet, _): sheet.key
        }
    }

    /// When it was, Unix milliseconds; 0 where nobody said.
    package var moment: Int64 {
        switch self {
        case .episode(let episode): episode.onset?.instant ?? 0
        case .tally(let tally): tally.from?.instant ?? 0
        case .sheet(let sheet, _): sheet.moment ?? 0
        }
    }

    package var episode: Episode? { if case .episode(let episode) = self { episode } else { nil } }
}

extension Snapshot {
    /// How many entries `latest` can find.
    package func entryCount() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT (SELECT count(*) FROM episode WHERE NOT is_hidden AND part_of IS NULL)
                        + (SELECT count(*) FROM tally WHERE NOT is_hidden)
                        + (SELECT count(*) FROM sheet WHERE kind = 4 AND NOT is_hidden)
                    """)) ?? 0
    }

    /// The latest entries by when they were, newest first: episodes, tallies, check-ins.
    ///
    /// - Parameter met: told how many were read, after each.
    package func latest(
        _ count: Int, met: (Int) -> Void = { _ in }
    ) throws -> [Entry] {
        try entries(
            """
            SELECT entity FROM (
                SELECT * FROM (
                    SELECT entity, onset AS moment FROM episode
                    WHERE NOT is_hidden AND part_of IS NULL
                    ORDER BY onset DESC, entity DESC LIMIT ?1)
                UNION ALL SELECT * FROM (
                    SELECT entity, start FROM tally WHERE NOT is_hidden
                    ORDER BY start DESC, entity DESC LIMIT ?1)
                UNION ALL SELECT * FROM (
                    SELECT entity, moment FROM sheet WHERE kind = 4 AND NOT is_hidden
                    ORDER BY moment DESC, entity DESC LIMIT ?1))
            ORDER BY moment DESC, entity DESC LIMIT ?1
            """, [count], met: met)
    }

    /// Tallies that begin within Unix milliseconds, oldest first.
    package func tallies(from: Int64, to: Int64) throws -> [Tally] {
        try entries(
            """
            SELECT entity FROM tally WHERE NOT is_hidden AND start >= ? AND start < ?
            ORDER BY start, entity
            """, [from, to]
        ).compactMap { if case .tally(let tally) = $0 { tally } else { nil } }
    }

    private func entries(
        _ sql: String, _ arguments: StatementArguments, met: (Int) -> Void = { _ in }
    ) throws -> [Entry] {
        let rows = try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
        return try zip(1..., rows).compactMap { number, row in
            defer { met(number) }
            return try entry(EntityRows(db, entity: row, replica: replica).key)
        }
    }

    /// An entry as a list shows it; nil for what is no entry of its own.
    package func entry(_ key: EntityKey) throws -> Entry? {
        switch Kind(rawValue: key.kind) {
        case .episode?: .episode(try episode(key))
        case .tally?: .tally(Tally(try state(of: key), patient: replica.patient))
        case .note?, .rating?, nil: nil
        case .some: try sheet(key).map { .sheet($0, about: try name(in: $0)) }
        }
    }

    /// What an entity is shown with: of a note or a rating, the episode it is about.
    package func subject(of key: EntityKey) throws -> EntityKey {
        let subject: EntityID? =
            switch Kind(rawValue: key.kind) {
            case .note?: Note(try state(of: key), patient: replica.patient).subject
            case .rating?: Rating(try state(of: key), patient: replica.patient).episode
            default: nil
            }
        guard let subject else { return key }
        return EntityKey(audience: .everyone, kind: Kind.episode.rawValue, id: subject)
    }

    /// Entries whose notes hold a text, or whose places, suspicions or character do; newest first.
    package func entries(holding text: String, _ notes: [Note]) throws -> [Entry] {
        let subjects = Set(notes.compactMap(\.subject))
        return try latest(.max).filter { entry in
            if subjects.contains(entry.entity.id) { return true }
            switch entry {
            case .episode(let episode):
                return episode.parts.contains { subjects.contains($0.entity.id) }
                    || episode.words.contains { $0.holds(text) }
            case .tally(let tally): return tally.sites.contains { $0.words.holds(text) }
            case .sheet: return false
            }
        }
    }

    /// The episode that an entity is, or is part of.
    package func episode(_ key: EntityKey) throws -> Episode {
        try EpisodeRows(db, replica).episode(key)
    }

    /// Ratings of an episode over time, by when they were.
    package func ratings(of episode: Episode) throws -> [Rating] {
        try episode.parts.flatMap { part in
            try Int64.fetchAll(
                db.cachedStatement(
                    sql: "SELECT entity FROM rating WHERE episode = ? AND NOT is_hidden"),
                arguments: [Data(part.entity.id.bytes)])
        }.map {
            Rating(try EntityRows(db, entity: $0, replica: replica).state, patient: replica.patient)
        }.sorted { ($0.at?.instant ?? 0, $0.id) < ($1.at?.instant ?? 0, $1.id) }
    }
}

extension String {
    /// Whether a text is in it, whatever its case and accents.
    func holds(_ text: String) -> Bool {
        range(of: text, options: [.caseInsensitive, .diacriticInsensitive]) != nil
    }
}
