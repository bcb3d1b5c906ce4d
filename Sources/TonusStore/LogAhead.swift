import GRDB
import Synchronization
import TonusCore
import TonusTypes

/// The log as a second connection sees it, while the first one writes: so that what is known of an entity
/// is read and folded before its next change is put into the log.
///
/// What is seen may be too old. It holds if nobody else has written since, which `note` finds out, and
/// if what this very receiving puts into the log meanwhile is about other entities.
final class LogAhead: Sendable {
    private let path: String
    private let connection = Mutex<DatabaseQueue?>(nil)
    private let others: Mutex<(version: Int64, count: Int)>

    /// - Parameter version: what the writing connection has seen of others so far.
    init(_ path: String, version: Int64) {
        self.path = path
        others = Mutex((version, 0))
    }

    /// One moment of the log, with the roster of that moment.
    struct Moment {
        fileprivate let db: Database
        let replica: ReplicaState

        /// The changes of the entity that a change goes on from, and its row.
        ///
        /// - Returns: nil for one that replaces nothing, which mostly makes its entity, and where there is
        ///   nothing to be read.
        func known(_ body: ChangeBody) -> (row: Int64, held: [HeldChange])? {
            guard body.isOnKnown,
                let row = try? LogRows(db: db).existingEntityRow(body.entity),
                let rows = try? EntityRows(db, body.entity, row, before: .max, replica: replica)
            else { return nil }
            return (row, rows.held)
        }
    }

    /// Looks at one moment; at none where the log cannot be read now.
    ///
    /// - Returns: also how often others had written before it.
    func look<Answer>(_ body: (Moment?) -> Answer) -> (others: Int, answer: Answer) {
        let count = others.withLock(\.count)
        guard let queue = opened() else { return (count, body(nil)) }
        return queue.writeWithoutTransaction { db in
            guard (try? db.run("BEGIN DEFERRED")) != nil else { return (count, body(nil)) }
            defer { try? db.run("COMMIT") }
            return (count, body((try? ReplicaState(db)).map { Moment(db: db, replica: $0) }))
        }
    }

    private func opened() -> DatabaseQueue? {
        connection.withLock { held in
            if let held { return held }
            var configuration = Configuration()
            configuration.readonly = true
            held = try? DatabaseQueue(path: path, configuration: configuration)
            return held
        }
    }

    /// To be called at the beginning of every transaction that writes.
    ///
    /// - Returns: how often others have written so far.
    func note(_ db: Database) throws -> Int {
        let version = try Self.version(db)
        return others.withLock { others in
            if others.version != version, !isPlanted(.aheadForgetsOthers) {
                others = (version, others.count + 1)
            }
            return others.count
        }
    }

    /// To be called after something was put into the log that was not read ahead.
    func noteSomethingElse() { others.withLock { $0.count += 1 } }

    /// Changes when another connection writes.
    static func version(_ db: Database) throws -> Int64 {
        try db.first("PRAGMA data_version") { try $0.get(0) } ?? 0
    }
}

extension ChangeBody {
    /// Whether it can only be about something that was there before.
    var isOnKnown: Bool {
        !deletes.isEmpty || !restores.isEmpty || writes.contains { !$0.replaces.isEmpty }
    }
}
