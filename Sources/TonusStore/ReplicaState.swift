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

    /// A change by the device that made it; nil where the roster does not know that one.
    func change(_ id: ChangeID, by device: DeviceID, _ body: ChangeBody) -> Change? {
        author(device).map {
            Change(id: id, author: $0.telling(body, patient: patient), body: body)
        }
    }

    init(_ db: Database) throws {
        let read = try db.first(
            """
            SELECT diary, device, member, patient, latest, server, server_id, update_needed,
                synced_at
            FROM replica, clock
            """
        ) { row in
            (
                diary: try row.get(0) as DiaryID, device: try row.get(1) as DeviceID,
                member: try row.get(2) as MemberID, patient: try row.get(3) as MemberID,
                clock: try row.get(4) as Int64, server: row.find(5) as String?,
                serverID: row.find(6) as ServerID?, updateNeeded: try row.get(7) as Bool,
                syncedAt: row.find(8) as Int64?
            )
        }
        guard let read else { throw StoreError.damaged(cause: "replica") }
        (diary, device, member, patient) = (read.diary, read.device, read.member, read.patient)
        clock = HybridClock(latest: Timestamp(rawValue: UInt64(ordered: read.clock)))
        (server, serverID) = (read.server, read.serverID)
        (updateNeeded, syncedAt) = (read.updateNeeded, read.syncedAt)
        roster = try RosterMemory.shared.roster(db)
        guard roster.diary == diary else { throw StoreError.roster(.otherDiary) }
    }

    static func entries(_ db: Database) throws -> [WireRosterEntry] {
        try db.all("SELECT entry FROM roster_entry ORDER BY idx") {
            try WireRosterEntry(serializedBytes: $0.get(0) as Data)
        }
    }
}

/// The last rosters that were verified here, by their last entries: a roster follows from that one, so
/// what was verified once need not be again at every entry and every envelope.
private final class RosterMemory: Sendable {
    static let shared = RosterMemory()

    /// A row of them: comparing bytes takes less than hashing them.
    private let known = Mutex<[(last: [UInt8], roster: Roster)]>([])
    private static let limit = 16

    func roster(_ db: Database) throws -> Roster {
        let last: [UInt8]? = try db.first(
            "SELECT entry FROM roster_entry ORDER BY idx DESC LIMIT 1"
        ) { try $0.get(0) }
        guard let last else { throw StoreError.damaged(cause: "roster_entry") }
        if let known = known.withLock({ $0.first { $0.last == last } }) { return known.roster }
        let roster = try Roster(entries: ReplicaState.entries(db))
        known.withLock { known in
            if known.count >= Self.limit { known.removeAll() }
            known.append((last, roster))
        }
        return roster
    }
}

extension Replica {
    package func state() throws -> ReplicaState { try reading(ReplicaState.init) }

    package func rosterEntries() throws -> [WireRosterEntry] { try reading(ReplicaState.entries) }
}
