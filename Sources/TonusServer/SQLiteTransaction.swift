import Foundation
import GRDB
import SwiftProtobuf
import TonusProtocol
import TonusTypes

/// One transaction on the SQLite log; it ends with the closure that was given it.
///
/// Statements are SQL and cached; numbers that do not fit SQLite's signed integers are clamped
/// where they are only compared, and are refused before they get here where they are stored.
struct SQLiteTransaction: EnvelopeLogWriter {
    let db: Database

    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    }

    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
    }

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

// MARK: - Diaries and codes

extension SQLiteTransaction {
    func isAnyDiaryFounded() throws -> Bool {
        try row("SELECT 1 FROM diary LIMIT 1") != nil
    }

    func diary(_ id: DiaryID) throws -> StoredDiary? {
        try row(
            "SELECT id, diary, roster_index, roster_hash FROM diary WHERE diary = ?", [id.data]
        ).map(storedDiary)
    }

    func diary(withTicket ticket: TicketID) throws -> StoredDiary? {
        try row(
            """
            SELECT id, diary.diary, roster_index, roster_hash FROM ticket
            JOIN diary ON diary.id = ticket.diary WHERE ticket = ? ORDER BY id LIMIT 1
            """, [ticket.data]
        ).map(storedDiary)
    }

    func insertDiary(_ id: DiaryID, genesis: WireRosterEntry) throws -> StoredDiary {
        let hash = Roster.hash(of: genesis)
        try run(
            "INSERT INTO diary (diary, roster_index, roster_hash) VALUES (?, 0, ?)",
            [id.data, hash.data])
        let diary = StoredDiary(
            row: db.lastInsertedRowID, id: id, rosterIndex: 0, rosterHash: hash)
        try insert(genesis, at: 0, of: diary)
        return diary
    }

    private func storedDiary(_ row: Row) throws -> StoredDiary {
        guard let id = DiaryID(bytes: row[1] as Data), let hash = Hash(bytes: row[3] as Data),
            let index = UInt64(exactly: row[2] as Int64)
        else { throw EnvelopeLogError.damaged(table: "diary") }
        return StoredDiary(row: row[0], id: id, rosterIndex: index, rosterHash: hash)
    }

    func codeHashes(usableFor diary: DiaryID) throws -> [[UInt8]] {
        try rows("SELECT hash FROM code WHERE used_by IS NULL OR used_by = ?", [diary.data])
            .map { Array($0[0] as Data) }
    }

    /// Keeps the newest hundred unused ones, so that a server that is started over and over does
    /// not fill its table with codes that nobody wrote down.
    func insertCode(_ hash: [UInt8], now: Int64) throws {
        try run("INSERT OR IGNORE INTO code (hash, made) VALUES (?, ?)", [Data(hash), now])
        try run(
            """
            DELETE FROM code WHERE used_by IS NULL AND hash <> ? AND hash NOT IN (
                SELECT hash FROM code WHERE used_by IS NULL ORDER BY made DESC LIMIT 100)
            """, [Data(hash)])
    }

    func useCode(_ hash: [UInt8], for diary: DiaryID) throws {
        try run("UPDATE code SET used_by = ? WHERE hash = ?", [diary.data, Data(hash)])
    }

    func touch(now: Int64) throws {
        try run(
            "INSERT OR REPLACE INTO meta (name, value) VALUES ('touched', ?)",
            [Data(UInt64(bitPattern: now).bigEndianBytes)])
    }
}

extension FixedBytes {
    /// As SQLite wants it: a STRICT table takes no text for a BLOB.
    var data: Data { Data(bytes) }
}
