import Foundation
import SwiftProtobuf
import Testing
import TonusProtocol
import TonusTypes
import TonusVault

/// Makes `roster.json`: a small household, and everything that may not be done to it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TONUS_WRITE_VECTORS"] != nil))
struct RosterVectorWriting {
    let random = VectorWriting.seeded(2)
    let founder: DeviceSecrets
    let member: MemberID
    let keys: EpochKeys

    init() throws {
        founder = try DeviceSecrets.generate(random)
        member = try #require(MemberID(bytes: random.bytes(16)))
        keys = EpochKeys.generate(epoch: 1, random)
    }

    private func writing(_ secrets: DeviceSecrets) -> RosterWriting {
        RosterWriting(secrets: secrets, random: random, now: 1_795_132_800_000)
    }

    @Test func `rosters`() throws {
        let genesis = try writing(founder).genesis(member: member)
        let start = try Roster(genesis: genesis)
        let named = try writing(founder).name(
            member, PersonAbout(name: "Maria", relation: .patient), in: start, keys: keys)
        let second = try Roster(entries: [genesis, named])
        let ticket = Ticket.generate(server: "http://127.0.0.1:8787", random)
        let helper = try #require(MemberID(bytes: random.bytes(16)))
        let invite = try invite(ticket, helper, .caregiver, second, by: founder)
        let third = try Roster(entries: [genesis, named, invite])
        let ana = try DeviceSecrets.generate(random)
        let join = try writing(ana).join(ticket, to: third, deviceName: "tablet", keys: keys)
        let household = [genesis, named, invite, join]
        let fourth = try Roster(entries: household)

        var cases = [
            try accepted("a genesis alone", [genesis]),
            try accepted("a founder with a name", [genesis, named]),
            try accepted("an open invitation", [genesis, named, invite]),
            try accepted("a caregiver has joined", household),
        ]
        cases += try refusals(household, fourth, ticket, ana, helper)
        cases += try departures(household, fourth, ana, helper)
        cases += try withdrawals(household, fourth, ana, helper)
        cases += try RosterRules(
            random, keys, founder: (founder, member), helper: (ana, helper), household
        ).cases()
        try Vectors.write("roster", "Roster entries (3-roster.md)", cases.sharingBeginnings)
    }

    private func refusals(
        _ household: [WireRosterEntry], _ roster: Roster, _ ticket: Ticket, _ ana: DeviceSecrets,
        _ helper: MemberID
    ) throws -> [RosterCase] {
        var flipped = household
        flipped[0].signatures[0].signature[flipped[0].signatures[0].signature.startIndex] ^= 1
        var altered = household
        altered[1].body[altered[1].body.startIndex + 50] ^= 1
        var unsigned = household
        unsigned[3].signatures.removeLast()
        let other = Ticket.generate(server: "http://127.0.0.1:8787", random)
        let third = try Roster(entries: Array(household.prefix(3)))
        let late = try DeviceSecrets.generate(random)
        let again = try writing(late).join(ticket, to: third, deviceName: "x", keys: keys)
        let byCaregiver = try invite(other, helper, .caregiver, roster, by: ana)
        let promoted = try invite(other, helper, .owner, roster, by: founder)
        let kit = try writing(founder).invite(
            other, to: roster, member: helper, role: .caregiver, about: nil, expires: nil,
            isKit: true, keys: keys
        ).entry
        return [
            refused("one bit of a signature flipped", flipped, at: 0),
            refused("one bit of a body flipped", altered, at: 1),
            refused("an entry left out", [household[0], household[2]], at: 1),
            refused("an entry twice", [household[0], household[1], household[1]], at: 2),
            refused("a join that the device itself did not sign", unsigned, at: 3),
            refused("a ticket used twice", household + [again], at: 4),
            refused("a caregiver invites", household + [byCaregiver], at: 4),
            refused("a member's role is changed by an invitation", household + [promoted], at: 4),
            refused("a recovery kit for somebody else", household + [kit], at: 4),
            refused("a kind of a newer version", household + [try unknown(roster)], at: 4),
        ]
    }

    private func head(
        of device: DeviceID, sequence: UInt64 = 5, chain: UInt64 = 9
    ) -> [ChainAddress: ChainHead] {
        let address = ChainAddress(device: device, audience: .everyone, chain: ChainID(chain))
        return [address: ChainHead(sequence: sequence, hash: Label.head.hash([1, 2, 3]))]
    }

    private func departures(
        _ household: [WireRosterEntry], _ roster: Roster, _ ana: DeviceSecrets, _ helper: MemberID
    ) throws -> [RosterCase] {
        let left = try writing(ana).leave(head(of: ana.device), in: roster)
        let after = try Roster(entries: household + [left])
        let again = try writing(ana).leave(head(of: ana.device), in: after)
        let foreign = try writing(ana).leave(head(of: founder.device), in: roster)
        let empty = try writing(ana).leave(head(of: ana.device, sequence: 0), in: roster)
        var forged = left
        forged.signatures[0].signature = Data(
            try founder.sign(Roster.signedMessage(body: Array(left.body), diary: roster.diary)))
        var body = try Roster.body(of: left)
        body.leave.heads.append(body.leave.heads[0])
        let twice = try signed(body, roster, by: ana)
        // The founder leaves too: the invitations they had open end, their kit stays.
        let open = Ticket.generate(server: "http://127.0.0.1:8787", random)
        let kit = Ticket.generate(server: "http://127.0.0.1:8787", random)
        let invited = try invite(open, helper, .caregiver, roster, by: founder)
        let second = try Roster(entries: household + [invited])
        let printed = try writing(founder).invite(
            kit, to: second, member: member, role: .owner, about: nil, expires: nil, isKit: true,
            keys: keys
        ).entry
        let third = try Roster(entries: household + [invited, printed])
        let gone = try writing(founder).leave([:], in: third)
        let fourth = try Roster(entries: household + [invited, printed, gone])
        let late = try invite(
            Ticket.generate(server: "x", random), helper, .caregiver, fourth, by: founder)
        return [
            try accepted("a device has left", household + [left]),
            try accepted(
                "invitations end with who made them, the kit stays",
                household + [invited, printed, gone]),
            refused("a device leaves twice", household + [left, again], at: 5),
            refused("a leave with the end of another device's chain", household + [foreign], at: 4),
            refused("a leave with a chain that is empty", household + [empty], at: 4),
            refused("a leave with one chain twice", household + [twice], at: 4),
            refused("a leave that somebody else signed", household + [forged], at: 4),
            refused(
                "an invitation by who has left", household + [invited, printed, gone, late], at: 7),
        ]
    }

    private func withdrawals(
        _ household: [WireRosterEntry], _ roster: Roster, _ ana: DeviceSecrets, _ helper: MemberID
    ) throws -> [RosterCase] {
        let ticket = Ticket.generate(server: "http://127.0.0.1:8787", random)
        let id = try ticket.secrets().keys.ticketID
        let invited = try invite(ticket, helper, .caregiver, roster, by: founder)
        let open = try Roster(entries: household + [invited])
        let withdrawn = try writing(founder).withdraw(id, in: open)
        let closed = try Roster(entries: household + [invited, withdrawn])
        let again = try writing(founder).withdraw(id, in: closed)
        let byAna = try writing(ana).withdraw(id, in: open)
        let late = try writing(DeviceSecrets.generate(random)).join(
            ticket, to: closed, deviceName: "x", keys: keys)
        return [
            try accepted("a code is withdrawn", household + [invited, withdrawn]),
            refused("a code is withdrawn twice", household + [invited, withdrawn, again], at: 6),
            refused(
                "a code that was never open",
                household + [try writing(founder).withdraw(id, in: roster)], at: 4),
            refused("a caregiver withdraws a code", household + [invited, byAna], at: 5),
            refused(
                "a joining with a withdrawn code", household + [invited, withdrawn, late], at: 6),
        ]
    }

    private func signed(
        _ body: WireRosterBody, _ roster: Roster, by secrets: DeviceSecrets
    ) throws -> WireRosterEntry {
        let bytes: [UInt8] = try body.serializedBytes()
        var entry = WireRosterEntry()
        entry.body = Data(bytes)
        var signature = WireRosterSignature()
        signature.signer = Data(secrets.device.bytes)
        signature.signature = Data(
            try secrets.sign(Roster.signedMessage(body: bytes, diary: roster.diary)))
        entry.signatures = [signature]
        return entry
    }

    private func invite(
        _ ticket: Ticket, _ member: MemberID, _ role: Role, _ roster: Roster,
        by signer: DeviceSecrets
    ) throws -> WireRosterEntry {
        try writing(signer).invite(
            ticket, to: roster, member: member, role: role, about: nil,
            expires: 1_795_136_400_000, isKit: false, keys: keys
        ).entry
    }

    /// A well-signed entry whose kind, field 99, no version has yet.
    private func unknown(_ roster: Roster) throws -> WireRosterEntry {
        var body = WireRosterBody()
        body.index = roster.index + 1
        body.previous = Data(roster.hash.bytes)
        let bytes: [UInt8] = try body.serializedBytes() + [0x9A, 0x06, 0x00]
        var entry = WireRosterEntry()
        entry.body = Data(bytes)
        var signature = WireRosterSignature()
        signature.signer = Data(founder.device.bytes)
        signature.signature = Data(
            try founder.sign(Roster.signedMessage(body: bytes, diary: roster.diary)))
        entry.signatures = [signature]
        return entry
    }

    private func accepted(_ name: String, _ entries: [WireRosterEntry]) throws -> RosterCase {
        RosterCase(
            name: name, entries: entries.map(RosterCase.Entry.init),
            accepted: RosterCase.Accepted(try Roster(entries: entries)))
    }

    private func refused(_ name: String, _ entries: [WireRosterEntry], at index: Int) -> RosterCase
    {
        RosterCase(
            name: name, entries: entries.map(RosterCase.Entry.init), refusedAt: index,
            needsUpdate: name.contains("newer version") ? true : nil)
    }
}
