import FaultyDisk
import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusProtocol
import TonusStore
import TonusSync
import TonusTesting
import TonusTypes
import TonusVault

/// A device with the production store in real files, a clock of its own, and a link to the server.
package final class SimulatedDevice {
    package let name: String
    package let role: Role
    package let folder: String
    package let link: SimulatedLink
    let disk: FaultyDisk
    /// How far its wall clock is from the world's, in milliseconds.
    package var clockOffset: Int64 = 0
    package var isCutOff = false
    private let network: SimulatedNetwork
    private let source: RandomSource
    private var open: Replica?
    private var reader: DatabaseQueue?

    init(
        _ name: String, _ role: Role, folder: String, _ server: SimulatedServer,
        _ network: SimulatedNetwork, seed: UInt64
    ) throws {
        (self.name, self.role, self.folder) = (name, role, folder)
        (self.network, source) = (network, RandomSource(seed: seed))
        link = try SimulatedLink(server, network)
        disk = FaultyDisk(folder: folder)
    }

    var directory: ReplicaDirectory { ReplicaDirectory(path: folder) }
    package var now: Int64 { network.now + clockOffset }

    package func replica() throws -> Replica {
        if let open { return open }
        let source = source
        let clock = DeviceClock { [weak self] in self?.now ?? 0 }
        let replica = try Replica.open(
            directory, founding: true, random: Randomness { source.bytes($0) }, packing: 3,
            clock: { clock.read() })
        guard let replica else { throw SimulationError.noReplica(name) }
        open = replica
        return replica
    }

    /// Ends the process; the next use starts another one.
    package func stop() { (open, reader) = (nil, nil) }

    fileprivate func openReader() throws -> DatabaseQueue {
        if let reader { return reader }
        let queue = try DatabaseQueue(path: directory.database)
        reader = queue
        return queue
    }

    package func sync() async throws -> SyncReport {
        try await SyncErrand(replica(), link).run()
    }
}

/// What went wrong with a simulated world itself.
package enum SimulationError: Error {
    case noReplica(String)
    case violated(invariant: String, detail: String)
}

/// `@unchecked`: a world runs in one task.
final class RandomSource: @unchecked Sendable {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    func bytes(_ count: Int) -> [UInt8] { generator.bytes(count) }
}

/// `@unchecked`: a world runs in one task.
final class DeviceClock: @unchecked Sendable {
    let read: () -> Int64

    init(_ read: @escaping () -> Int64) { self.read = read }
}

/// A point of a device's log.
struct LogEnd: Equatable {
    let count: Int64
    let row: Int64
}

// MARK: - What it holds

extension SimulatedDevice {
    /// How far the log goes: it only grows, and every change of it stays.
    func logEnd() throws -> LogEnd {
        try looking { db in
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT count(*), max(id) FROM change"))
            return LogEnd(count: row?[0] ?? 0, row: row?[1] ?? 0)
        }
    }

    /// The last dozen that a list would begin with.
    func latestEpisodes() throws -> [EntityKey] {
        try looking { db in
            try Data.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT entity.entity FROM episode JOIN entity ON entity.id = episode.entity
                        WHERE NOT is_hidden AND part_of IS NULL
                        ORDER BY onset DESC, episode.entity DESC LIMIT 12
                        """)
            ).compactMap { EntityID(bytes: $0) }.map {
                EntityKey(audience: .everyone, kind: Kind.episode.rawValue, id: $0)
            }
        }
    }

    /// What came after a point of the log.
    func changes(after end: LogEnd) throws -> [ChangeID] {
        try looking { db in
            try Data.fetchAll(
                db.cachedStatement(sql: "SELECT change FROM change WHERE id > ? AND body NOT NULL"),
                arguments: [end.row]
            ).compactMap { ChangeID(bytes: $0) }
        }
    }

    /// Every change that is held with its body, whether it counts or not.
    func heldChanges() throws -> Set<ChangeID> {
        try looking { db in
            Set(
                try Data.fetchAll(
                    db.cachedStatement(sql: "SELECT change FROM change WHERE body NOT NULL")
                )
                .compactMap { ChangeID(bytes: $0) })
        }
    }

    /// The changes that stand in a chain, in order, with the head after each.
    func places() throws -> [ChainAddress: [ChangeID]] {
        try looking { db in
            var found: [ChainAddress: [ChangeID]] = [:]
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT device.device, chain.audience, chain.chain, change.change
                    FROM placed JOIN chain ON chain.id = placed.chain
                         JOIN device ON device.id = chain.device
                         JOIN change ON change.id = placed.change
                    ORDER BY chain.id, placed.sequence
                    """)
            while let row = try rows.next() {
                guard let device = DeviceID(bytes: row[0] as Data),
                    let audience = Audience(rawValue: row[1] as UInt8),
                    let chain = ChainID(bytes: row[2] as Data),
                    let change = ChangeID(bytes: row[3] as Data)
                else { continue }
                let address = ChainAddress(device: device, audience: audience, chain: chain)
                found[address, default: []].append(change)
            }
            return found
        }
    }

    /// How far the server is known to hold each chain.
    func sentSequences() throws -> [ChainAddress: Int] {
        try looking { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT device.device, chain.audience, chain.chain, chain.sent
                        FROM chain JOIN device ON device.id = chain.device
                        """))
            return rows.reduce(into: [:]) { found, row in
                guard let device = DeviceID(bytes: row[0] as Data),
                    let audience = Audience(rawValue: row[1] as UInt8),
                    let chain = ChainID(bytes: row[2] as Data)
                else { return }
                found[ChainAddress(device: device, audience: audience, chain: chain)] = row[3]
            }
        }
    }

    /// A copied template is no copied device: the world begins with it.
    func settleIn() throws {
        stop()
        try DatabaseQueue(path: directory.database).write {
            try $0.execute(sql: "UPDATE replica SET installation = NULL")
        }
        try replica().guardIdentity()
    }

    /// Stamps along this device's own chains, in order.
    func ownStamps() throws -> [[Int64]] {
        let own = try replica().state().device
        return try looking { db in
            let chains = try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT chain.id FROM chain JOIN device ON device.id = chain.device
                        WHERE device.device = ?
                        """), arguments: [Data(own.bytes)])
            return try chains.map {
                try Int64.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT stamp FROM placed JOIN change ON change.id = placed.change
                            WHERE chain = ? ORDER BY sequence
                            """), arguments: [$0])
            }
        }
    }

    /// Envelopes that could not be used, and changes whose body is missing.
    func leftovers() throws -> (aside: Int, bodiless: Int) {
        try looking { db in
            (
                try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT count(*) FROM kept_envelope")) ?? 0,
                try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT count(*) FROM change WHERE body IS NULL")) ?? 0
            )
        }
    }

    fileprivate func looking<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
        // Looking is the test's own doing: no fault of the disk is spent on it.
        try disk.untroubled { try openReader().inDatabase(body) }
    }
}

// MARK: - Files

extension SimulatedDevice {
    private static let database = ["replica.sqlite", "replica.sqlite-wal", "replica.sqlite-shm"]

    func keep(_ backup: String) throws {
        stop()
        try Files.copy(folder, backup)
    }

    func putBack(_ part: RestoredPart, from backup: String) throws {
        stop()
        disk.settle()
        switch part {
        case .database: try Files.replace(Self.database, in: folder, from: backup)
        case .keys: try Files.replace(["keys.json"], in: folder, from: backup)
        case .folder: try Files.copy(backup, folder)
        case .machine:
            try Files.replace(
                Self.database + ["keys.json", "high-water"], in: folder, from: backup)
        }
    }
}

/// What of a device is put back to an earlier day.
package enum RestoredPart: String, CaseIterable, Sendable {
    case database, keys, folder
    /// Everything in place, with all that would tell: a virtual machine that is resumed.
    case machine
}
