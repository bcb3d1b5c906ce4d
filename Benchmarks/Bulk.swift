import Foundation
import Household
import TonusDiary
import TonusStore

/// Ten years at once: written down, pushed, and fetched by a new device; each beside raw SQLite
/// writing every row that the new device then holds.
struct Bulk {
    var imports: [Double] = []
    var pushes: [Double] = []
    var firstSyncs: [Double] = []
    var raws: [Double] = []
    /// Bytes that the first sync held in memory.
    var memory: [Double] = []
    /// Bytes an episode, on either side.
    var clientDisk: [Double] = []
    var serverDisk: [Double] = []

    static func measured(_ home: Household, _ size: Int, runs: Int) async throws -> Bulk {
        var bulk = Bulk()
        let drafts = try (0..<size).map(Workload.draft)
        for run in 0..<runs {
            let name = "bulk-\(size)-\(run)"
            try await bulk.measure(home, name, drafts)
        }
        return bulk
    }

    private mutating func measure(
        _ home: Household, _ name: String, _ drafts: [EpisodeDraft]
    ) async throws {
        let pair = try await Together(
            home.folder + "/home", name, size: 0, address: home.address, code: home.newCode())
        imports.append(try milliseconds { try Workload.fill(pair.author, drafts) })
        let before = try Self.serverBytes(home)
        pushes.append(try Self.sync(home, "\(name)-author").time)
        serverDisk.append(Double(try Self.serverBytes(home) - before) / Double(drafts.count))
        let first = try Self.sync(home, "\(name)-reader")
        firstSyncs.append(first.time)
        memory.append(Double(first.memory))
        guard try pair.reader.read({ try $0.changeCount() }) >= drafts.count else {
            throw RawDatabase.Failure(message: "not everything arrived")
        }
        raws.append(try Self.copyRows(of: pair.reader, to: "\(home.folder)/\(name)-raw.sqlite"))
        let held = try RawDatabase.size(pair.reader.directory.database)
        clientDisk.append(Double(held) / Double(drafts.count))
    }

    /// Bytes on the wire of a first sync, headers included, for each episode.
    static func wireBytes(_ home: Household, _ size: Int) async throws -> Double {
        let tap = WireTap()
        let pair = try await Together(
            home.folder + "/home", "wire-\(size)", size: size, address: tap.start(to: home.address),
            code: home.newCode())
        try await pair.sync(pair.author)
        _ = tap.taken()
        try await pair.sync(pair.reader)
        let taken = tap.taken()
        return Double(taken.up + taken.down) / Double(size)
    }

    /// `tonus sync` as a whole process.
    private static func sync(
        _ home: Household, _ replica: String
    ) throws -> (time: Double, memory: Int) {
        let started = ContinuousClock.now
        let child = try home.begin(["-R", replica, "sync"])
        var peak = 0
        while !child.hasEnded {
            peak = max(peak, peakMemory(of: child.process))
            usleep(2000)
        }
        guard child.wait() == 0 else { throw RawDatabase.Failure(message: child.standardError) }
        return ((ContinuousClock.now - started).milliseconds, peak)
    }

    /// The most bytes that a process held in memory so far. What `wait4` tells begins with what its parent
    /// held when it was started.
    private static func peakMemory(of process: Int32) -> Int {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }

    private static func serverBytes(_ home: Household) throws -> Int {
        try RawDatabase.size(home.serverData + "/server.sqlite")
    }

    /// Writes every row that the replica now holds into an empty database of the same schema, in
    /// transactions of as many changes as a replica takes.
    static func copyRows(of replica: Replica, to path: String) throws -> Double {
        let source = try RawDatabase(replica.directory.database)
        let copy = try RawDatabase(path)
        let schema = try source.rows(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'view'")
        for row in schema {
            if case .text(let sql)? = row.first { try copy.run(sql) }
        }
        let tables = ["entity", "change", "place", "episode"]
        let rows = try tables.map { (table: $0, rows: try source.rows("SELECT * FROM \($0)")) }
        let batches = max(1, (rows.first?.rows.count ?? 0) / 1000)
        return try milliseconds {
            for batch in 0..<batches {
                try copy.run("BEGIN IMMEDIATE")
                for (table, all) in rows {
                    let marks = String(repeating: "?, ", count: (all.first?.count ?? 1) - 1) + "?"
                    let sql = "INSERT INTO \(table) VALUES (\(marks))"
                    let share = all.count / batches
                    let end = batch == batches - 1 ? all.count : (batch + 1) * share
                    for row in all[(batch * share)..<end] { try copy.run(sql, row) }
                }
                try copy.run("COMMIT")
            }
        }
    }
}

extension RawDatabase {
    /// Bytes of a database once everything of its write-ahead log is in it.
    static func size(_ path: String) throws -> Int {
        try RawDatabase(path).run("PRAGMA wal_checkpoint(TRUNCATE)")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.size] as? Int) ?? 0
    }
}
