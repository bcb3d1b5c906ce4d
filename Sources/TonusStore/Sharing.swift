import Foundation
import GRDB
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// What everyone on the roster is called, as far as this device can read it.
package struct People: Sendable {
    /// Who this device belongs to.
    package let own: MemberID
    /// Whose diary it is.
    package fileprivate(set) var patient: MemberID?
    package fileprivate(set) var members: [MemberID: PersonAbout] = [:]
    package fileprivate(set) var devices: [DeviceID: String] = [:]
    /// Those who are known from a file alone: their names are what somebody wrote into it.
    package fileprivate(set) var filed: Set<MemberID> = []

    /// Whether a name comes from a file and could be taken for somebody else's, or for more than a name.
    package func isDoubtful(_ member: MemberID) -> Bool {
        guard filed.contains(member), let name = members[member]?.name else { return false }
        let others = members.filter { !filed.contains($0.key) }.map(\.value.name)
        return (others + Self.reserved).contains { $0.namesSame(as: name) }
            || !name.allSatisfy { $0.isLetter || " -'’.".contains($0) }
    }

    /// What reads as a role and not as a name.
    private static let reserved = ["you", "Sie", "patient", "the patient", "member", "caregiver"]
}

extension String {
    /// Whatever their case, accents and blanks.
    fileprivate func namesSame(as other: String) -> Bool {
        func folded(_ text: String) -> String {
            text.filter { !$0.isWhitespace }
                .folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        }
        return folded(self) == folded(other)
    }
}

extension Replica {
    package func people() throws -> People {
        let ring = try keyFile().ring
        let (state, told) = try reading { db in
            let state = try ReplicaState(db)
            return (state, try FiledRows(db, state).people())
        }
        var people = Self.people(state.roster, ring, own: state.member)
        people.patient = state.patient
        // Who is on the roster is called what the roster says.
        people.filed = Set(told.keys).subtracting(state.roster.members.keys)
        people.members.merge(told) { named, _ in named }
        return people
    }

    static func people(_ roster: Roster, _ ring: KeyRing, own: MemberID) -> People {
        var people = People(own: own)
        for (id, member) in roster.members {
            guard let about = member.about else { continue }
            people.members[id] = try? NameSealing.openPerson(about, ring: ring, diary: roster.diary)
        }
        for device in roster.devices {
            guard let about = device.about else { continue }
            people.devices[device.id] = try? NameSealing.openDevice(
                about, ring: ring, diary: roster.diary)
        }
        return people
    }

    /// Takes roster entries that extend the longest this replica has seen.
    ///
    /// At an entry of an unknown kind it stops with everything before taken: from then on this
    /// replica reads and receives, and does not write until it is updated.
    ///
    /// - Throws: `StoreError.roster` where the entries are another list's.
    package func takeRoster(_ entries: [WireRosterEntry]) throws {
        let ring = try keyFile().ring
        try transaction { db in
            let replica = try ReplicaState(db)
            var roster = replica.roster
            var needsUpdate = false
            for entry in entries {
                let body = try Roster.body(of: entry)
                if body.index <= roster.index {
                    try compare(entry, at: body.index, db)
                    continue
                }
                do throws(ProtocolError) {
                    try roster.append(entry)
                } catch .unsupportedEntry {
                    needsUpdate = true
                    break
                } catch {
                    throw StoreError.roster(.doesNotExtend)
                }
                try db.execute(
                    sql: "INSERT INTO roster_entry VALUES (?, ?)",
                    arguments: [Int64(body.index), try entry.serializedData()])
            }
            try db.execute(
                sql: "UPDATE replica SET update_needed = ?", arguments: [needsUpdate])
            if roster.devices.map(\.departure) != replica.roster.devices.map(\.departure) {
                try cut(db)
            }
            try refreshPatient(db, replica, roster, ring)
        }
    }

    /// Decides anew what counts of the chains whose end the roster has set.
    private func cut(_ db: Database) throws {
        let replica = try ReplicaState(db)
        var folding = try Folding(db, replica)
        for chain in try LogRows(db: db).chains() {
            let last = replica.roster.lastAllowed(chain.address)
            guard last < chain.head.sequence else { continue }
            let beyond = try Int64.fetchAll(
                db.cachedStatement(
                    sql: "SELECT change FROM placed WHERE chain = ? AND sequence > ?"),
                arguments: [chain.id, Int64(last)])
            for change in beyond where try !isAllowedElsewhere(change, db, replica) {
                try db.execute(
                    sql: "UPDATE change SET is_allowed = 0 WHERE id = ?", arguments: [change])
                try folding.recount(change)
            }
        }
        try folding.finish()
    }

    /// A change that stands in several chains is allowed where it is in one of them.
    private func isAllowedElsewhere(
        _ change: Int64, _ db: Database, _ replica: ReplicaState
    ) throws -> Bool {
        let places = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT chain, sequence FROM placed WHERE change = ?"),
            arguments: [change])
        let chains = try LogRows(db: db).chains()
        return places.contains { place in
            chains.contains {
                $0.id == place["chain"]
                    && replica.roster.allows(
                        $0.address, sequence: UInt64(place["sequence"] as Int64))
            }
        }
    }

    /// Two valid entries at one index are two lists: nobody here may choose between them.
    private func compare(_ entry: WireRosterEntry, at index: UInt64, _ db: Database) throws {
        let held = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT entry FROM roster_entry WHERE idx = ?"),
            arguments: [Int64(index)])
        guard let held, try WireRosterEntry(serializedBytes: held).body == entry.body else {
            throw StoreError.roster(.twoLists)
        }
    }

    /// The patient is who the names say, else the founder; readings depend on it, digests do not.
    private func refreshPatient(
        _ db: Database, _ before: ReplicaState, _ roster: Roster, _ ring: KeyRing
    ) throws {
        let named = Self.people(roster, ring, own: before.member).members.filter {
            $0.value.relation == .patient
        }
        let patient = named.keys.contains(roster.founder) ? roster.founder : named.keys.min()
        let now = patient ?? roster.founder
        guard now != before.patient else { return }
        try db.execute(sql: "UPDATE replica SET patient = ?", arguments: [Data(now.bytes)])
        try refold(db)
    }

    /// Appends own entries to the roster of a diary that nobody shares yet.
    package func appendRoster(
        _ make: (Roster, KeyFile) throws -> WireRosterEntry
    ) throws -> WireRosterEntry {
        let state = try state()
        guard state.server == nil else { throw StoreError.alreadyShared }
        let entry = try make(state.roster, keyFile())
        try takeRoster([entry])
        return entry
    }

    /// Remembers where the diary is served.
    package func setServer(_ address: String, _ id: ServerID) throws {
        try transaction { db in
            try db.execute(
                sql: "UPDATE replica SET server = ?, server_id = ?",
                arguments: [address, Data(id.bytes)])
        }
    }

    package func noteSynced() throws {
        try transaction { db in
            try db.execute(sql: "UPDATE replica SET synced_at = ?", arguments: [clock()])
        }
    }
}

extension Replica {
    /// Makes this replica one of the diary whose roster is given, and moves its own changes, byte
    /// for byte, to new chains there. Nothing is dropped; ids stay what they were.
    ///
    /// - Throws: `StoreError.alreadyShared` where this replica belongs to a shared diary;
    ///   `.entriesCannotCome` where the role would not let them count.
    package func adopt(
        _ entries: [WireRosterEntry], keys: EpochKeys, server: String, serverID: ServerID
    ) throws {
        let roster = try Roster(entries: entries)
        try updateKeys { file in
            // The epochs of two diaries share their numbers; only the joined one's are needed now.
            file.ring = KeyRing([keys])
        }
        try transaction { db in
            let before = try ReplicaState(db)
            if before.diary == roster.diary { return }
            try checkCanAdopt(db, roster.role(of: before.device) ?? .viewer)
            try replace(db, before, roster, entries, server, serverID)
        }
        try updateKeys { $0.joining = nil }
        try takeRoster([])
    }

    /// Whether the entries made here could all come along to a diary joined with `role`.
    package func checkCanAdopt(_ role: Role) throws {
        try reading { try checkCanAdopt($0, role) }
    }

    private func checkCanAdopt(_ db: Database, _ role: Role) throws {
        let state = try ReplicaState(db)
        guard state.server == nil else { throw StoreError.alreadyShared }
        let stranded =
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT sum(last) FROM chain WHERE NOT (? OR (? AND audience = 1))
                        """),
                arguments: [role.mayWrite(to: .owner), role.mayWrite(to: .everyone)]) ?? 0
        guard stranded == 0 else { throw StoreError.entriesCannotCome(count: stranded) }
    }

    private func replace(
        _ db: Database, _ before: ReplicaState, _ roster: Roster, _ entries: [WireRosterEntry],
        _ server: String, _ serverID: ServerID
    ) throws {
        guard let member = roster.device(before.device)?.member else {
            throw StoreError.roster(.notOnIt)
        }
        try db.execute(sql: "DELETE FROM roster_entry")
        for (index, entry) in entries.enumerated() {
            try db.execute(
                sql: "INSERT INTO roster_entry VALUES (?, ?)",
                arguments: [index, try entry.serializedData()])
        }
        try db.execute(
            sql: """
                UPDATE replica SET diary = ?, member = ?, patient = ?, server = ?, server_id = ?,
                                   synced_at = NULL
                """,
            arguments: [
                Data(roster.diary.bytes), Data(member.bytes), Data(roster.founder.bytes), server,
                Data(serverID.bytes),
            ])
        try moveChains(db, to: roster)
        try refold(db)
    }

    /// Each old chain becomes one new chain, so that stamps go on growing within each.
    private func moveChains(_ db: Database, to roster: Roster) throws {
        let rows = LogRows(db: db)
        let old = try rows.chains()
        try rows.keepClock()
        try db.execute(sql: "UPDATE chain SET is_current = 0")
        var current: [Audience: Int64] = [:]
        for chain in old {
            let address = ChainAddress(
                device: chain.address.device, audience: chain.address.audience,
                chain: ChainID(UInt64(bigEndianBytes: random.bytes(8))))
            var moved = try rows.makeChain(address, diary: roster.diary, isCurrent: false)
            for place in try rows.places(of: chain.id, from: 1) {
                guard let body = place.body else { continue }
                try rows.put(place.row, body.leaf(device: address.device), on: &moved)
            }
            try rows.save(moved, signature: nil)
            current[address.audience] = moved.id
            try db.execute(sql: "DELETE FROM place WHERE chain = ?", arguments: [chain.id])
            try db.execute(sql: "DELETE FROM chain WHERE id = ?", arguments: [chain.id])
        }
        for id in current.values.sorted() {
            try db.execute(sql: "UPDATE chain SET is_current = 1 WHERE id = ?", arguments: [id])
        }
    }
}
