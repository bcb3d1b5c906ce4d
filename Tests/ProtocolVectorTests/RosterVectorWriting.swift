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
        try Vectors.write("roster", "Roster entries (3-roster.md)", cases)
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
            accepted: RosterCase.Accepted(try Roster(entries: entries)), refusedAt: nil)
    }

    private func refused(_ name: String, _ entries: [WireRosterEntry], at index: Int) -> RosterCase
    {
        RosterCase(
            name: name, entries: entries.map(RosterCase.Entry.init), accepted: nil,
            refusedAt: index)
    }
}
