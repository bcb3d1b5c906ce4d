import Foundation
import GRDB
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

extension Replica {
    /// Folds the whole log again into projections.
    ///
    /// - Returns: whether they are what they were.
    @discardableResult
    package func rebuild() throws -> Bool {
        try transaction { db in
            let before = try shownHash(db)
            for table in Self.projections { try db.execute(sql: "DELETE FROM \(table)") }
            try refold(db)
            return try shownHash(db) == before
        }
    }

    /// The tables that follow from the log.
    private static let projections = [
        "episode", "note", "undo", "link", "tally", "sheet", "rating", "conflict", "twin",
        "told_person", "filed",
    ]

    /// What another version left out, or read otherwise, is folded as this one reads it.
    func foldForThisVersion() throws {
        try transaction { db in
            let held = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT folding FROM replica"))
            guard held != Schema.folding else { return }
            try refold(db)
            try db.execute(
                sql: """
                    UPDATE replica SET folding = ?, installation = coalesce(installation, ?)
                    """, arguments: [Schema.folding, directory.installation()])
        }
    }

    /// Decides for every change anew whether it is allowed and counts, and folds every entity.
    func refold(_ db: Database) throws {
        let replica = try ReplicaState(db)
        let rows = LogRows(db: db)
        try db.execute(sql: "UPDATE change SET is_allowed = 0, counts = 0")
        for chain in try rows.chains() {
            let last = Int64(clamping: replica.roster.lastAllowed(chain.address))
            try db.execute(
                sql: """
                    UPDATE change SET is_allowed = 1
                    WHERE id IN (SELECT change FROM placed WHERE chain = ? AND sequence <= ?)
                    """, arguments: [chain.id, last])
        }
        try db.run("DELETE FROM told_person")
        try db.run("DELETE FROM filed")
        var folding = try Folding(db, replica)
        let changes = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT change.id, change.body, change.entity, entity.audience, change.change,
                        device.device
                    FROM change JOIN device ON device.id = change.device
                         LEFT JOIN entity ON entity.id = change.entity ORDER BY change.id
                    """))
        for change in changes {
            var body: ChangeBody?
            if let bytes = change["body"] as Data?,
                let audience = (change["audience"] as UInt8?).flatMap(Audience.init(rawValue:))
            {
                body = try? ChangeCodec.decode(Array(bytes), audience: audience)
            }
            if let body, body.importID != nil, let id = ChangeID(bytes: change["change"] as Data),
                let device = DeviceID(bytes: change["device"] as Data)
            {
                try FiledRows(db, replica).note(body, id, row: change["id"], by: device)
            }
            try folding.added(
                change["id"], undoing: body?.undoes ?? [], entity: change["entity"])
        }
        try folding.finish()
    }

    /// What a check of the whole replica found; empty where all is well.
    package struct Findings: Sendable {
        package enum Damage: Hashable, Sendable {
            /// A line of SQLite's own integrity check.
            case file(String)
            case chain(ChainID)
            /// The key file cannot be read.
            case keys
            /// What was shown differed from the log; it has been folded anew.
            case shown
        }

        package struct Aside: Hashable, Sendable {
            package let chain: String
            package let first: UInt64
            package let last: UInt64
            /// Nil where a newer version put it aside.
            package let reason: AsideReason?
        }

        package var damage: [Damage] = []
        /// Changes that are held and do not count because the roster does not allow them.
        package var notAllowed = 0
        package var keptEnvelopes: [Aside] = []
        package var suspectStamps = 0
        package var changes = 0
        package var chains = 0
    }

    /// Verifies every chain from its start, SQLite's own structure, and that the projections equal
    /// what the log folds to.
    package func check() throws -> Findings {
        var findings = try reading(verify)
        if (try? keyFile()) == nil { findings.damage.append(.keys) }
        if try !rebuild() { findings.damage.append(.shown) }
        return findings
    }

    /// A hash over every row that follows from the log.
    private func shownHash(_ db: Database) throws -> Hash {
        var hashing = Label.digest.hashing()
        let counting =
            "SELECT CAST(id || ',' || is_allowed || ',' || counts AS BLOB) FROM change ORDER BY id"
        let tables = try Self.projections.map { table in
            let columns = try db.columns(in: table).map { "quote(\($0.name))" }
            let row = columns.joined(separator: " || ',' || ")
            return "SELECT CAST(\(row) AS BLOB) AS row FROM \(table) ORDER BY row"
        }
        for sql in tables + [counting] {
            try db.walk(sql) { row in
                hashing.update(try row.get(0) as [UInt8])
                return true
            }
        }
        return hashing.hash
    }

    private func verify(_ db: Database) throws -> Findings {
        var findings = Findings()
        let replica = try ReplicaState(db)
        for line in try String.fetchAll(db, sql: "PRAGMA integrity_check") where line != "ok" {
            findings.damage.append(.file(line))
        }
        let rows = LogRows(db: db)
        for chain in try rows.chains() {
            findings.chains += 1
            var head = Chain.start(chain.address, diary: replica.diary)
            try rows.walk(chain.id, from: 1) { place in
                guard let body = place.body else { return false }
                head = head.appending(body.leaf(device: chain.address.device))
                findings.changes += 1
                return true
            }
            if head != chain.head {
                findings.damage.append(.chain(chain.address.chain))
            }
        }
        let count = { (sql: String) in
            try Int.fetchOne(
                db.cachedStatement(sql: sql)) ?? 0
        }
        findings.notAllowed = try count("SELECT count(*) FROM change WHERE NOT is_allowed")
        findings.suspectStamps = try count("SELECT count(*) FROM change WHERE is_suspect")
        findings.keptEnvelopes = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT lower(hex(chain)), first, last, reason FROM kept_envelope")
        ).map { row in
            Findings.Aside(
                chain: row[0], first: UInt64(row[1] as Int64), last: UInt64(row[2] as Int64),
                reason: AsideReason(rawValue: row[3]))
        }
        return findings
    }
}
