import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

/// A consistent view of the diary for one command.
package struct Snapshot {
    let db: Database
    package let replica: ReplicaState

    package func ongoing() throws -> [Episode] { try EpisodeQuery.ongoing.episodes(db, replica) }

    package func episodes(from: Int64, to: Int64) throws -> [Episode] {
        try EpisodeQuery.between(from, to).episodes(db, replica)
    }

    package func episodeCount() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT count(*) FROM episode WHERE NOT is_hidden AND part_of IS NULL"))
            ?? 0
    }

    package func notes(about subject: EntityID) throws -> [Note] {
        try notes("subject = ?", [Data(subject.bytes)])
    }

    /// Everybody's words, private ones included.
    package func notes() throws -> [Note] { try notes("TRUE", []) }

    /// All notes that hold a text, whatever its case and accents.
    package func notes(holding text: String) throws -> [Note] {
        try notes("TRUE", []).filter { $0.text.holds(text) }
    }

    private func notes(_ condition: String, _ arguments: StatementArguments) throws -> [Note] {
        let entities = try Int64.fetchAll(
            db.cachedStatement(
                sql: "SELECT entity FROM note WHERE NOT is_hidden AND \(condition) ORDER BY entity"),
            arguments: arguments)
        return try entities.map { entity in
            Note(
                try EntityRows(db, entity: entity, replica: replica).state,
                patient: replica.patient)
        }
    }

    package func noteCount() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) FROM note WHERE NOT is_hidden")) ?? 0
    }

    package func changeCount() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) FROM change")) ?? 0
    }

    /// Changes that the server is not known to hold.
    package func unsentCount() throws -> Int {
        guard replica.server != nil else { return try changeCount() }
        return try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT coalesce(sum(last - sent), 0) FROM chain
                    JOIN device ON device.id = chain.device WHERE device.device = ?
                    """), arguments: [Data(replica.device.bytes)]) ?? 0
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
        let entities: [Int64] = try db.all(
            "SELECT id FROM entity WHERE audience = ? ORDER BY kind, entity", audience.rawValue
        ) { try $0.get(0) }
        var digest = Label.digest.hashing()
        digest.update([audience.rawValue])
        for entity in entities {
            digest.update(try EntityRows(db, entity: entity, replica: replica).state.liveBytes)
        }
        return digest.hash
    }
}

extension EntityState {
    /// What of it is in the digest: kind, id, cell and change of every live write, in order.
    fileprivate var liveBytes: [UInt8] {
        let id = entity.kind.bigEndianBytes + entity.id.bytes
        let existence = Set((deletes + restores).map(\.id)).sorted()
        let written = cells.map { ($0.key, $0.value.map(\.change)) }
        return ([(CellAddress(field: 0), existence)] + written).reduce(into: []) { bytes, cell in
            let (address, changes) = cell
            for change in changes {
                bytes += id
                bytes += address.field.bigEndianBytes
                bytes += UInt32(address.key.count).bigEndianBytes + address.key
                bytes += change.bytes
            }
        }
    }
}

extension Snapshot {
    /// What was done to an entry, and to those linked with it, oldest first.
    package func history(of key: EntityKey) throws -> [HistoryEntry] {
        let held = try LinkRows(db, audience: key.audience).rows(of: key).flatMap {
            try EntityRows(db, entity: $0, replica: replica).held
        }
        return HistoryEntry.of(held)
    }

    /// One change as it reads in the history of its entity; nil where it cannot be read.
    package func history(of change: ChangeID) throws -> HistoryEntry? {
        guard let entity = try IntentRows(db, replica).change(change)?.body.entity else {
            return nil
        }
        return try history(of: entity).first { $0.change.id == change }
    }

    /// The latest changes that were made anywhere in the diary, oldest first.
    package func latestHistory(_ count: Int) throws -> [HistoryEntry] {
        let entities = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT change, entity FROM change WHERE entity IS NOT NULL
                    ORDER BY stamp DESC, change DESC LIMIT ?
                    """), arguments: [count])
        let wanted = Set(entities.map { $0["change"] as Data })
        let held = try Set(entities.map { $0["entity"] as Int64 }).sorted().flatMap {
            try EntityRows(db, entity: $0, replica: replica).held
        }
        return HistoryEntry.of(held).filter { wanted.contains(Data($0.change.id.bytes)) }
    }
}

extension Replica {
    package func read<Answer>(_ body: (Snapshot) throws -> Answer) throws -> Answer {
        try reading { db in try body(Snapshot(db: db, replica: ReplicaState(db))) }
    }

    /// Remembers the numbers of a list, so that the next command can name them.
    package func rememberList(_ entities: [EntityKey]) throws {
        let (held, rows) = try reading { db in
            (
                try db.all("SELECT entity FROM listed ORDER BY number") { try $0.get(0) as Int64 },
                try entities.compactMap { try LogRows(db: db).existingEntityRow($0) }
            )
        }
        // The same list again costs no commit.
        if held == rows { return }
        try transaction { db in
            try db.run("DELETE FROM listed")
            for (number, row) in zip(1..., rows) {
                try db.run("INSERT INTO listed VALUES (?, ?)", number, row)
            }
        }
    }
}
