import Foundation
import SwiftProtobuf
import TonusProtocol
import TonusTypes

/// Who a person is to the diary.
package enum Relation: UInt32, CaseIterable, Sendable {
    case patient = 1
    case caregiver = 2
    case clinician = 3
}

/// What the roster's members call a person.
package struct PersonAbout: Hashable, Sendable {
    package let name: String
    package let relation: Relation?

    package init(name: String, relation: Relation?) {
        (self.name, self.relation) = (name, relation)
    }
}

/// Names are sealed to everyone on the roster: the server sees that there is one, no more.
package enum NameSealing {
    package static func seal(
        _ about: PersonAbout, keys: EpochKeys, diary: DiaryID, random: Randomness
    ) throws(VaultError) -> SealedText {
        var wire = WirePersonAbout()
        wire.name = about.name
        wire.relation = about.relation?.rawValue ?? 0
        return try seal(wire.serializedBytesOrNil(), keys, diary, random)
    }

    package static func seal(
        deviceName: String, keys: EpochKeys, diary: DiaryID, random: Randomness
    ) throws(VaultError) -> SealedText {
        var wire = WireDeviceAbout()
        wire.name = deviceName
        return try seal(wire.serializedBytesOrNil(), keys, diary, random)
    }

    package static func openPerson(
        _ text: SealedText, ring: KeyRing, diary: DiaryID
    ) throws(VaultError) -> PersonAbout {
        guard let wire = try? WirePersonAbout(serializedBytes: open(text, ring, diary)) else {
            throw .malformed(part: "about")
        }
        return PersonAbout(name: wire.name, relation: Relation(rawValue: wire.relation))
    }

    package static func openDevice(
        _ text: SealedText, ring: KeyRing, diary: DiaryID
    ) throws(VaultError) -> String {
        guard let wire = try? WireDeviceAbout(serializedBytes: open(text, ring, diary)) else {
            throw .malformed(part: "about")
        }
        return wire.name
    }

    private static func seal(
        _ content: [UInt8]?, _ keys: EpochKeys, _ diary: DiaryID, _ random: Randomness
    ) throws(VaultError) -> SealedText {
        guard let content, content.count <= 512 else { throw .tooLarge(part: "name") }
        let salt = random.bytes(16)
        let sealed = try Seal.seal(
            Padding.pack(content, compressing: false), under: keys.everyone, salt: salt,
            label: .name, authenticating: diary.bytes)
        return SealedText(epoch: keys.epoch, salt: salt, sealed: sealed)
    }

    private static func open(
        _ text: SealedText, _ ring: KeyRing, _ diary: DiaryID
    ) throws(VaultError) -> [UInt8] {
        let secret = try ring.key(epoch: text.epoch, audience: .everyone)
        return try Padding.unpack(
            Seal.open(
                text.sealed, under: secret, salt: text.salt, label: .name,
                authenticating: diary.bytes))
    }
}

/// Makes signed roster entries. Each checks itself: what comes out is accepted by `Roster`.
package struct RosterWriting: Sendable {
    package let secrets: DeviceSecrets
    package let random: Randomness
    package let wrapping: KeyWrapping
    /// The signer's wall clock, Unix milliseconds.
    package let now: Int64

    package init(
        secrets: DeviceSecrets, random: Randomness, wrapping: KeyWrapping = .hpke, now: Int64
    ) {
        (self.secrets, self.random) = (secrets, random)
        (self.wrapping, self.now) = (wrapping, now)
    }

    /// The first entry of a new diary, without names.
    package func genesis(member: MemberID) throws -> WireRosterEntry {
        var genesis = WireGenesis()
        genesis.salt = Data(random.bytes(16))
        genesis.member = Data(member.bytes)
        genesis.device = secrets.keys.wire
        var body = WireRosterBody()
        body.time = now
        body.genesis = genesis
        let bytes: [UInt8] = try body.serializedBytes()
        guard let diary = DiaryID(bytes: Label.roster.hash(bytes).bytes) else {
            throw VaultError.badKey
        }
        return try entry(bytes, diary: diary, signers: [(secrets.device.bytes, secrets)])
    }

    /// Opens the diary to the holder of `ticket`.
    ///
    /// - Parameter expires: Unix milliseconds by the server's clock; nil never.
    package func invite(
        _ ticket: Ticket, to roster: Roster, member: MemberID, role: Role, about: PersonAbout?,
        expires: Int64?, isKit: Bool, keys: EpochKeys
    ) throws -> (entry: WireRosterEntry, wrap: WireWrap) {
        let ticketKeys = try ticket.secrets().keys
        let recipient = ticketKeys.ticketID.bytes
        let wrap = try wrapping.wrap(
            keys.limited(to: role), recipient, ticketKeys, roster.diary, roster.index + 1)
        var reference = WireWrapReference()
        reference.recipient = Data(recipient)
        reference.hash = Data(wrap.hash().bytes)
        var invite = WireInvite()
        invite.ticket = ticketKeys.wire
        invite.member = Data(member.bytes)
        invite.role = UInt32(role.rawValue)
        invite.expires = expires.map { UInt64(max(1, $0)) } ?? 0
        invite.binding = Data(ticket.binding(of: roster.diary))
        invite.wraps = [reference]
        invite.kit = isKit
        if let about {
            invite.memberAbout = try NameSealing.seal(
                about, keys: keys, diary: roster.diary, random: random
            ).wire
        }
        var body = next(after: roster)
        body.invite = invite
        return (try signed(body, roster.diary, [(secrets.device.bytes, secrets)]), wrap)
    }

    /// Joins with a ticket; signed by the ticket's key and this device's.
    package func join(
        _ ticket: Ticket, to roster: Roster, deviceName: String, keys: EpochKeys
    ) throws -> WireRosterEntry {
        let ticketSecrets = try ticket.secrets()
        let id = ticketSecrets.keys.ticketID
        var join = WireJoin()
        join.ticket = Data(id.bytes)
        join.device = secrets.keys.wire
        join.deviceAbout = try NameSealing.seal(
            deviceName: deviceName, keys: keys, diary: roster.diary, random: random
        ).wire
        var body = next(after: roster)
        body.join = join
        return try signed(
            body, roster.diary, [(id.bytes, ticketSecrets), (secrets.device.bytes, secrets)])
    }

    /// Gives a member a name and a relation.
    package func name(
        _ member: MemberID, _ about: PersonAbout, in roster: Roster, keys: EpochKeys
    ) throws -> WireRosterEntry {
        var name = WireName()
        name.member = Data(member.bytes)
        name.about = try NameSealing.seal(
            about, keys: keys, diary: roster.diary, random: random
        ).wire
        return try signed(named(name, roster), roster.diary, [(secrets.device.bytes, secrets)])
    }

    /// Gives a device a name.
    package func name(
        _ device: DeviceID, _ deviceName: String, in roster: Roster, keys: EpochKeys
    ) throws -> WireRosterEntry {
        var name = WireName()
        name.device = Data(device.bytes)
        name.about = try NameSealing.seal(
            deviceName: deviceName, keys: keys, diary: roster.diary, random: random
        ).wire
        return try signed(named(name, roster), roster.diary, [(secrets.device.bytes, secrets)])
    }

    /// Closes a ticket that nobody has used.
    package func withdraw(_ ticket: TicketID, in roster: Roster) throws -> WireRosterEntry {
        var withdraw = WireWithdraw()
        withdraw.ticket = Data(ticket.bytes)
        var body = next(after: roster)
        body.withdraw = withdraw
        return try signed(body, roster.diary, [(secrets.device.bytes, secrets)])
    }

    /// Takes this device off the roster.
    ///
    /// - Parameter heads: of all its chains; what stands beyond them will not count.
    package func leave(
        _ heads: [ChainAddress: ChainHead], in roster: Roster
    ) throws -> WireRosterEntry {
        var leave = WireLeave()
        leave.device = Data(secrets.device.bytes)
        leave.heads = heads.sorted { $0.key < $1.key }.map { address, head in
            var wire = WireChainHead()
            wire.device = Data(address.device.bytes)
            wire.audience = UInt32(address.audience.rawValue)
            wire.chain = Data(address.chain.bytes)
            wire.sequence = head.sequence
            wire.head = Data(head.hash.bytes)
            return wire
        }
        var body = next(after: roster)
        body.leave = leave
        return try signed(body, roster.diary, [(secrets.device.bytes, secrets)])
    }

    private func named(_ name: WireName, _ roster: Roster) -> WireRosterBody {
        var body = next(after: roster)
        body.name = name
        return body
    }

    private func next(after roster: Roster) -> WireRosterBody {
        var body = WireRosterBody()
        body.index = roster.index + 1
        body.previous = Data(roster.hash.bytes)
        body.time = now
        return body
    }

    private func signed(
        _ body: WireRosterBody, _ diary: DiaryID, _ signers: [(id: [UInt8], secrets: DeviceSecrets)]
    ) throws -> WireRosterEntry {
        try entry(body.serializedBytes(), diary: diary, signers: signers)
    }

    private func entry(
        _ body: [UInt8], diary: DiaryID, signers: [(id: [UInt8], secrets: DeviceSecrets)]
    ) throws -> WireRosterEntry {
        var entry = WireRosterEntry()
        entry.body = Data(body)
        let message = Roster.signedMessage(body: body, diary: diary)
        entry.signatures = try signers.map { signer in
            var signature = WireRosterSignature()
            signature.signer = Data(signer.id)
            signature.signature = Data(try signer.secrets.sign(message))
            return signature
        }
        return entry
    }
}

extension SwiftProtobuf.Message {
    fileprivate func serializedBytesOrNil() -> [UInt8]? { try? serializedBytes() }
}
