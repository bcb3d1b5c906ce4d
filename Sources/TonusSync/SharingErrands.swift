import Foundation
import TonusProtocol
import TonusStore
import TonusTypes
import TonusVault

/// The errands that bring devices together: publish, invite, join.
package struct SharingErrands: Sendable {
    let replica: Replica
    let connection: any ServerLink

    package init(_ replica: Replica, _ connection: any ServerLink) {
        (self.replica, self.connection) = (replica, connection)
    }
}

extension SharingErrands {
    /// Publishes this replica's diary: names its founder, makes the recovery kit, founds the diary
    /// at the server.
    ///
    /// It can be run again after any cut: what was made before is used again.
    ///
    /// - Returns: the recovery kit, to be shown once.
    package func publish(
        code: String, name: String?, deviceName: String, now: Int64
    ) async throws -> Ticket {
        let kit = try prepareKit()
        let wrap = try prepareRoster(kit, name: name, deviceName: deviceName, now: now)
        var request = WireFoundRequest()
        request.code = code
        request.roster = try replica.rosterEntries()
        request.wraps = [wrap]
        let founding = request
        let secrets = try replica.keyFile().secrets
        try await refusalsAsErrors { try await connection.found(founding, .device(secrets)) }
        try replica.setServer(connection.address.description, try await connection.id())
        return kit
    }

    /// Gives a diary that is shared already to a server that lost it, or to another one, and goes on
    /// with that one.
    ///
    /// - Parameter code: asked for where the server does not hold the diary at all.
    package func giveAnew(_ code: () throws -> String) async throws {
        let server = try await connection.renewID()
        var request = WireFoundRequest()
        request.roster = try replica.rosterEntries()
        let keys = try replica.keyFile()
        if let wrap = keys.kitWrap { request.wraps = [try WireWrap(serializedBytes: wrap)] }
        do {
            try await connection.found(request, .device(keys.secrets))
        } catch let refusal as Refusal where refusal.type == "code-refused" {
            request.code = try code()
            let founding = request
            try await refusalsAsErrors {
                try await connection.found(founding, .device(keys.secrets))
            }
        } catch let refusal as Refusal {
            throw refusal.meaning
        }
        try replica.setServer(connection.address.description, server)
    }

    /// The kit that was made before, now for this server, or a new one.
    private func prepareKit() throws -> Ticket {
        let server = connection.address.description
        let made = try replica.keyFile().kit
        let kit =
            made.map { Ticket(secret: $0.secret, server: server) }
            ?? Ticket.generate(server: server, replica.random)
        try replica.updateKeys { $0.kit = kit }
        return kit
    }

    /// Brings the local roster to the point of publishing, and wraps the keys for the kit.
    private func prepareRoster(
        _ kit: Ticket, name: String?, deviceName: String, now: Int64
    ) throws -> WireWrap {
        var state = try replica.state()
        let keys = try replica.keyFile()
        guard let epoch = keys.ring.keys(of: state.roster.epoch) else { throw VaultError.badKey }
        let writing = RosterWriting(secrets: keys.secrets, random: replica.random, now: now)
        let people = try replica.people()
        if let name, people.members[state.member]?.name != name {
            _ = try replica.appendRoster { roster, _ in
                try writing.name(
                    state.member, PersonAbout(name: name, relation: .patient), in: roster,
                    keys: epoch)
            }
        }
        if people.devices[state.device] != deviceName {
            _ = try replica.appendRoster { roster, _ in
                try writing.name(state.device, deviceName, in: roster, keys: epoch)
            }
        }
        state = try replica.state()
        if !state.roster.tickets.values.contains(where: \.isKit) {
            let made = try writing.invite(
                kit, to: state.roster, member: state.member, role: .owner, about: nil,
                expires: nil, isKit: true, keys: epoch)
            // The wrapped keys first: an entry that promises them must never stand alone.
            try replica.updateKeys { $0.kitWrap = try made.wrap.serializedBytes() }
            _ = try replica.appendRoster { _, _ in made.entry }
        }
        guard let wrap = try replica.keyFile().kitWrap else { throw VaultError.badKey }
        return try WireWrap(serializedBytes: wrap)
    }

    /// Lets one more device in.
    ///
    /// - Parameter name: of a new member; nil for another device of this member.
    package func invite(
        name: String?, role: Role, relation: Relation?, expiresIn milliseconds: Int64, now: Int64
    ) async throws -> Ticket {
        _ = try await SyncErrand(replica, connection).run()
        let state = try replica.state()
        let keys = try replica.keyFile()
        guard let epoch = keys.ring.keys(of: state.roster.epoch) else { throw VaultError.badKey }
        let ticket = Ticket.generate(server: connection.address.description, replica.random)
        let isNew = name != nil
        let member = isNew ? MemberID(bytes: replica.random.bytes(16)) : state.member
        let made = try RosterWriting(secrets: keys.secrets, random: replica.random, now: now)
            .invite(
                ticket, to: state.roster, member: member ?? state.member,
                role: isNew ? role : state.role ?? role,
                about: name.map { PersonAbout(name: $0, relation: relation) },
                expires: now + milliseconds, isKit: false, keys: epoch)
        try await refusalsAsErrors {
            try await connection.append(
                made.entry, wraps: [made.wrap], diary: state.diary, .device(keys.secrets))
        }
        try replica.takeRoster([made.entry])
        return ticket
    }
}

extension SharingErrands {
    /// Closes every code that nobody has used, but for the recovery kit.
    ///
    /// - Returns: how many were closed.
    package func withdraw(now: Int64) async throws -> Int {
        _ = try await SyncErrand(replica, connection).run()
        let open = try replica.state().roster.tickets.values.filter { !$0.isKit }
        for ticket in open.sorted(by: { $0.invitedAt < $1.invitedAt }) {
            try await append(now: now) { writing, roster in
                try writing.withdraw(ticket.id, in: roster)
            }
        }
        return open.count
    }

    /// Takes this device off the roster, once the server holds everything it wrote.
    ///
    /// It can be run again after any cut.
    ///
    /// - Throws: `SyncError.lastOfFounder`; nothing was changed.
    package func leave(now: Int64) async throws {
        do {
            _ = try await SyncErrand(replica, connection).run()
        } catch SyncError.departed {
            return
        }
        let state = try replica.state()
        let remain = state.roster.devices.filter { $0.isActive && $0.id != state.device }
        guard
            state.member != state.roster.founder
                || remain.contains(where: { $0.member == state.member })
        else { throw SyncError.lastOfFounder }
        let heads = try replica.ownHeads()
        try await append(now: now) { writing, roster in try writing.leave(heads, in: roster) }
    }

    /// Has one entry appended; where somebody else's took its place, once more after that one.
    private func append(
        now: Int64, _ make: (RosterWriting, Roster) throws -> WireRosterEntry
    ) async throws {
        let secrets = try replica.keyFile().secrets
        let writing = RosterWriting(secrets: secrets, random: replica.random, now: now)
        for isLast in [false, true] {
            let state = try replica.state()
            let entry = try make(writing, state.roster)
            do {
                try await connection.append(
                    entry, wraps: [], diary: state.diary, .device(secrets))
                return try replica.takeRoster([entry])
            } catch let refusal as Refusal where refusal.type == "roster-taken" && !isLast {
                _ = try await SyncErrand(replica, connection).run()
            } catch let refusal as Refusal {
                throw refusal.meaning
            }
        }
    }
}

extension SharingErrands {
    /// Joins the diary that the ticket was made for, bringing along what this replica holds.
    ///
    /// The join is written down before it is sent, so that a cut at any moment is finished by
    /// running it again.
    package func join(_ ticket: Ticket, deviceName: String, now: Int64) async throws {
        if let begun = try replica.keyFile().joining, begun.ticketText == ticket.text {
            if try await finish(begun) { return }
        }
        let begun = try await begin(ticket, deviceName: deviceName, now: now)
        guard try await finish(begun) else {
            // Somebody else's entry came in between; the roster is read again, once.
            guard try await finish(begin(ticket, deviceName: deviceName, now: now)) else {
                throw SyncError.rosterDiffers
            }
            return
        }
    }

    private func begin(
        _ ticket: Ticket, deviceName: String, now: Int64
    ) async throws -> KeyFile.Joining {
        let ticketSecrets = try ticket.secrets()
        let answer = try await refusalsAsErrors { try await connection.ticket(ticketSecrets) }
        let roster = try Roster(entries: answer.roster)
        guard let invited = roster.tickets[ticketSecrets.keys.ticketID],
            ticket.isBound(to: roster.diary, by: invited.binding)
        else { throw VaultError.otherDiary }
        guard answer.wrap.hash() == invited.wrapHash else { throw VaultError.doesNotOpen }
        try replica.checkCanAdopt(invited.role)
        let keys = try ticketSecrets.unwrap(answer.wrap, diary: roster.diary)
        let entry = try RosterWriting(
            secrets: replica.keyFile().secrets, random: replica.random, now: now
        ).join(ticket, to: roster, deviceName: deviceName, keys: keys)
        let joining = KeyFile.Joining(
            ticketText: ticket.text, server: try await connection.id().bytes,
            roster: try (answer.roster + [entry]).map { try $0.serializedBytes() }, keys: keys)
        try replica.updateKeys { $0.joining = joining }
        return joining
    }

    /// - Returns: false where another entry has taken the place of this join.
    private func finish(_ joining: KeyFile.Joining) async throws -> Bool {
        let entries = try joining.roster.map { try WireRosterEntry(serializedBytes: $0) }
        guard let own = entries.last, let server = ServerID(bytes: joining.server) else {
            return false
        }
        let roster = try Roster(entries: entries)
        do {
            try await connection.append(
                own, wraps: [], diary: roster.diary, .device(try replica.keyFile().secrets))
        } catch let refusal as Refusal {
            if refusal.type == "roster-taken" { return false }
            throw refusal.meaning
        }
        try replica.adopt(
            entries, keys: joining.keys, server: connection.address.description, serverID: server)
        return true
    }
}
