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

    /// A whole sync, with a connection of its own as `tonus sync` has.
    func sync(_ replica: Replica) async throws {
        let server = try replica.state().serverID
        try await connected(server) { _ = try await SyncErrand(replica, $0).run() }
    }

    private func connected(
        _ server: ServerID? = nil, _ body: (ServerConnection) async throws -> Void
    ) async throws {
        let connection = ServerConnection(address, serverID: server, clock: Workload.now)
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
        fileprivate let pair: Together
        fileprivate let key: EntityKey
        fileprivate(set) var milliseconds: [Double] = []
        fileprivate(set) var up: [Int] = []
        fileprivate(set) var down: [Int] = []
        fileprivate(set) var requests: [Int] = []

        var figures: Figures {
            Figures("one change, device to device, \(size) there", milliseconds)
        }
    }

    private static let runs = 30

    /// The sizes take turns, so that what else the machine does meets each of them alike.
    static func exchanges(
        _ home: Household, _ tap: WireTap, _ proxy: String, at sizes: [Int]
    ) async throws -> [Exchange] {
        var exchanges: [Exchange] = []
        for size in sizes { exchanges.append(try await prepared(home, proxy, size)) }
        for run in 0..<runs {
            for place in exchanges.indices {
                let exchange = exchanges[place]
                _ = tap.taken()
                let started = ContinuousClock.now
                try edit(exchange.key, "severity=\(run % 11)", exchange.pair.author)
                try await exchange.pair.sync(exchange.pair.author)
                try await exchange.pair.sync(exchange.pair.reader)
                exchanges[place].milliseconds.append((ContinuousClock.now - started).milliseconds)
                let taken = tap.taken()
                exchanges[place].up.append(taken.up)
                exchanges[place].down.append(taken.down)
                exchanges[place].requests.append(taken.requests)
            }
        }
        for exchange in exchanges {
            let shown = try exchange.pair.reader.read { snapshot in
                try snapshot.episode(exchange.key).severity?.points
            }
            guard shown == (runs - 1) % 11 else {
                throw RawDatabase.Failure(message: "the edit did not arrive")
            }
        }
        return exchanges
    }

    private static func prepared(
        _ home: Household, _ proxy: String, _ size: Int
    ) async throws -> Exchange {
        let pair = try await Together(
            home.folder + "/library", "pair-\(size)", size: size, address: proxy,
            code: home.newCode())
        let key = try Workload.write(size, pair.author)
        for replica in [pair.author, pair.reader, pair.author] { try await pair.sync(replica) }
        return Exchange(size: size, pair: pair, key: key)
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
