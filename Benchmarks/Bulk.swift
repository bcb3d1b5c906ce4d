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
        let copying = try RowCopying(of: pair.reader, to: "\(home.folder)/\(name)-raw.sqlite")
        raws.append(try milliseconds(copying.run))
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

    /// Milliseconds that entries took which another process wrote while a first sync came in.
    static func entriesMeanwhile(_ home: Household, _ size: Int) async throws -> [Double] {
        let name = "meanwhile-\(size)"
        let pair = try await Together(
            home.folder + "/home", name, size: size, address: home.address, code: home.newCode())
        try await pair.sync(pair.author)
        let child = try home.begin(["-R", "\(name)-reader", "sync"])
        var taken: [Double] = []
        while !child.hasEnded {
            let draft = try Workload.draft(size + taken.count)
            taken.append(try milliseconds { try Workload.write(draft, pair.reader) })
            usleep(20_000)
        }
        guard child.wait() == 0 else { throw RawDatabase.Failure(message: child.standardError) }
        return taken
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
}

/// Writes every row that a replica holds into an empty database of the same schema, in transactions of
/// as many changes as a replica takes.
struct RowCopying {
    private let copy: RawDatabase
    private let rows: [(table: String, rows: [[RawDatabase.Cell]])]

    init(of replica: Replica, to path: String) throws {
        let source = try RawDatabase(replica.directory.database)
        copy = try RawDatabase(path)
        let schema = try source.rows(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'view'")
        for row in schema {
            if case .text(let sql)? = row.first { try copy.run(sql) }
        }
        rows = try ["entity", "change", "place", "episode"].map { table in
            (table: table, rows: try source.rows("SELECT * FROM \(table)"))
        }
    }

    func run() throws {
        let batches = max(1, (rows.first?.rows.count ?? 0) / 1000)
        for batch in 0..<batches {
            try copy.run("BEGIN IMMEDIATE")
            for (table, all) in rows {
                let share = all.count / batches
                let end = batch == batches - 1 ? all.count : (batch + 1) * share
                try copy.put(all[(batch * share)..<end], into: table)
            }
            try copy.run("COMMIT")
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

    /// Rows of all columns; what is there already is replaced.
    func put(_ rows: some Collection<[Cell]>, into table: String) throws {
        let marks = String(repeating: "?, ", count: (rows.first?.count ?? 1) - 1) + "?"
        for row in rows { try run("INSERT OR REPLACE INTO \(table) VALUES (\(marks))", row) }
    }
}
