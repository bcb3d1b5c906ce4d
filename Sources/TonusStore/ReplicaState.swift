import Foundation
import GRDB
import SwiftProtobuf
import Synchronization
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// What a replica is and who may do what, as read in one transaction.
package struct ReplicaState: Sendable {
    package let diary: DiaryID
    package let device: DeviceID
    package let member: MemberID
    package let patient: MemberID
    package internal(set) var clock: HybridClock
    package let server: String?
    package let serverID: ServerID?
    package let updateNeeded: Bool
    package let syncedAt: Int64?
    package let roster: Roster

    package var role: Role? { roster.role(of: device) }

    /// False once this device has left the diary.
    package var isActive: Bool { roster.activeDevice(device) != nil }

    /// The member that a device belongs to; nil where the roster does not know it.
    package func author(_ device: DeviceID) -> Author? {
        roster.device(device).map { Author(device: device, member: $0.member) }
    }

    init(_ db: Database) throws {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM replica")),
            let diary = DiaryID(bytes: row["diary"] as Data),
            let device = DeviceID(bytes: row["device"] as Data),
            let member = MemberID(bytes: row["member"] as Data),
            let patient = MemberID(bytes: row["patient"] as Data)
        else { throw StoreError.damaged(cause: "replica") }
        (self.diary, self.device, self.member, self.patient) = (diary, device, member, patient)
        clock = HybridClock(latest: Timestamp(rawValue: UInt64(ordered: row["clock"])))
        server = row["server"]
        serverID = (row["server_id"] as Data?).flatMap { ServerID(bytes: $0) }
        updateNeeded = row["update_needed"] as Int != 0
        syncedAt = row["synced_at"]
        roster = try RosterMemory.shared.roster(db)
        guard roster.diary == diary else { throw StoreError.roster(.otherDiary) }
    }

    static func entries(_ db: Database) throws -> [WireRosterEntry] {
        try Data.fetchAll(
            db.cachedStatement(sql: "SELECT entry FROM roster_entry ORDER BY idx")
        ).map {
            try WireRosterEntry(serializedBytes: $0)
        }
    }
}

/// The last rosters that were verified here. A roster follows from the hash of its last entry, so
/// what was verified once need not be again at every entry and every envelope.
private final class RosterMemory: Sendable {
    static let shared = RosterMemory()

    private let known = Mutex<[Hash: Roster]>([:])
    private static let limit = 16

    func roster(_ db: Database) throws -> Roster {
        let last = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT entry FROM roster_entry ORDER BY idx DESC LIMIT 1"))
        guard let last else { throw StoreError.damaged(cause: "roster_entry") }
        let hash = Roster.hash(of: try WireRosterEntry(serializedBytes: last))
        if let roster = known.withLock({ $0[hash] }) { return roster }
        let roster = try Roster(entries: ReplicaState.entries(db))
        known.withLock { known in
            if known.count >= Self.limit { known.removeAll() }
            known[hash] = roster
        }
        return roster
    }
}

extension Replica {
    package func state() throws -> ReplicaState { try reading(ReplicaState.init) }

    package func rosterEntries() throws -> [WireRosterEntry] { try reading(ReplicaState.entries) }
}

extension Database {
    /// Runs a statement that is prepared once for each connection.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
