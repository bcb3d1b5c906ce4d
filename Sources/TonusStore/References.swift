import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusTypes

extension Snapshot {
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
            db, sql: "SELECT id FROM entity WHERE entity = ? AND kind IN (1, 2, 3, 4)",
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
            sql:
                "SELECT id, entity FROM entity WHERE substr(entity, 1, ?) = ? AND kind IN (1, 2, 3, 4)",
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
}
