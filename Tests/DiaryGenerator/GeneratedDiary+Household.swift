import TonusCore
import TonusStore
import TonusTypes
import TonusVault

extension GeneratedDiary {
    /// Writes what the person wrote into one replica and what their caregiver wrote into another,
    /// which joined the diary; and hands the caregiver's entries over.
    ///
    /// There is no server: entries and envelopes go from one to the other directly. The caregiver's
    /// replica is left with the address of none, so it never reaches anybody.
    ///
    /// - Returns: the person's replica, which holds all of it, and the caregiver's own.
    @discardableResult
    package func write(
        to folder: String, caregiver name: String, in caregiverFolder: String
    ) throws -> (own: Replica, caregiver: Replica) {
        guard !ReplicaDirectory(path: caregiverFolder).exists else {
            throw WritingError.folderInUse(caregiverFolder)
        }
        let begin = acts.first.map(\.written) ?? 0
        let own = try write(to: folder)
        let clock = SetClock(begin)
        let helper = try Self.found(caregiverFolder, clock)
        try own.welcome(helper, called: name, now: begin)
        try Self.write(caregiverActs, into: helper, clock)
        let outgoing = try helper.outgoing(byteLimit: .max / 2)
        _ = try own.receive(outgoing.map(\.envelope))
        try helper.markSent(outgoing)
        return (own, helper)
    }

    /// Writes one helper's share of what the caregivers wrote into a replica of their own, which nobody else
    /// shares yet: it comes along when they join.
    ///
    /// - Parameters:
    ///   - place: which of the helpers, from 0. The entries go round among them.
    ///   - count: how many helpers there are.
    @discardableResult
    package func writeHelper(_ place: Int, of count: Int, to folder: String) throws -> Replica {
        var share: Set<EntityKey> = []
        var known: Set<EntityKey> = []
        for act in caregiverActs where known.insert(act.entity).inserted {
            if (known.count - 1) % count == place { share.insert(act.entity) }
        }
        let acts = caregiverActs.filter { share.contains($0.entity) }
        let clock = SetClock(acts.first.map { $0.written - 60_000 } ?? 0)
        let helper = try Self.found(folder, clock)
        try Self.write(acts, into: helper, clock)
        return helper
    }
}

extension Replica {
    /// Lets another replica join this diary as a caregiver's.
    fileprivate func welcome(_ other: Replica, called name: String, now: Int64) throws {
        let (keys, state) = (try keyFile(), try state())
        guard let epoch = keys.ring.keys(of: state.roster.epoch),
            let member = MemberID(bytes: other.random.bytes(16))
        else { throw WritingError.keysMissing }
        let (role, server) = (Role.caregiver, "http://127.0.0.1:1")
        let ticket = Ticket(secret: other.random.bytes(16), server: server)
        let invite = try RosterWriting(secrets: keys.secrets, random: random, now: now).invite(
            ticket, to: state.roster, member: member, role: role,
            about: PersonAbout(name: name, relation: nil), expires: nil, isKit: false, keys: epoch)
        try takeRoster([invite.entry])
        let entries = try rosterEntries()
        let secrets = try other.keyFile().secrets
        let join = try RosterWriting(secrets: secrets, random: random, now: now).join(
            ticket, to: try self.state().roster, deviceName: name, keys: epoch.limited(to: role))
        try other.adopt(
            entries + [join], keys: epoch.limited(to: role), server: server,
            serverID: ServerID(high: 1, low: 1))
        try takeRoster([join])
    }
}
