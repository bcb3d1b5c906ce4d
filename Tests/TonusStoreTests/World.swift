import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusStore
import TonusTesting
import TonusTypes
import TonusVault

/// Real replicas in a folder of their own, joined without a server: entries and envelopes are
/// handed over by the test.
final class World {
    let folder: String
    let start: Int64 = 1_795_132_800_000

    init() throws {
        folder = NSTemporaryDirectory() + "tonus-store-\(UUID().uuidString)"
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func replica(_ name: String, clock: (@Sendable () -> Int64)? = nil) throws -> Replica {
        let start = start
        let found = try Replica.open(
            ReplicaDirectory(path: "\(folder)/\(name)"), founding: true,
            clock: clock ?? { start })
        return try #require(found)
    }

    /// A second replica on the diary of `owner`, with a role.
    func join(_ name: String, to owner: Replica, as role: Role) throws -> Replica {
        let replica = try self.replica(name)
        let keys = try owner.keyFile()
        let state = try owner.state()
        let epoch = try #require(keys.ring.keys(of: 1))
        let ticket = Ticket(secret: replica.random.bytes(16), server: "http://127.0.0.1:1")
        let member = role == .owner ? state.member : MemberID(high: 9, low: UInt64(role.rawValue))
        let invite = try RosterWriting(secrets: keys.secrets, random: .system, now: start).invite(
            ticket, to: state.roster, member: member, role: role,
            about: PersonAbout(name: name, relation: nil), expires: nil, isKit: false, keys: epoch)
        try owner.takeRoster([invite.entry])
        let entries = try owner.rosterEntries()
        let join = try RosterWriting(
            secrets: replica.keyFile().secrets, random: .system, now: start
        ).join(
            ticket, to: try Roster(entries: entries), deviceName: name,
            keys: epoch.limited(to: role))
        try replica.adopt(
            entries + [join], keys: epoch.limited(to: role), server: "http://127.0.0.1:1",
            serverID: ServerID(high: 1, low: 1))
        try owner.takeRoster([join])
        return replica
    }

    /// Hands everything unsent from one replica to the others.
    func carry(from source: Replica, to others: Replica...) throws {
        let outgoing = try source.outgoing(byteLimit: .max / 2)
        for other in others { _ = try other.receive(outgoing.map(\.envelope)) }
        try source.markSent(outgoing)
    }
}

extension Replica {
    func log(_ words: String, at now: Int64 = 1_795_132_800_000) throws -> EntityKey {
        let moment = Moment(milliseconds: now, zone: .utc)
        var draft = try EpisodeDraft(
            words: words.split(separator: " ").map(String.init), at: moment)
        draft.onset = draft.onset ?? moment.point
        return try record(zoneOffset: 0) { intent in try intent.beginForTest(draft) }
    }

    func edit(_ key: EntityKey, _ assignment: String) throws {
        let edit = try Assignment(
            assignment, at: Moment(milliseconds: 1_795_132_800_000, zone: .utc))
        try record(zoneOffset: 0) { intent in
            let state = try intent.state(of: key)
            intent.write([edit.write(over: state, by: intent.member)], on: state)
        }
    }

    func delete(_ key: EntityKey) throws {
        try record(zoneOffset: 0) { intent in
            let seen = try intent.state(of: key).changesToDelete
            intent.change(key) { $0.deletes = seen }
        }
    }

    func episode(_ key: EntityKey) throws -> Episode {
        try read { try $0.episode(key) }
    }

    func digest() throws -> Hash { try read { try $0.digest(.everyone) } }
}

extension Intent {
    mutating func beginForTest(_ draft: EpisodeDraft) throws -> EntityKey {
        let key = newEntity(.episode)
        write(draft.writes(over: nil, by: member), on: EntityState(key, folding: []))
        return key
    }
}

extension Zone {
    static let utc = Zone(identifier: "UTC", offset: { _ in 0 }, abbreviation: { _ in "UTC" })
}
