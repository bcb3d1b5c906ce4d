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
    /// - Throws: `ReferenceError`.
    package func entity(_ reference: String) throws -> EntityKey {
        if reference.lowercased() == "last" { return try lastTouched() }
        if reference.utf8.count == 32, let whole = Hex.decode(reference) {
            return try entity(whole, reference)
        }
        if let number = Int(reference), reference.utf8.count <= 5 {
            guard
                let row = try Int64.fetchOne(
                    db.cachedStatement(sql: "SELECT entity FROM listed WHERE number = ?"),
                    arguments: [number])
            else { throw ReferenceError.unknown(reference) }
            return try EntityRows(db, entity: row, replica: replica).key
        }
        return try entity(startingWith: reference)
    }

    /// Finds the episode that a person meant.
    package func episode(_ reference: String) throws -> EntityKey {
        let key = try entity(reference)
        guard key.kind == Kind.episode.rawValue else {
            throw ReferenceError.unknown(reference)
        }
        return key
    }

    private func entity(_ id: [UInt8], _ reference: String) throws -> EntityKey {
        let row = try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT id FROM entity WHERE entity = ? AND kind <= 19 ORDER BY audience"),
            arguments: [Data(id)])
        guard let row else { throw ReferenceError.unknown(reference) }
        return try EntityRows(db, entity: row, replica: replica).key
    }

    private func lastTouched() throws -> EntityKey {
        let row = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT change.entity FROM change JOIN device ON device.id = change.device
                         JOIN episode ON episode.entity = change.entity
                    WHERE device.device = ? AND counts AND NOT is_hidden
                    ORDER BY change.id DESC LIMIT 1
                    """), arguments: [Data(replica.device.bytes)])
        let latest = try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT entity FROM episode WHERE NOT is_hidden ORDER BY onset DESC LIMIT 1"))
        guard let found = row ?? latest else { throw ReferenceError.unknown("last") }
        return try EntityRows(db, entity: found, replica: replica).key
    }

    private func entity(startingWith text: String) throws -> EntityKey {
        let row = try row(
            startingWith: text,
            sql:
                """
                SELECT id, entity FROM entity WHERE substr(entity, 1, ?) = ? AND kind <= 19
                ORDER BY audience
                """
        )
        return try EntityRows(db, entity: row, replica: replica).key
    }

    /// The short name of a change, which every device shows alike, such as `@4k2m9x`.
    package static func shortID(_ id: ChangeID) -> String {
        "@" + String(Base32.encode(id.bytes).prefix(6))
    }

    /// Finds the change that a person named as the history shows it.
    ///
    /// - Returns: nil where the text does not begin with an `@`.
    package func change(_ reference: String) throws -> ChangeID? {
        guard reference.hasPrefix("@") else { return nil }
        let text = String(reference.dropFirst())
        if text.utf8.count == 32, let id = Hex.decode(text).flatMap({ ChangeID(bytes: $0) }) {
            return id
        }
        let row = try row(
            startingWith: text,
            sql: "SELECT id, change FROM change WHERE substr(change, 1, ?) = ? AND body NOT NULL")
        return try Data.fetchOne(
            db.cachedStatement(sql: "SELECT change FROM change WHERE id = ?"), arguments: [row]
        )
        .flatMap { ChangeID(bytes: $0) }
    }

    /// - Parameter sql: finds rows of an id and 16 bytes, by the length and the bytes of a prefix.
    private func row(startingWith text: String, sql: String) throws -> Int64 {
        let unknown = ReferenceError.unknown(text)
        guard text.utf8.count >= 3, let symbols = Base32.symbols(in: text) else { throw unknown }
        let wanted = Base32.text(of: symbols)
        // The whole bytes of the prefix bound the search; the characters decide.
        let bytes = Base32.bytes(of: symbols + Array(repeating: 0, count: 8)) ?? []
        let whole = Array(bytes.prefix(symbols.count * 5 / 8))
        let matches = try Row.fetchAll(
            db.cachedStatement(sql: sql), arguments: [whole.count, Data(whole)]
        )
        .filter { Base32.encode($0[1] as Data).hasPrefix(wanted) }
        guard let match = matches.first else { throw unknown }
        // What is said of a day for everybody and in private has one id: the first is meant.
        guard matches.allSatisfy({ $0[1] as Data == match[1] as Data }) else {
            throw ReferenceError.ambiguous(text, matches: matches.count)
        }
        return match[0]
    }
}
