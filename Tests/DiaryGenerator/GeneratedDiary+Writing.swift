import Foundation
import Synchronization
import TonusCore
import TonusDiary
import TonusStore

/// Why a diary could not be written.
package enum WritingError: Error, Hashable, CustomStringConvertible {
    /// What is there already is somebody's: nothing is added to it.
    case folderInUse(String)
    case keysMissing

    package var description: String {
        switch self {
        case .folderInUse(let path): "\(path) holds a diary already"
        case .keysMissing: "the new diary has no keys"
        }
    }
}

/// A wall clock that stands where it is put.
package final class SetClock: Sendable {
    private let milliseconds: Mutex<Int64>

    package init(_ milliseconds: Int64) { self.milliseconds = Mutex(milliseconds) }

    package var now: Int64 {
        get { milliseconds.withLock { $0 } }
        set { milliseconds.withLock { $0 = newValue } }
    }
}

extension GeneratedDiary {
    /// Founds a replica in `folder` and writes there what the person themself wrote, each act at
    /// its own moment.
    ///
    /// What the caregiver wrote is not in it: that needs a device of theirs, which joins. See
    /// `write(to:caregiver:in:)`.
    ///
    /// - Returns: the replica, whose clock stands at the last act.
    /// - Throws: `WritingError` where there is a replica; `StoreError`.
    @discardableResult
    package func write(to folder: String) throws -> Replica {
        let own = ownActs
        let clock = SetClock(own.first.map { $0.written - 60_000 } ?? 0)
        let replica = try Self.found(folder, clock)
        try Self.write(own, into: replica, clock)
        return replica
    }

    static func found(_ folder: String, _ clock: SetClock) throws -> Replica {
        let directory = ReplicaDirectory(path: folder)
        guard !directory.exists,
            let replica = try Replica.open(directory, founding: true, clock: { clock.now })
        else { throw WritingError.folderInUse(folder) }
        return replica
    }

    /// In large transactions, each of acts from one place on earth.
    static func write(_ acts: [Act], into replica: Replica, _ clock: SetClock) throws {
        var known: Set<EntityKey> = []
        var rest = acts[...]
        while let first = rest.first {
            let share = Array(rest.prefix(limit).prefix { $0.offset == first.offset })
            rest = rest.dropFirst(share.count)
            clock.now = first.written
            let places = Array(share.indices)
            _ = try replica.recordMany(zoneOffset: first.offset, places) { intent, place in
                let act = share[place]
                let isNew = known.insert(act.entity).inserted
                try intent.write(act, isNew: isNew)
                // The next intent asks the clock when it begins.
                if place + 1 < share.count { clock.now = share[place + 1].written }
                return true
            }
        }
    }

    /// Acts in a transaction.
    private static let limit = 4000
}

extension Intent {
    fileprivate mutating func write(_ act: Act, isNew: Bool) throws {
        let blank = EntityState(act.entity, folding: [])
        let state = isNew ? blank : try self.state(of: act.entity)
        switch act.said {
        case .episode(let draft):
            write(draft.writes(over: isNew ? nil : state, by: member), on: state)
        case .entry(let said): write(said.writes(over: state, by: member), on: state)
        }
    }
}
