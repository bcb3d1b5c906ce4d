import Foundation
import GRDB
import SwiftProtobuf
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
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM replica"),
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
        roster = try Roster(entries: ReplicaState.entries(db))
        guard roster.diary == diary else { throw StoreError.roster(.otherDiary) }
    }

    static func entries(_ db: Database) throws -> [WireRosterEntry] {
        try Data.fetchAll(db, sql: "SELECT entry FROM roster_entry ORDER BY idx").map {
            try WireRosterEntry(serializedBytes: $0)
        }
    }
}

extension Replica {
    package func state() throws -> ReplicaState { try reading(ReplicaState.init) }

    package func rosterEntries() throws -> [WireRosterEntry] { try reading(ReplicaState.entries) }
}
