import Foundation
import GRDB
import SwiftProtobuf
import TonusProtocol
import TonusTypes

// MARK: - Entries

extension SQLiteTransaction {
    func rosterEntry(_ index: UInt64, of diary: StoredDiary) throws -> WireRosterEntry? {
        try row(
            "SELECT entry FROM roster_entry WHERE diary = ? AND idx = ?",
            [diary.row, Int64(clamping: index)]
        ).map { try parsed($0[0] as Data, table: "roster_entry") }
    }

    func rosterEntries(
        of diary: StoredDiary, from index: UInt64, upTo bytes: Int
    ) throws -> [WireRosterEntry] {
        let statement = try db.cachedStatement(
            sql: "SELECT entry FROM roster_entry WHERE diary = ? AND idx >= ? ORDER BY idx")
        let found = try Data.fetchCursor(
            statement, arguments: [diary.row, Int64(clamping: index)])
        var entries: [WireRosterEntry] = []
        var left = bytes
        while left > 0, let entry = try found.next() {
            left -= entry.count
            entries.append(try parsed(entry, table: "roster_entry"))
        }
        return entries
    }

    func rosterBytes(of diary: StoredDiary) throws -> Int {
        try row(
            "SELECT coalesce(sum(length(entry)), 0) FROM roster_entry WHERE diary = ?",
            [diary.row]
        ).map { $0[0] } ?? 0
    }

    func appendRosterEntry(
        _ entry: WireRosterEntry, to diary: StoredDiary
    ) throws -> StoredDiary {
        let next = StoredDiary(
            row: diary.row, id: diary.id, rosterIndex: diary.rosterIndex + 1,
            rosterHash: Roster.hash(of: entry))
        try insert(entry, at: next.rosterIndex, of: diary)
        try run(
            "UPDATE diary SET roster_index = ?, roster_hash = ? WHERE id = ?",
            [Int64(clamping: next.rosterIndex), next.rosterHash.data, diary.row])
        return next
    }

    func insert(_ entry: WireRosterEntry, at index: UInt64, of diary: StoredDiary) throws {
        try run(
            "INSERT INTO roster_entry (diary, idx, entry) VALUES (?, ?, ?)",
            [diary.row, Int64(clamping: index), try entry.serializedData()])
    }

    func parsed<Message: SwiftProtobuf.Message>(
        _ bytes: Data, table: String
    ) throws -> Message {
        do {
            return try Message(serializedBytes: bytes)
        } catch {
            throw EnvelopeLogError.damaged(table: table)
        }
    }
}

// MARK: - Wraps and tickets

extension SQLiteTransaction {
    func wraps(
        for recipient: [UInt8], of diary: StoredDiary, in indexes: ClosedRange<UInt64>
    ) throws -> [WireWrap] {
        try rows(
            """
            SELECT wrap FROM wrap WHERE diary = ? AND recipient = ? AND idx BETWEEN ? AND ?
            ORDER BY idx
            """,
            [
                diary.row, Data(recipient), Int64(clamping: indexes.lowerBound),
                Int64(clamping: indexes.upperBound),
            ]
        ).map { try parsed($0[0] as Data, table: "wrap") }
    }

    func insertWrap(_ wrap: WireWrap, of diary: StoredDiary) throws {
        try run(
            "INSERT OR IGNORE INTO wrap (diary, recipient, idx, wrap) VALUES (?, ?, ?, ?)",
            [
                diary.row, wrap.recipient, Int64(clamping: wrap.rosterIndex),
                try wrap.serializedData(),
            ])
    }

    func insertTicket(_ ticket: TicketID, expires: UInt64?, of diary: StoredDiary) throws {
        try run(
            "INSERT OR IGNORE INTO ticket (ticket, diary, expires) VALUES (?, ?, ?)",
            [ticket.data, diary.row, expires.map { Int64(clamping: $0) }])
    }

    func deleteTicket(_ ticket: TicketID, of diary: StoredDiary) throws {
        try run("DELETE FROM ticket WHERE ticket = ? AND diary = ?", [ticket.data, diary.row])
        try run("DELETE FROM wrap WHERE diary = ? AND recipient = ?", [diary.row, ticket.data])
    }

    func tickets(of diary: StoredDiary) throws -> [TicketID] {
        try rows("SELECT ticket FROM ticket WHERE diary = ? ORDER BY ticket", [diary.row])
            .compactMap { TicketID(bytes: $0[0] as Data) }
    }

    func deleteExpiredWraps(now: Int64) throws {
        try run(
            """
            DELETE FROM wrap WHERE (diary, recipient) IN (
                SELECT diary, ticket FROM ticket WHERE expires <= ?)
            """, [now])
    }
}
