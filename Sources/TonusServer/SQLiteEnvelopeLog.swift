import Foundation
import GRDB
import TonusTypes

/// The envelope log in one SQLite file, for one machine.
///
/// Write-ahead log, and every commit synced to the disk before it is acknowledged.
package struct SQLiteEnvelopeLog: EnvelopeLog {
    package static let fileName = "server.sqlite"
    /// SQLite's number for `FULL`.
    private static let synchronousFull = 2

    package let server: ServerID
    private let pool: DatabasePool
    private let commits: GroupCommit

    /// Opens the log in `directory`, and makes what is missing.
    ///
    /// - Parameter random: names the server, where the store has no name yet.
    /// - Throws: `ServerError`; a file that cannot be used is left as it is.
    package init(directory: URL, random: inout some RandomNumberGenerator) throws {
        let newServer = ServerID(high: random.next(), low: random.next())
        let path = directory.appendingPathComponent(Self.fileName).path
        try Self.makePrivate(directory: directory, path: path)
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            try Self.requireDurable(pool, path: path)
            try Self.migrate(pool, path: path)
            server = try Self.serverID(in: pool, orElse: newServer)
            commits = GroupCommit { [pool] work in
                try pool.write { try work(SQLiteTransaction(db: $0)) }
            }
        } catch let error as DatabaseError {
            throw ServerError.databaseRefused(
                path: path, code: error.extendedResultCode.rawValue)
        }
    }

    package func read<Value>(_ work: (any EnvelopeLogReader) throws -> Value) throws -> Value {
        try translatingErrors {
            try pool.read { try work(SQLiteTransaction(db: $0)) }
        }
    }

    package func write<Value: Sendable>(
        _ work: @escaping @Sendable (any EnvelopeLogWriter) throws -> Value
    ) throws -> Value {
        try translatingErrors { try commits.write { try work($0) } }
    }

    package func write<Value: Sendable>(
        _ work: @escaping @Sendable (any EnvelopeLogWriter) throws -> Value
    ) async throws -> Value {
        let outcome = await commits.outcome(of: { try work($0) })
        return try translatingErrors { try outcome.get() }
    }

    /// What SQLite says of itself: 2 is `FULL`.
    package func synchronous() throws -> Int? {
        try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    }

    package func close() throws { try pool.close() }

    private func translatingErrors<Value>(_ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let error as DatabaseError {
            // Its message may quote a statement's values, which no log of ours may hold.
            throw EnvelopeLogError.unavailable(code: error.extendedResultCode.rawValue)
        }
    }
}

// MARK: - Opening

extension SQLiteEnvelopeLog {
    private static var configuration: GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            // What was wrapped to a used ticket is to be gone, not merely unlinked.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
        }
        return configuration
    }

    /// SQLite gives the files beside the database the database's own permissions, so it is
    /// enough that this one is made before SQLite makes it.
    private static func makePrivate(directory: URL, path: String) throws {
        do {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw ServerError.directoryRefused(path: directory.path)
        }
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).close()
        } else {
            guard errno == EEXIST, chmod(path, 0o600) == 0 else {
                throw ServerError.directoryRefused(path: directory.path)
            }
        }
    }

    /// Opening a pool sets `synchronous` to `NORMAL`, under which a power cut may take the last
    /// commits; so it is set afterwards, and read back.
    private static func requireDurable(_ pool: DatabasePool, path: String) throws {
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == synchronousFull,
                try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
            else { throw ServerError.notDurable(path: path) }
            if isPlanted(.serverSyncsLazily) { try db.execute(sql: "PRAGMA synchronous = NORMAL") }
        }
    }

    private static func migrate(_ pool: DatabasePool, path: String) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1", migrate: createLog)
        guard try !pool.read(migrator.hasBeenSuperseded) else {
            throw ServerError.databaseNewer(path: path)
        }
        try migrator.migrate(pool)
    }

    private static func serverID(
        in pool: DatabasePool, orElse newServer: ServerID
    ) throws -> ServerID {
        let bytes = try pool.write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO meta (name, value) VALUES ('server', ?)",
                arguments: [Data(newServer.bytes)])
            return try Data.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'server'")
        }
        guard let server = bytes.flatMap({ ServerID(bytes: $0) }) else {
            throw EnvelopeLogError.damaged(table: "meta")
        }
        return server
    }
}
