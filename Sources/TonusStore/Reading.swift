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
    /// The latest by onset, newest first.
    case latest(Int)
    /// Onsets within Unix milliseconds, oldest first.
    case between(Int64, Int64)

    func episodes(_ db: Database, _ replica: ReplicaState) throws -> [Episode] {
        let (condition, arguments): (String, StatementArguments) =
            switch self {
            case .ongoing: ("ending = 'ongoing' ORDER BY onset, entity", [])
            case .latest(let count): ("TRUE ORDER BY onset DESC, entity DESC LIMIT ?", [count])
            case .between(let from, let to):
                ("onset >= ? AND onset < ? ORDER BY onset, entity", [from, to])
            }
        let entities = try Int64.fetchAll(
            db, sql: "SELECT entity FROM episode WHERE NOT is_hidden AND \(condition)",
            arguments: arguments)
        return try entities.map { entity in
            Episode(
                try EntityRows(db, entity: entity, replica: replica).state,
                patient: replica.patient)
        }
    }
}

/// A consistent view of the diary for one command.
package struct Snapshot {
    let db: Database
    package let replica: ReplicaState

    package func ongoing() throws -> [Episode] { try EpisodeQuery.ongoing.episodes(db, replica) }

    package func latest(_ count: Int) throws -> [Episode] {
        try EpisodeQuery.latest(count).episodes(db, replica)
    }

    package func episodes(from: Int64, to: Int64) throws -> [Episode] {
        try EpisodeQuery.between(from, to).episodes(db, replica)
    }

    package func episodeCount() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM episode WHERE NOT is_hidden") ?? 0
    }

    /// Episodes deleted by one and edited by another, or where a person should choose.
    package func undecidedCount() throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT (SELECT count(*) FROM episode
                        WHERE NOT is_hidden AND (is_contested OR conflicts > 0))
                     + (SELECT count(*) FROM note WHERE NOT is_hidden AND conflicts > 0)
                """) ?? 0
    }

    package func notes(about subject: EntityID) throws -> [Note] {
        let entities = try Int64.fetchAll(
            db, sql: "SELECT entity FROM note WHERE subject = ? AND NOT is_hidden ORDER BY entity",
            arguments: [Data(subject.bytes)])
        return try entities.map { entity in
            Note(
                try EntityRows(db, entity: entity, replica: replica).state,
                patient: replica.patient)
        }
    }

    package func noteCount() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM note WHERE NOT is_hidden") ?? 0
    }

    package func changeCount() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM change") ?? 0
    }

    /// Changes that the server is not known to hold.
    package func unsentCount() throws -> Int {
        guard replica.server != nil else { return try changeCount() }
        return try Int.fetchOne(
            db,
            sql: """
                SELECT coalesce(sum(last - sent), 0) FROM chain
                JOIN device ON device.id = chain.device WHERE device.device = ?
                """, arguments: [Data(replica.device.bytes)]) ?? 0
    }

    /// The short id that every device shows alike: six characters of the entity's own.
    package static func shortID(_ id: EntityID) -> String {
        String(Base32.encode(id.bytes).prefix(6))
    }

    /// Finds what a person meant by `last`, a number from the last list, or a short id.
    ///
    /// - Throws: `StoreError.unknownReference` or `.ambiguousReference`.
    package func entity(_ reference: String) throws -> EntityKey {
        if reference.lowercased() == "last" { return try lastTouched() }
        if reference.utf8.count == 32, let whole = Hex.decode(reference) {
            return try entity(whole, reference)
        }
        if let number = Int(reference), reference.utf8.count <= 5 {
            guard
                let row = try Int64.fetchOne(
                    db, sql: "SELECT entity FROM listed WHERE number = ?", arguments: [number])
            else { throw StoreError.unknownReference(reference) }
            return try EntityRows(db, entity: row, replica: replica).key
        }
        return try entity(startingWith: reference)
    }

    /// Finds the episode that a person meant.
    package func episode(_ reference: String) throws -> EntityKey {
        let key = try entity(reference)
        guard key.kind == Kind.episode.rawValue else {
            throw StoreError.unknownReference(reference)
        }
        return key
    }

    private func entity(_ id: [UInt8], _ reference: String) throws -> EntityKey {
        let row = try Int64.fetchOne(
            db, sql: "SELECT id FROM entity WHERE entity = ? AND kind IN (1, 2)",
            arguments: [Data(id)])
        guard let row else { throw StoreError.unknownReference(reference) }
        return try EntityRows(db, entity: row, replica: replica).key
    }

    private func lastTouched() throws -> EntityKey {
        let row = try Int64.fetchOne(
            db,
            sql: """
                SELECT change.entity FROM change JOIN device ON device.id = change.device
                     JOIN episode ON episode.entity = change.entity
                WHERE device.device = ? AND counts AND NOT is_hidden
                ORDER BY change.id DESC LIMIT 1
                """, arguments: [Data(replica.device.bytes)])
        let latest = try Int64.fetchOne(
            db, sql: "SELECT entity FROM episode WHERE NOT is_hidden ORDER BY onset DESC LIMIT 1")
        guard let found = row ?? latest else { throw StoreError.unknownReference("last") }
        return try EntityRows(db, entity: found, replica: replica).key
    }

    private func entity(startingWith text: String) throws -> EntityKey {
        let unknown = StoreError.unknownReference(text)
        guard text.utf8.count >= 3, let symbols = Base32.symbols(in: text) else { throw unknown }
        let wanted = Base32.text(of: symbols)
        // The whole bytes of the prefix bound the search; the characters decide.
        let bytes = Base32.bytes(of: symbols + Array(repeating: 0, count: 8)) ?? []
        let whole = Array(bytes.prefix(symbols.count * 5 / 8))
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT id, entity FROM entity WHERE substr(entity, 1, ?) = ? AND kind IN (1, 2)",
            arguments: [whole.count, Data(whole)])
        let matches = rows.filter { row in
            Base32.encode(row["entity"] as Data).hasPrefix(wanted)
        }
        guard let match = matches.first else { throw unknown }
        guard matches.count == 1 else {
            throw StoreError.ambiguousReference(text, matches: matches.count)
        }
        return try EntityRows(db, entity: match["id"], replica: replica).key
    }

    package func state(of key: EntityKey) throws -> EntityState {
        guard let row = try LogRows(db: db).existingEntityRow(key) else {
            return EntityState(key, folding: [])
        }
        return try EntityRows(db, entity: row, replica: replica).state
    }

    package func isImported(_ key: EntityKey) throws -> Bool {
        try LogRows(db: db).existingEntityRow(key) != nil
    }

    /// SHA-256 over the live counting writes of an audience, in order.
    ///
    /// Equal on every replica that holds the same changes under the same roster, whatever its
    /// version. Source: Protocol/1-model.md, "Digest".
    package func digest(_ audience: Audience) throws -> Hash {
        var bytes: [UInt8] = [audience.rawValue]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT entity.kind, entity.entity, live_write.field, live_write.key, change.change
                FROM live_write JOIN entity ON entity.id = live_write.entity
                     JOIN change ON change.id = live_write.change
                WHERE entity.audience = ?
                ORDER BY entity.kind, entity.entity, live_write.field, live_write.key, change.change
                """, arguments: [audience.rawValue])
        while let row = try rows.next() {
            bytes += UInt32(row[0] as Int64).bigEndianBytes + (row[1] as Data)
            let key = row[3] as Data
            bytes += UInt32(row[2] as Int64).bigEndianBytes + UInt32(key.count).bigEndianBytes + key
            bytes += row[4] as Data
        }
        return Label.digest.hash(bytes)
    }
}

extension Replica {
    package func read<Answer>(_ body: (Snapshot) throws -> Answer) throws -> Answer {
        try reading { db in try body(Snapshot(db: db, replica: ReplicaState(db))) }
    }

    /// Remembers the numbers of a list, so that the next command can name them.
    package func rememberList(_ entities: [EntityKey]) throws {
        try transaction { db in
            try db.execute(sql: "DELETE FROM listed")
            for (number, key) in zip(1..., entities) {
                guard let row = try LogRows(db: db).existingEntityRow(key) else { continue }
                try db.execute(sql: "INSERT INTO listed VALUES (?, ?)", arguments: [number, row])
            }
        }
    }
}
