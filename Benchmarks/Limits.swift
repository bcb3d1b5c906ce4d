import Foundation
import Household
import TonusStore
import TonusVault

/// Bounds that were measured: what is left when everything is left out that is ours to leave out.
enum Limits {
    private static let runs = 5
    private static let entries = 300

    /// Raw SQLite writing ten years, alone, and while another thread decodes, or encodes, and hashes them.
    static func bulk(
        _ home: Household, _ size: Int
    ) throws -> (raw: [Double], decoding: [Double], encoding: [Double]) {
        let replica = try Workload.replica(home.folder + "/home", "limits-\(size)")
        try Workload.fill(replica, 0..<size)
        let bodies = try ReadingAhead.bodies(of: replica)
        let changes = bodies.compactMap { try? ChangeCodec.decode($0, audience: .everyone) }
        var (raw, decoding, encoding): ([Double], [Double], [Double]) = ([], [], [])
        for run in 0..<runs {
            let copying = { (name: String) in
                try RowCopying(of: replica, to: "\(home.folder)/limits-\(name)-\(run).sqlite").run
            }
            raw.append(try milliseconds(copying("raw")))
            decoding.append(try ReadingAhead.decoding(bodies, during: copying("decoding")))
            encoding.append(try ReadingAhead.encoding(changes, during: copying("encoding")))
        }
        return (raw, decoding, encoding)
    }

    /// Raw SQLite writing the rows that an entry writes, beside a row and a log row; and the same once the
    /// change was encoded and hashed.
    static func entry(
        _ home: Household, _ size: Int
    ) throws -> (rows: [Double], made: [Double], raw: [Double]) {
        let replica = try Workload.replica(home.folder + "/home", "limits-entry-\(size)")
        try Workload.fill(replica, 0..<size)
        let path = "\(home.folder)/limits-entry.sqlite"
        try RawDatabase(replica.directory.database).run("VACUUM INTO '\(path)'")
        let copy = try RawDatabase(path)
        let raw = try OneEntry.rawTwin(of: replica, "\(home.folder)/limits-twin.sqlite", size)
        let body = [UInt8](repeating: 0x5A, count: try OneEntry.changeBytes(replica))
        let change = try ReadingAhead.bodies(of: replica, where: "id = 1").first
            .map { try ChangeCodec.decode($0, audience: .everyone) }
        guard let change else { throw RawDatabase.Failure(message: "there is no change") }
        var (rows, made, theirs): ([Double], [Double], [Double]) = ([], [], [])
        for run in 0..<entries {
            let number = size + 2 * run + 1
            rows.append(try milliseconds { try writeRows(of: number, body, copy) })
            made.append(
                try milliseconds {
                    let bytes = try ReadingAhead.encoded(change)
                    try writeRows(of: number + 1, bytes, copy)
                })
            theirs.append(try milliseconds { try OneEntry.write(size + run, body, raw) })
        }
        return (rows, made, theirs)
    }

    private static func writeRows(
        of number: Int, _ body: [UInt8], _ copy: RawDatabase
    ) throws {
        let row = RawDatabase.Cell.integer(Int64(number))
        try copy.run("BEGIN IMMEDIATE")
        try copy.run("INSERT INTO entity VALUES (?, randomblob(16), 1, 1)", [row])
        try copy.run(
            "INSERT INTO change VALUES (?, randomblob(16), 1, ?, ?, ?, NULL, 1, 1, 0)",
            [row, row, row, .blob(body)])
        try copy.run(
            """
            INSERT INTO episode
            SELECT ?, ?, onset_offset, onset_zone, onset_precision, ending, ended, severity, pain,
                character, sites, triggers, reporters, device, 0, 0, 0, NULL
            FROM episode WHERE entity = 1
            """, [row, .integer(Workload.start + Int64(number) * 3_600_000)])
        try copy.run("UPDATE chain SET last = last + 1, head = randomblob(32)")
        try copy.run("COMMIT")
    }
}
