import Foundation
import SwiftProtobuf
import Testing
import TonusProtocol
import TonusTypes
import TonusVault

struct WrapCase: Codable {
    let name: String
    /// Seeds of the ticket whose keys the wrap is for: the secret of a ticket.
    let secret: String
    let diary: String
    let recipient: String
    let index: UInt64
    let encapsulated: String
    let sealed: String
    let hash: String
    /// Absent where it does not open.
    let everyone: String?
    let owner: String?
}

struct NameCase: Codable {
    let name: String
    let diary: String
    let everyoneKey: String
    let salt: String
    let sealed: String
    /// Absent where it does not open.
    let person: String?
    let relation: UInt32?
}

/// Runs, and makes, `wrap` and `name`: what `3-roster.md` seals.
struct KeyVectorTests {
    @Test func `wrapped keys open for their recipient, entry and diary alone`() throws {
        for one in try Vectors.read("wrap", as: WrapCase.self) {
            var wrap = WireWrap()
            wrap.recipient = Data(try one.recipient.bytes)
            wrap.rosterIndex = one.index
            wrap.encapsulated = Data(try one.encapsulated.bytes)
            wrap.sealed = Data(try one.sealed.bytes)
            #expect(wrap.hash().description == one.hash, "\(one.name)")
            let secrets = try Ticket(secret: one.secret.bytes, server: "x").secrets()
            let keys = try? secrets.unwrap(wrap, diary: diary(one.diary))
            #expect(keys.map { Hex.encode($0.everyone) } == one.everyone, "\(one.name)")
            #expect(keys?.owner.map { Hex.encode($0) } == one.owner, "\(one.name)")
        }
    }

    @Test func `a name opens under the diary's key, in its own diary alone`() throws {
        for one in try Vectors.read("name", as: NameCase.self) {
            let text = SealedText(
                epoch: 1, salt: try one.salt.bytes, sealed: try one.sealed.bytes)
            let ring = KeyRing([
                EpochKeys(epoch: 1, everyone: try one.everyoneKey.bytes, owner: nil)
            ])
            let about = try? NameSealing.openPerson(text, ring: ring, diary: diary(one.diary))
            #expect(about?.name == one.person, "\(one.name)")
            #expect(about?.relation?.rawValue == one.relation, "\(one.name)")
        }
    }

    private func diary(_ text: String) throws -> DiaryID {
        try #require(DiaryID(bytes: text.bytes))
    }
}

@Suite(.enabled(if: ProcessInfo.processInfo.environment["TONUS_WRITE_VECTORS"] != nil))
struct KeyVectorWriting {
    private let random = VectorWriting.seeded(3)

    @Test func wraps() throws {
        let ticket = Ticket(secret: random.bytes(16), server: "x")
        let diary = try #require(DiaryID(bytes: random.bytes(32)))
        let keys = EpochKeys.generate(epoch: 1, random)
        let secrets = try ticket.secrets()
        let recipient = secrets.keys.ticketID.bytes
        func made(_ keys: EpochKeys) throws -> WireWrap {
            try KeyWrapping.hpke.wrap(keys, recipient, secrets.keys, diary, 7)
        }
        func one(
            _ name: String, _ wrap: WireWrap, diary other: DiaryID? = nil,
            secret: [UInt8]? = nil
        ) throws -> WrapCase {
            let used = try Ticket(secret: secret ?? ticket.secret, server: "x").secrets()
            let opened = try? used.unwrap(wrap, diary: other ?? diary)
            return WrapCase(
                name: name, secret: Hex.encode(secret ?? ticket.secret),
                diary: (other ?? diary).description, recipient: Hex.encode(wrap.recipient),
                index: wrap.rosterIndex, encapsulated: Hex.encode(wrap.encapsulated),
                sealed: Hex.encode(wrap.sealed), hash: wrap.hash().description,
                everyone: opened.map { Hex.encode($0.everyone) },
                owner: opened?.owner.map { Hex.encode($0) })
        }
        let wrap = try made(keys)
        var (moved, other, bent, short) = (wrap, wrap, wrap, wrap)
        moved.rosterIndex = 8
        other.recipient[other.recipient.startIndex] ^= 1
        bent.sealed[bent.sealed.startIndex + 3] ^= 1
        short.sealed.removeLast()
        try Vectors.write(
            "wrap", "Wrapped keys (3-roster.md)",
            [
                try one("for an owner", wrap),
                try one("for who is no owner", made(keys.limited(to: .caregiver))),
                try one("beside another entry", moved),
                try one("for another recipient", other),
                try one("in another diary", wrap, diary: DiaryID(bytes: random.bytes(32))),
                try one("by another ticket", wrap, secret: random.bytes(16)),
                try one("one bit flipped", bent),
                try one("one byte short", short),
            ])
    }

    @Test func names() throws {
        let diary = try #require(DiaryID(bytes: random.bytes(32)))
        let keys = EpochKeys.generate(epoch: 1, random)
        func one(
            _ name: String, _ text: SealedText, diary other: DiaryID? = nil,
            key: [UInt8]? = nil
        ) -> NameCase {
            let ring = KeyRing([EpochKeys(epoch: 1, everyone: key ?? keys.everyone, owner: nil)])
            let about = try? NameSealing.openPerson(text, ring: ring, diary: other ?? diary)
            return NameCase(
                name: name, diary: (other ?? diary).description,
                everyoneKey: Hex.encode(key ?? keys.everyone), salt: Hex.encode(text.salt),
                sealed: Hex.encode(text.sealed), person: about?.name,
                relation: about?.relation?.rawValue)
        }
        let maria = try NameSealing.seal(
            PersonAbout(name: "Maria", relation: .patient), keys: keys, diary: diary,
            random: random)
        let plain = try NameSealing.seal(
            PersonAbout(name: "Åsa 安", relation: nil), keys: keys, diary: diary, random: random)
        var bent = maria.sealed
        bent[5] ^= 1
        try Vectors.write(
            "name", "Sealed names (3-roster.md)",
            [
                one("the patient", maria), one("without a relation", plain),
                one("in another diary", maria, diary: DiaryID(bytes: random.bytes(32))),
                one("under another key", maria, key: random.bytes(32)),
                one("one bit flipped", SealedText(epoch: 1, salt: maria.salt, sealed: bent)),
            ])
    }
}
