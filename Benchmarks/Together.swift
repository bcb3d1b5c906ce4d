import Foundation
import Household
import TonusCore
import TonusDiary
import TonusProtocol
import TonusStore
import TonusSync
import TonusTypes
import TonusVault

/// Two devices and a real server between them.
struct Together {
    let author: Replica
    let reader: Replica
    private let address: ServerAddress

    /// Founds a diary of `size` episodes at the server, and lets a second device join.
    init(_ folder: String, _ name: String, size: Int, address: String, code: String) async throws {
        author = try Workload.replica(folder, "\(name)-author")
        reader = try Workload.replica(folder, "\(name)-reader")
        self.address = try ServerAddress(address)
        try Workload.fill(author, 0..<size)
        let now = Workload.now()
        try await connected { [author, reader] connection in
            let sharing = SharingErrands(author, connection)
            _ = try await sharing.publish(
                code: code, name: "Maria", deviceName: "laptop", now: now)
            _ = try await SyncErrand(author, connection).run()
            let ticket = try await sharing.invite(
                name: nil, role: .owner, relation: nil, expiresIn: 3_600_000, now: now)
            try await SharingErrands(reader, connection).join(
                ticket, deviceName: "phone", now: now)
        }
    }

    func sync(_ replica: Replica) async throws {
        try await connected { _ = try await SyncErrand(replica, $0).run() }
    }

    private func connected(_ body: (ServerConnection) async throws -> Void) async throws {
        let connection = ServerConnection(address, serverID: nil, clock: Workload.now)
        do {
            try await body(connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }
}

/// 10 000 changes that arrive: checked, opened, merged, shown.
enum Receiving {
    private static let runs = 5

    static func figures(
        _ home: Household, _ count: Int
    ) async throws -> (figures: [Figures], bytes: Int) {
        var (ours, theirs): ([Double], [Double]) = ([], [])
        var bytes = 0
        for run in 0..<runs {
            let name = "receive-\(run)"
            let pair = try await Together(
                home.folder + "/library", name, size: 0, address: home.address,
                code: home.newCode())
            try Workload.fill(pair.author, 0..<count)
            let envelopes = try pair.author.outgoing(byteLimit: .max / 2).map(\.envelope)
            bytes = envelopes.reduce(0) { $0 + $1.header.count + $1.sealed.count }
            try pair.reader.takeRoster(try pair.author.rosterEntries())
            ours.append(try milliseconds { _ = try pair.reader.receive(envelopes) })
            let copy = "\(home.folder)/copy-\(run).sqlite"
            theirs.append(try copyRows(of: pair.reader, to: copy, batches: envelopes.count))
        }
        return (
            [
                Figures("\(count) changes received, verified, opened, merged", ours),
                Figures("raw SQLite, the same rows into the same tables", theirs),
            ], bytes
        )
    }

    /// Writes every row that the replica now holds into an empty database of the same schema.
    private static func copyRows(of replica: Replica, to path: String, batches: Int) throws
        -> Double
    {
        let source = try RawDatabase(replica.directory.database)
        let copy = try RawDatabase(path)
        let schema = try source.rows(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'view'")
        for row in schema {
            if case .text(let sql)? = row.first { try copy.run(sql) }
        }
        let tables = ["entity", "change", "place", "live_write", "episode"]
        let rows = try tables.map { (table: $0, rows: try source.rows("SELECT * FROM \($0)")) }
        return try milliseconds {
            for batch in 0..<max(batches, 1) {
                try copy.run("BEGIN IMMEDIATE")
                for (table, all) in rows {
                    let marks = String(repeating: "?, ", count: (all.first?.count ?? 1) - 1) + "?"
                    let sql = "INSERT INTO \(table) VALUES (\(marks))"
                    let share = all.count / max(batches, 1)
                    let end = batch == batches - 1 ? all.count : (batch + 1) * share
                    for row in all[(batch * share)..<end] { try copy.run(sql, row) }
                }
                try copy.run("COMMIT")
            }
        }
    }
}

/// One changed episode, from the keystroke on one device to the row on the other.
enum DeviceToDevice {
    struct Exchange {
        let size: Int
        let figures: Figures
        let up: [Int]
        let down: [Int]
        let requests: [Int]
    }

    private static let runs = 30

    static func exchange(_ home: Household, _ tap: WireTap, _ proxy: String, at size: Int)
        async throws -> Exchange
    {
        let pair = try await Together(
            home.folder + "/library", "pair-\(size)", size: size, address: proxy,
            code: home.newCode())
        try await pair.sync(pair.author)
        try await pair.sync(pair.reader)
        let key = try Workload.write(size, pair.author)
        try await pair.sync(pair.author)
        try await pair.sync(pair.reader)
        var (times, up, down, requests): ([Double], [Int], [Int], [Int]) = ([], [], [], [])
        for run in 0..<runs {
            _ = tap.taken()
            let started = ContinuousClock.now
            try edit(key, "severity=\(run % 11)", pair.author)
            try await pair.sync(pair.author)
            try await pair.sync(pair.reader)
            times.append((ContinuousClock.now - started).milliseconds)
            let taken = tap.taken()
            up.append(taken.up)
            down.append(taken.down)
            requests.append(taken.requests)
        }
        let shown = try pair.reader.read { try $0.episode(key).severity?.points }
        guard shown == (runs - 1) % 11 else {
            throw RawDatabase.Failure(message: "the edit did not arrive")
        }
        return Exchange(
            size: size, figures: Figures("one change, device to device, \(size) there", times),
            up: up.sorted(), down: down.sorted(), requests: requests.sorted())
    }

    private static func edit(_ key: EntityKey, _ text: String, _ replica: Replica) throws {
        let edit = try Assignment(
            text, at: Moment(milliseconds: Workload.start, zone: Workload.zone))
        try replica.record(zoneOffset: 0) { intent in
            let state = try intent.state(of: key)
            intent.write([edit.write(over: state, by: intent.member)], on: state)
        }
    }
}
