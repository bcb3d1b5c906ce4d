import Foundation
#if canImport(Glibc)
    import Glibc
#endif
import GRDB
import SwiftProtobuf
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

/// One full copy of a diary, in one SQLite file, on one device.
///
/// SQLite's transaction is the lock: several processes may use the same replica at once.
package final class Replica: Sendable {
    package let directory: ReplicaDirectory
    let queue: DatabaseQueue
    package let random: Randomness
    /// The wall clock, in Unix milliseconds.
    package let clock: @Sendable () -> Int64

    private init(
        directory: ReplicaDirectory, queue: DatabaseQueue, random: Randomness,
        clock: @escaping @Sendable () -> Int64
    ) {
        (self.directory, self.queue) = (directory, queue)
        (self.random, self.clock) = (random, clock)
    }

    package func keyFile() throws(StoreError) -> KeyFile { try KeyFile.read(directory.keys) }

    /// Changes the key file under its lock, so that two processes cannot lose each other's change.
    package func updateKeys(_ change: (inout KeyFile) throws -> Void) throws {
        _ = try directory.locked("keys", waiting: true) {
            var file = try keyFile()
            try change(&file)
            try file.write(directory.keys)
        }
    }
}

extension Replica {
    /// Opens the replica in `directory`, and founds one where there is none.
    ///
    /// - Throws: `StoreError`; a file of a newer version is left untouched.
    package static func open(
        _ directory: ReplicaDirectory, founding: Bool, random: Randomness = .system,
        clock: @escaping @Sendable () -> Int64
    ) throws -> Replica? {
        if !directory.exists || !FileManager.default.fileExists(atPath: directory.database) {
            guard founding else { return nil }
            try directory.create()
            _ = try directory.locked("found", waiting: true) {
                if !directory.exists { try foundKeys(directory, random) }
                let replica = try connect(directory, random, clock)
                try replica.foundDiary()
            }
        }
        return try connect(directory, random, clock)
    }

    private static func foundKeys(_ directory: ReplicaDirectory, _ random: Randomness) throws {
        let keys = KeyFile(
            secrets: try DeviceSecrets.generate(random),
            ring: KeyRing([EpochKeys.generate(epoch: 1, random)]))
        try keys.write(directory.keys)
    }

    private static func connect(
        _ directory: ReplicaDirectory, _ random: Randomness,
        _ clock: @escaping @Sendable () -> Int64
    ) throws -> Replica {
        _ = try KeyFile.read(directory.keys)
        let queue = try storing { try connectDatabase(directory.database) }
        let replica = Replica(directory: directory, queue: queue, random: random, clock: clock)
        try storing {
            let migrator = Schema.migrator
            try queue.read { db in
                if try migrator.hasBeenSuperseded(db) { throw StoreError.newerVersion }
            }
            if try !queue.read(migrator.hasCompletedMigrations) { try migrator.migrate(queue) }
        }
        return replica
    }

    private static func connectDatabase(_ path: String) throws -> DatabaseQueue {
        if !FileManager.default.fileExists(atPath: path) {
            // Made by us, so that its mode is 0600 from the first byte; SQLite's WAL inherits it.
            close(Glibc.open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600))
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { db in
            if try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal" {
                try db.execute(sql: "PRAGMA journal_mode = WAL")
            }
            // GRDB, like SQLite's advice for WAL, would settle for NORMAL, under which a power
            // cut can take back the last commits. "Saved" means saved.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                throw StoreError.notDurable
            }
        }
        return queue
    }

    private func foundDiary() throws {
        let keys = try keyFile()
        let member = MemberID(bytes: random.bytes(16)) ?? MemberID(high: 0, low: 0)
        let entry = try RosterWriting(secrets: keys.secrets, random: random, now: clock())
            .genesis(member: member)
        try transaction { db in
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM replica") == 0 else { return }
            let roster = try Roster(genesis: entry)
            try db.execute(
                sql: """
                    INSERT INTO replica (one, diary, device, member, patient, clock)
                    VALUES (1, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(roster.diary.bytes), Data(keys.secrets.device.bytes), Data(member.bytes),
                    Data(member.bytes), Int64(ordering: 0),
                ])
            try db.execute(
                sql: "INSERT INTO roster_entry VALUES (0, ?)",
                arguments: [try entry.serializedData()])
        }
    }
}

extension Replica {
    /// How the database is opened; 2 is FULL.
    package func synchronousLevel() throws -> Int {
        try storing {
            try queue.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? 0 }
        }
    }

    /// Runs a write transaction that takes SQLite's lock at once, so that it never has to give up
    /// halfway because another process wrote in between.
    @discardableResult
    func transaction<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
        try storing {
            var answer: Answer?
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    answer = try body(db)
                    return .commit
                }
            }
            guard let answer else { throw StoreError.notSaved(reason: "nothing was committed") }
            return answer
        }
    }

    func reading<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
        try storing { try queue.read(body) }
    }
}

/// Turns SQLite's errors into what they mean for what a person entered.
func storing<Answer>(_ body: () throws -> Answer) throws -> Answer {
    do {
        return try body()
    } catch let error as DatabaseError {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: throw StoreError.busy
        default:
            throw StoreError.notSaved(reason: error.message ?? "SQLite error \(error.resultCode)")
        }
    }
}
