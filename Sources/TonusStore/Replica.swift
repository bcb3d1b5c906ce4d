import Foundation
#if canImport(Glibc)
    import Glibc
#endif
import GRDB
import SwiftProtobuf
import Synchronization
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
    /// How many small envelopes are packed into one.
    let packing: Int
    private let keys = Mutex<(stamp: KeyFile.Stamp, file: KeyFile)?>(nil)

    private init(
        directory: ReplicaDirectory, queue: DatabaseQueue, random: Randomness, packing: Int,
        clock: @escaping @Sendable () -> Int64
    ) {
        (self.directory, self.queue) = (directory, queue)
        (self.random, self.packing, self.clock) = (random, packing, clock)
    }

    /// The keys as they are now. Deriving a key pair costs more than a transaction: it is done again
    /// only where the file is another one.
    package func keyFile() throws(StoreError) -> KeyFile {
        let stamp = KeyFile.Stamp(directory.keys)
        if let stamp, let known = keys.withLock({ $0 }), known.stamp == stamp { return known.file }
        let file = try KeyFile.read(directory.keys)
        if let stamp { keys.withLock { $0 = (stamp, file) } }
        return file
    }

    /// Changes the key file under its lock, so that two processes cannot lose each other's change.
    package func updateKeys(_ change: (inout KeyFile) throws -> Void) throws {
        _ = try directory.locked("keys", waiting: true) {
            var file = try keyFile()
            try change(&file)
            let before = directory.installation()
            try file.write(directory.keys)
            try noteInstallation(before)
        }
    }
}

extension Replica {
    /// Opens the replica in `directory`, and founds one where there is none.
    ///
    /// - Returns: nil where there is none and none is to be founded.
    /// - Throws: `StoreError`; a file of a newer version is left untouched.
    package static func open(
        _ directory: ReplicaDirectory, founding: Bool, random: Randomness = .system,
        packing: Int = 32, clock: @escaping @Sendable () -> Int64
    ) throws -> Replica? {
        let make = { queue in
            Replica(
                directory: directory, queue: queue, random: random, packing: packing, clock: clock)
        }
        let ready = { () throws -> Replica? in
            guard let queue = try storing({ try readyDatabase(directory) }) else { return nil }
            // What is in it is read by who needs it: an entry is saved without.
            try KeyFile.checkMode(directory.keys)
            return make(queue)
        }
        if let replica = try ready() { return replica }
        let hasDatabase = FileManager.default.fileExists(atPath: directory.database)
        guard founding || hasDatabase else { return nil }
        try directory.create()
        // Several first commands may come at once: one of them prepares, the others wait.
        return try directory.locked("found", waiting: true) {
            if let replica = try ready() { return replica }
            return try storing { try prepare(directory, random, make) }
        }
    }

    /// The database, if it is whole: made, migrated and founded.
    private static func readyDatabase(_ directory: ReplicaDirectory) throws -> DatabaseQueue? {
        guard directory.exists, FileManager.default.fileExists(atPath: directory.database) else {
            return nil
        }
        let queue = try connect(directory.database)
        let isReady = try queue.writeWithoutTransaction { db in
            let version: Int = try db.first("PRAGMA user_version") { try $0.get(0) } ?? 0
            if version > Schema.version { throw StoreError.newerVersion }
            guard version == Schema.version else { return false }
            return try db.first("SELECT folding FROM replica") { try $0.get(0) } == Schema.folding
        }
        return isReady ? queue : nil
    }

    private static func prepare(
        _ directory: ReplicaDirectory, _ random: Randomness, _ make: (DatabaseQueue) -> Replica
    ) throws -> Replica {
        let hasDatabase = FileManager.default.fileExists(atPath: directory.database)
        if directory.exists, !hasDatabase {
            // Their database is gone. The same device would begin its chains anew: so, another one.
            rename(directory.keys, directory.keys + ".old")
        }
        if !directory.exists {
            // A database without its keys holds entries that must not be covered up.
            if hasDatabase {
                throw StoreError.keysMissing(path: directory.keys)
            }
            let keys = KeyFile(
                secrets: try DeviceSecrets.generate(random),
                ring: KeyRing([EpochKeys.generate(epoch: 1, random)]))
            try keys.write(directory.keys)
        }
        if !hasDatabase {
            // Made by us, so that its mode is 0600 from the first byte; SQLite's WAL inherits it.
            Glibc.close(Glibc.open(directory.database, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600))
        }
        let queue = try connect(directory.database)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        let migrator = Schema.migrator
        if try queue.read(migrator.hasBeenSuperseded) { throw StoreError.newerVersion }
        try migrator.migrate(queue)
        let replica = make(queue)
        try replica.foundDiary()
        try replica.foldForThisVersion()
        return replica
    }

    /// Microseconds between two transactions of a long receiving, for whoever waits to write.
    static let turn: UInt32 = 500

    private static func connect(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        // SQLite's own waiting looks ever more seldom, and would never meet the moment that a long
        // receiving leaves to others.
        configuration.busyMode = .callback { tries in
            usleep(turn / 4)
            return tries < 80_000
        }
        configuration.foreignKeysEnabled = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { db in
            // GRDB, like SQLite's advice for WAL, would settle for NORMAL, under which a power
            // cut can take back the last commits. "Saved" means saved.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // What is written again and again, as while ten years come in, is put in its place once: the
            // write-ahead log may grow to 16 MiB, and goes when the last process closes.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
            // 16 MB: ten years have indexes that are written all over.
            try db.execute(sql: "PRAGMA cache_size = -16000")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                throw StoreError.notDurable
            }
            if isPlanted(.filesStayOpen) { _ = Glibc.open(path, O_RDONLY | O_CLOEXEC) }
            if isPlanted(.replicaSyncsLazily) { try db.execute(sql: "PRAGMA synchronous = NORMAL") }
        }
        return queue
    }

    private func foundDiary() throws {
        let keys = try keyFile()
        let member = MemberID(bytes: random.bytes(16)) ?? MemberID(high: 0, low: 0)
        let entry = try RosterWriting(secrets: keys.secrets, random: random, now: clock())
            .genesis(member: member)
        try transaction { db in
            guard
                try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT count(*) FROM replica")) == 0
            else { return }
            let roster = try Roster(genesis: entry)
            try db.execute(
                sql: """
                    INSERT INTO replica
                        (one, diary, device, member, patient, clock, folding, installation)
                    VALUES (1, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(roster.diary.bytes), Data(keys.secrets.device.bytes), Data(member.bytes),
                    Data(member.bytes), Int64(ordering: 0), Schema.folding,
                    directory.installation(),
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
        try isolated("BEGIN IMMEDIATE", body)
    }

    /// Looks at one moment of the database.
    ///
    /// GRDB's own `read` forbids writing by a setting that makes SQLite prepare every statement of the
    /// connection again, at each turn: that was a fifth of everything.
    func reading<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
        try isolated("BEGIN DEFERRED", body)
    }

    private func isolated<Answer>(
        _ begin: String, _ body: (Database) throws -> Answer
    ) throws -> Answer {
        try storing {
            try queue.writeWithoutTransaction { db in
                try db.run(begin)
                do {
                    let answer = try body(db)
                    try db.commit()
                    return answer
                } catch {
                    // Some errors have ended the transaction already.
                    if db.isInsideTransaction { try? db.run("ROLLBACK") }
                    throw error
                }
            }
        }
    }
}

extension Database {
    fileprivate func commit() throws {
        do {
            try run("COMMIT")
        } catch  where isPlanted(.savedInSpiteOfDisk) {
            try? run("ROLLBACK")
        }
    }
}

/// Turns SQLite's errors into what they mean for what a person entered.
func storing<Answer>(_ body: () throws -> Answer) throws -> Answer {
    do {
        return try body()
    } catch let error as DatabaseError {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: throw StoreError.busy
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            throw StoreError.damaged(cause: error.message ?? "database")
        default:
            throw StoreError.notSaved(cause: error.message ?? "\(error.resultCode)")
        }
    }
}
