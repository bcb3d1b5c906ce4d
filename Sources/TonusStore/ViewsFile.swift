import Foundation
import GRDB
import TonusTypes

/// What a diary shows, as tables that any SQLite program reads.
extension Replica {
    /// Fills an empty file with a table for each view, of one moment, and none of what lies beneath: not
    /// the log, which holds what was deleted and taken back, and no key.
    ///
    /// - Parameter isPrivate: whether entries for the owner's devices alone are in it.
    /// - Returns: how many rows there are of each.
    package func writeViews(
        to path: String, private isPrivate: Bool
    ) throws -> [String: Int] {
        try storing {
            let queue = try DatabaseQueue(path: path)
            let counts = try queue.writeWithoutTransaction { db in
                try db.execute(
                    sql: "ATTACH DATABASE ? AS diary", arguments: [directory.database])
                try db.execute(sql: "BEGIN")
                let counts = try ViewTables(db: db, isPrivate: isPrivate).fill()
                try db.execute(
                    sql: """
                        PRAGMA user_version = \(Schema.viewsVersion);
                        COMMIT;
                        DETACH diary;
                        """)
                return counts
            }
            try queue.close()
            return counts
        }
    }
}

/// Copies views of the attached database `diary` into tables of their names.
private struct ViewTables {
    let db: Database
    let isPrivate: Bool

    /// What is about other rows than those of one entry: only what the others show is looked at in it.
    private static let about = [
        "v_changes": "counts AND entity IN (SELECT id FROM shown)",
        "v_conflicts": "id IN (SELECT id FROM shown)",
    ]

    func fill() throws -> [String: Int] {
        let views = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM diary.sqlite_master
                WHERE type = 'view' AND name GLOB 'v_*' ORDER BY name
                """)
        try db.execute(sql: "CREATE TEMPORARY TABLE shown (id TEXT PRIMARY KEY)")
        var counts: [String: Int] = [:]
        for view in views where Self.about[view] == nil {
            counts[view] = try copy(view, where: isPrivate ? "TRUE" : Self.isOpen)
            try db.execute(sql: "INSERT OR IGNORE INTO shown SELECT id FROM main.\(view)")
        }
        for (view, condition) in Self.about.sorted(by: { $0.key < $1.key }) {
            counts[view] = try copy(view, where: condition)
        }
        return counts
    }

    private static let isOpen = """
        id NOT IN (SELECT lower(hex(entity)) FROM diary.entity
                   WHERE audience = \(Audience.owner.rawValue))
        """

    private func copy(_ view: String, where condition: String) throws -> Int {
        try db.execute(
            sql: """
                CREATE TABLE main.\(view) AS SELECT * FROM diary.\(view)
                WHERE \(condition) ORDER BY id
                """)
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM main.\(view)") ?? 0
    }
}
