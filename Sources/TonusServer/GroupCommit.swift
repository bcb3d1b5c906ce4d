import Foundation

/// Lets writes that come at the same time share one transaction, and so one wait for the disk.
///
/// One thread writes. What comes while it does waits for the next transaction, and all that waits goes
/// into that one together. Nothing is delayed in the hope of company.
final class GroupCommit: Sendable {
    /// One write: what it does, and whom to tell how it went.
    private struct Turn: Sendable {
        let work: @Sendable (SQLiteTransaction) throws -> Void
        let finish: @Sendable ((any Error)?) -> Void
    }

    private struct Waiting {
        var turns: [Turn] = []
        var isWriting = false
    }

    /// Runs its argument in one durable transaction.
    private let transaction: @Sendable ((SQLiteTransaction) throws -> Void) throws -> Void
    private let waiting = Locked(Waiting())
    private let writer = DispatchQueue(label: "tonus-server.writer")
    /// A transaction should not hold the lock for long either.
    private static let limit = 256

    init(_ transaction: @escaping @Sendable ((SQLiteTransaction) throws -> Void) throws -> Void) {
        self.transaction = transaction
    }

    /// Comes back once what `work` did is durable, or nothing of it was stored.
    func outcome<Value: Sendable>(
        of work: @escaping @Sendable (SQLiteTransaction) throws -> Value
    ) async -> Result<Value, any Error> {
        await withCheckedContinuation { continuation in
            enter(work) { continuation.resume(returning: $0) }
        }
    }

    /// The same, for whoever has a thread to wait with.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (SQLiteTransaction) throws -> Value
    ) throws -> Value {
        let outcome = Locked<Result<Value, any Error>>(.failure(Self.lost))
        let isOver = DispatchSemaphore(value: 0)
        enter(work) { found in
            outcome.withLock { $0 = found }
            isOver.signal()
        }
        isOver.wait()
        return try outcome.withLock { $0 }.get()
    }

    /// Nothing finishes without having been run.
    private static let lost = EnvelopeLogError.damaged(table: "transaction")

    private func enter<Value: Sendable>(
        _ work: @escaping @Sendable (SQLiteTransaction) throws -> Value,
        _ finish: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        let outcome = Locked<Result<Value, any Error>>(.failure(Self.lost))
        let turn = Turn { db in
            let value = try work(db)
            outcome.withLock { $0 = .success(value) }
        } finish: { failure in
            finish(failure.map { .failure($0) } ?? outcome.withLock { $0 })
        }
        let mustStart = waiting.withLock { waiting in
            waiting.turns.append(turn)
            defer { waiting.isWriting = true }
            return !waiting.isWriting
        }
        if mustStart { writer.async { self.writeAll() } }
    }

    /// Writes until nobody waits.
    private func writeAll() {
        while true {
            let turns = waiting.withLock { waiting in
                let turns = Array(waiting.turns.prefix(Self.limit))
                waiting.turns.removeFirst(turns.count)
                waiting.isWriting = !turns.isEmpty
                return turns
            }
            guard !turns.isEmpty else { return }
            let failures = write(turns)
            for (turn, failure) in zip(turns, failures) { turn.finish(failure) }
        }
    }

    /// - Returns: what went wrong with each.
    private func write(_ turns: [Turn]) -> [(any Error)?] {
        var failures = [(any Error)?](repeating: nil, count: turns.count)
        do {
            try transaction { db in
                for (place, turn) in turns.enumerated() {
                    do {
                        try db.nested(turn.work)
                    } catch {
                        failures[place] = error
                        // Where SQLite itself gave up, what came before in it is gone as well.
                        guard db.isOpen else { throw error }
                    }
                }
            }
        } catch {
            for place in failures.indices where failures[place] == nil { failures[place] = error }
        }
        return failures
    }
}

extension SQLiteTransaction {
    fileprivate var isOpen: Bool { db.isInsideTransaction }

    /// Runs `work` so that nothing of it stays where it throws.
    fileprivate func nested(_ work: (SQLiteTransaction) throws -> Void) throws {
        try run("SAVEPOINT turn", [])
        do {
            try work(self)
            try run("RELEASE turn", [])
        } catch {
            if isOpen {
                try run("ROLLBACK TO turn", [])
                try run("RELEASE turn", [])
            }
            throw error
        }
    }
}
