import Foundation

/// Lets writes that come at the same time share one transaction, and so one wait for the disk.
///
/// Whoever comes while nobody writes, writes at once. Whoever comes while a transaction is under way waits
/// for it; of those who wait, one then writes for all. Nothing is delayed in the hope of company.
final class GroupCommit: Sendable {
    /// One write: what it does, and how it went.
    private final class Turn: @unchecked Sendable {
        // Touched by one thread at a time: its own, or the one that writes for it.
        /// Let go of before its turn is over: it belongs to a caller that then returns.
        private var work: ((SQLiteTransaction) throws -> Void)?
        let isOver = DispatchSemaphore(value: 0)
        var mustLead = false
        var failure: (any Error)?

        init(_ work: @escaping (SQLiteTransaction) throws -> Void) { self.work = work }

        func run(_ db: SQLiteTransaction) throws { try work?(db) }

        func end() { work = nil }
    }

    private struct Queue {
        var waiting: [Turn] = []
        var isWriting = false
    }

    /// Runs its argument in one durable transaction.
    private let transaction: @Sendable ((SQLiteTransaction) throws -> Void) throws -> Void
    private let queue = Locked(Queue())
    /// A transaction should not hold the lock for long either.
    private static let limit = 256

    init(_ transaction: @escaping @Sendable ((SQLiteTransaction) throws -> Void) throws -> Void) {
        self.transaction = transaction
    }

    /// Returns once what `work` did is durable; throws when nothing of it was stored.
    func write<Value>(_ work: (SQLiteTransaction) throws -> Value) throws -> Value {
        try withoutActuallyEscaping(work) { work in
            var value: Value?
            let turn = Turn { value = try work($0) }
            try take(turn)
            guard let value else { throw EnvelopeLogError.damaged(table: "transaction") }
            return value
        }
    }

    private func take(_ turn: Turn) throws {
        let leads = queue.withLock { queue in
            guard queue.isWriting else {
                queue.isWriting = true
                return true
            }
            queue.waiting.append(turn)
            return false
        }
        if !leads {
            turn.isOver.wait()
        }
        if leads || turn.mustLead { lead(turn) }
        if let failure = turn.failure { throw failure }
    }

    /// Writes its own and whatever waits by now; then the next who waits leads.
    private func lead(_ own: Turn) {
        let others = queue.withLock { queue in
            let others = Array(queue.waiting.prefix(Self.limit))
            queue.waiting.removeFirst(others.count)
            return others
        }
        write([own] + others)
        for turn in others { turn.isOver.signal() }
        let next = queue.withLock { queue -> Turn? in
            if queue.waiting.isEmpty {
                queue.isWriting = false
                return nil
            }
            return queue.waiting.removeFirst()
        }
        next?.mustLead = true
        next?.isOver.signal()
    }

    private func write(_ turns: [Turn]) {
        do {
            try transaction { db in
                for turn in turns {
                    do {
                        try db.nested(turn.run)
                    } catch {
                        turn.failure = error
                        // Where SQLite itself gave up, what came before in it is gone as well.
                        guard db.isOpen else { throw error }
                    }
                }
            }
        } catch {
            for turn in turns where turn.failure == nil { turn.failure = error }
        }
        for turn in turns { turn.end() }
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
