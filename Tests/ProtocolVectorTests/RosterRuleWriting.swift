import Foundation
import SwiftProtobuf
import Testing
import TonusProtocol
import TonusTypes
import TonusVault

/// Makes the cases of `roster.json` that bend one thing in an entry which else would be taken.
struct RosterRules {
    typealias Change = (inout WireRosterBody) throws -> Void

    let random: Randomness
    let keys: EpochKeys
    let founder: DeviceSecrets
    let member: MemberID
    let household: [WireRosterEntry]
    let ana: DeviceSecrets
    let helper: MemberID
    /// A second owner, who is not the founder.
    let olga: DeviceSecrets
    let second: MemberID
    /// The household and Olga.
    let owners: [WireRosterEntry]

    init(
        _ random: Randomness, _ keys: EpochKeys, founder: (DeviceSecrets, MemberID),
        helper: (DeviceSecrets, MemberID), _ household: [WireRosterEntry]
    ) throws {
        (self.random, self.keys, self.household) = (random, keys, household)
        (self.founder, member) = founder
        (ana, self.helper) = helper
        olga = try DeviceSecrets.generate(random)
        second = try #require(MemberID(bytes: random.bytes(16)))
        let ticket = Ticket.generate(server: "x", random)
        let writing = Self.writing(founder.0, random)
        let roster = try Roster(entries: household)
        let invited = try writing.invite(
            ticket, to: roster, member: second, role: .owner,
            about: PersonAbout(name: "Olga", relation: .caregiver), expires: 1, isKit: false,
            keys: keys
        ).entry
        let open = try Roster(entries: household + [invited])
        let joined = try Self.writing(olga, random).join(
            ticket, to: open, deviceName: "laptop", keys: keys)
        owners = household + [invited, joined]
    }

    static func writing(_ secrets: DeviceSecrets, _ random: Randomness) -> RosterWriting {
        RosterWriting(secrets: secrets, random: random, now: 1_795_132_800_000)
    }

    func writing(_ secrets: DeviceSecrets) -> RosterWriting { Self.writing(secrets, random) }

    func cases() throws -> [RosterCase] {
        try places() + genesis() + signatures() + invitations() + names() + joinings()
            + withdrawals() + departures() + notCarriedOut()
    }

    // MARK: - One entry

    /// The next entry after `before`, signed by device.
    func entry(
        after before: [WireRosterEntry], by signer: DeviceSecrets, _ change: Change
    ) throws -> WireRosterEntry {
        let roster = try Roster(entries: before)
        var body = WireRosterBody()
        body.index = roster.index + 1
        body.previous = Data(roster.hash.bytes)
        body.time = 1_795_132_800_000
        try change(&body)
        return try signed(body, roster.diary, [(signer.device.bytes, signer)])
    }

    /// The entry with its body changed and signed anew by those who signed it.
    func bent(
        _ entry: WireRosterEntry, _ diary: DiaryID, by signers: [DeviceSecrets], _ change: Change
    ) throws -> WireRosterEntry {
        var body = try Roster.body(of: entry)
        try change(&body)
        return try signed(
            body, diary, zip(entry.signatures, signers).map { (Array($0.signer), $1) })
    }

    func signed(
        _ body: WireRosterBody, _ diary: DiaryID, _ signers: [([UInt8], DeviceSecrets)]
    ) throws -> WireRosterEntry {
        let bytes: [UInt8] = try body.serializedBytes()
        var entry = WireRosterEntry()
        entry.body = Data(bytes)
        entry.signatures = try signers.map { id, secrets in
            var signature = WireRosterSignature()
            signature.signer = Data(id)
            signature.signature = Data(
                try secrets.sign(Roster.signedMessage(body: bytes, diary: diary)))
            return signature
        }
        return entry
    }

    func invite(
        after before: [WireRosterEntry], by signer: DeviceSecrets, _ member: MemberID, _ role: Role,
        ticket: Ticket? = nil, isKit: Bool = false
    ) throws -> WireRosterEntry {
        try writing(signer).invite(
            ticket ?? Ticket.generate(server: "x", random), to: Roster(entries: before),
            member: member, role: role, about: nil, expires: nil, isKit: isKit, keys: keys
        ).entry
    }

    // MARK: - Cases

    func accepted(
        _ name: String, _ entries: [WireRosterEntry], places: [RosterCase.Place]? = nil
    ) throws -> RosterCase {
        RosterCase(
            name: name, entries: entries.map(RosterCase.Entry.init),
            accepted: RosterCase.Accepted(try Roster(entries: entries)), places: places)
    }

    /// Refused at its last entry, and so that nobody who reads it need ask which rule it was.
    func refused(
        _ name: String, after before: [WireRosterEntry], _ entry: WireRosterEntry
    ) -> RosterCase {
        var refusal: ProtocolError?
        do throws(ProtocolError) {
            _ = try Roster(entries: before + [entry])
        } catch {
            refusal = error
        }
        #expect(refusal != nil, "\(name)")
        let needsUpdate: Bool? = refusal == .unsupportedEntry ? true : nil
        return RosterCase(
            name: name, entries: (before + [entry]).map(RosterCase.Entry.init),
            refusedAt: before.count, needsUpdate: needsUpdate)
    }
}

extension RosterRules {
    private func places() throws -> [RosterCase] {
        let start = household.count
        func moved(_ name: String, _ change: @escaping Change) throws -> RosterCase {
            let named = try writing(founder).name(
                member, PersonAbout(name: "M", relation: nil), in: Roster(entries: household),
                keys: keys)
            let diary = try Roster(entries: household).diary
            return refused(
                name, after: household, try bent(named, diary, by: [founder], change))
        }
        var noMessage = WireRosterEntry()
        noMessage.body = Data([0xFF, 0xFF])
        return [
            try accepted("a second owner has joined", owners),
            try moved("an index that is one too high") { $0.index = UInt64(start + 1) },
            try moved("an index that was there before") { $0.index = UInt64(start - 1) },
            try moved("behind another entry") { $0.previous[0] ^= 1 },
            try moved("behind no entry") { $0.previous = Data() },
            refused("a body that is no message", after: household, noMessage),
        ]
    }

    private func genesis() throws -> [RosterCase] {
        let first = household[0]
        let diary = try Roster(genesis: first).diary
        /// A genesis names its own diary, so what is signed changes with it.
        func bent(_ name: String, by signer: DeviceSecrets? = nil, _ change: Change) throws
            -> RosterCase
        {
            var body = try Roster.body(of: first)
            try change(&body)
            let bytes: [UInt8] = try body.serializedBytes()
            let own = try #require(DiaryID(bytes: Label.roster.hash(bytes).bytes))
            let id = Array(first.signatures[0].signer)
            return refused(name, after: [], try signed(body, own, [(id, signer ?? founder)]))
        }
        var unsigned = first
        unsigned.signatures = []
        let again = try entry(after: household, by: founder) { body in
            body.genesis = try Roster.body(of: first).genesis
        }
        let name = try entry(after: household, by: founder) { body in
            body.name = try Roster.body(of: household[1]).name
        }
        return [
            try bent("a genesis at index 1") { $0.index = 1 },
            try bent("a genesis behind another entry") { $0.previous = Data(diary.bytes) },
            try bent("a genesis with a salt of 15 bytes") { $0.genesis.salt.removeLast() },
            try bent("a genesis for a member of 15 bytes") { $0.genesis.member.removeLast() },
            try bent("a genesis without keys") { $0.genesis.clearDevice() },
            try bent("a genesis with a signing key of 31 bytes") {
                $0.genesis.device.signing.removeLast()
            },
            try bent("a genesis with an agreement key of 1215 bytes") {
                $0.genesis.device.agreement.removeLast()
            },
            try bent("a genesis that another device signed", by: ana) { $0.time += 1 },
            refused("a genesis that nobody signed", after: [], unsigned),
            refused("a second genesis", after: household, again),
            refused("a roster that begins with a name", after: [], name),
        ]
    }

    private func signatures() throws -> [RosterCase] {
        let roster = try Roster(entries: household)
        let body = try Roster.body(
            of: writing(founder).name(
                member, PersonAbout(name: "M", relation: nil), in: roster, keys: keys))
        let one = (founder.device.bytes, founder)
        func by(_ name: String, _ signers: [([UInt8], DeviceSecrets)]) throws -> RosterCase {
            refused(name, after: household, try signed(body, roster.diary, signers))
        }
        let other = try #require(DiaryID(bytes: random.bytes(32)))
        var swapped = household[3]
        swapped.signatures.swapAt(0, 1)
        return [
            try accepted("a new name", household + [try signed(body, roster.diary, [one])]),
            try by("signed by nobody", []),
            try by("signed twice by the same", [one, one]),
            try by("signed by one more than is asked for", [one, (ana.device.bytes, ana)]),
            try by("signed by five", Array(repeating: one, count: 5)),
            try by("under another's name", [(founder.device.bytes, ana)]),
            try by("signed by who is not on the roster", [(olga.device.bytes, olga)]),
            refused(
                "signed for another diary", after: household, try signed(body, other, [one])),
            refused(
                "a joining whose signatures are in the other order",
                after: Array(household.prefix(3)), swapped),
        ]
    }

    private func notCarriedOut() throws -> [RosterCase] {
        func one(_ name: String, _ change: Change) throws -> RosterCase {
            refused(name, after: household, try entry(after: household, by: founder, change))
        }
        return [
            try one("a revocation, which no version carries out yet") {
                $0.revoke.device = Data(ana.device.bytes)
            },
            try one("a rotation, which no version carries out yet") { $0.rotate.epoch = 2 },
            try one("an erasure, which no version carries out yet") { $0.erase.audience = 1 },
            try one("an entry of no kind") { $0.of = nil },
        ]
    }
}
