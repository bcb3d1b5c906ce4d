import Foundation
import GRDB
import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTesting
import TonusTypes
import TonusVault

@testable import TonusStore

/// Replicas that meet: what each wrote, in any order, and what everyone then shows.
struct MeetingTests {
    @Test(arguments: 0..<6 as Range<UInt64>)
    func `three devices that get everything shuffled and twice show the same`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let world = try World()
        let a = try world.replica("a")
        let b = try world.join("b", to: a, as: .owner)
        let c = try world.join("c", to: a, as: .caregiver)
        for replica in [b, c] {
            try a.takeRoster(try replica.rosterEntries())
            try replica.takeRoster(try a.rosterEntries())
        }
        try b.takeRoster(try c.rosterEntries())
        var keys: [EntityKey] = []
        var envelopes: [WireEnvelope] = []
        for _ in 0..<24 {
            let replica = try #require([a, b, c].randomElement(using: &random))
            switch (Int.random(in: 0..<6, using: &random), keys.randomElement(using: &random)) {
            case (1, let key?), (2, let key?):
                try replica.edit(key, "severity=\(Int.random(in: 0...10, using: &random))")
            case (3, let key?):
                try replica.edit(key, "onset=\(Int.random(in: 1...50, using: &random))m")
            case (4, let key?):
                if try !replica.episode(key).state.isHidden { try replica.delete(key) }
            case (5, let key?): _ = try? replica.undo(.entity(key), zoneOffset: 0)
            default:
                keys.append(try replica.log("leg 4 \(Int.random(in: 1...50, using: &random))m"))
            }
            let sent = try replica.outgoing(byteLimit: .max / 2)
            try replica.markSent(sent)
            envelopes += sent.map(\.envelope)
            if Bool.random(using: &random) {
                let other = try #require([a, b, c].randomElement(using: &random))
                _ = try other.receive(envelopes)
            }
        }
        for replica in [a, b, c] {
            // A range can only be used once what stands before it is there: so, more than once.
            for _ in 0..<envelopes.count where try held(replica) < envelopes.count {
                _ = try replica.receive(envelopes.shuffled(using: &random))
            }
            _ = try replica.receive(envelopes)
        }
        let digests = try [a, b, c].map { try $0.digest() }
        #expect(Set(digests).count == 1)
        for key in keys {
            let shown = try [a, b, c].map { try $0.episode(key).state }
            #expect(Set(shown).count == 1)
        }
        for replica in [a, b, c] { #expect(try replica.check().damage.isEmpty) }
    }

    private func held(_ replica: Replica) throws -> Int {
        try replica.read { try $0.changeCount() }
    }

    @Test func `two people's ratings stand side by side, one person's two are to choose from`()
        throws
    {
        let world = try World()
        let a = try world.replica("a")
        let key = try a.log("leg 7 20m")
        let b = try world.join("b", to: a, as: .caregiver)
        try world.carry(from: a, to: b)
        try a.edit(key, "severity=8")
        try b.edit(key, "severity=5")
        try world.carry(from: a, to: b)
        try world.carry(from: b, to: a)
        for replica in [a, b] {
            let episode = try replica.episode(key)
            #expect(episode.severities.map(\.told.points) == [8, 5])
            #expect(episode.conflicts.isEmpty)
        }
    }

    @Test func `an entry deleted by one and edited by the other comes back, flagged for both`()
        throws
    {
        let world = try World()
        let a = try world.replica("a")
        let key = try a.log("leg 7 20m")
        let b = try world.join("b", to: a, as: .caregiver)
        try world.carry(from: a, to: b)
        try a.delete(key)
        try b.edit(key, "pain=5")
        try world.carry(from: a, to: b)
        try world.carry(from: b, to: a)
        for replica in [a, b] {
            #expect(try !replica.episode(key).state.isHidden)
            #expect(try replica.episode(key).state.isContested)
            #expect(try replica.read { try $0.undecidedCount() } == 1)
        }
        #expect(try a.digest() == b.digest())
    }

    @Test func `a viewer's own signed envelope counts on no replica, and blocks nothing`() throws {
        let world = try World()
        let a = try world.replica("a")
        let key = try a.log("leg 7 20m")
        let viewer = try world.join("v", to: a, as: .viewer)
        let c = try world.join("c", to: a, as: .caregiver)
        try world.carry(from: a, to: viewer, c)
        #expect(throws: StoreError.viewerCannotWrite) { try viewer.edit(key, "severity=1") }

        let forged = try envelope(by: viewer, deleting: key)
        let before = try a.digest()
        for replica in [a, c] {
            _ = try replica.receive([forged])
            #expect(try !replica.episode(key).state.isHidden)
            #expect(try replica.check().notAllowed == 1)
            #expect(try replica.digest() == before)
        }
        try c.edit(key, "pain=2")
        try world.carry(from: c, to: a)
        #expect(try a.digest() == c.digest())
    }

    /// What a viewer with a program of their own could put into the server's database.
    private func envelope(by viewer: Replica, deleting key: EntityKey) throws -> WireEnvelope {
        var body = ChangeBody(
            entity: key, timestamp: Timestamp(milliseconds: 1_795_132_800_000), written: 0,
            writtenOffset: 0)
        body.deletes = try viewer.episode(key).state.changesToDelete
        let bytes = try ChangeCodec.encode(body, salt: viewer.random.bytes(8))
        return try sealed(.change(bytes), by: viewer, .everyone, chain: 5)
    }

    private func severitySeven(salt: [UInt8]) throws -> (key: EntityKey, bytes: [UInt8]) {
        let key = EntityKey(audience: .everyone, kind: 1, id: EntityID(high: 3, low: 4))
        var body = ChangeBody(
            entity: key, timestamp: Timestamp(milliseconds: 1_795_132_800_000), written: 0,
            writtenOffset: 0)
        body.writes = [Write(cell: Field.severity.cell(), value: .integer(7))]
        return (key, try ChangeCodec.encode(body, salt: salt))
    }

    /// An envelope of one body at the start of a chain, signed and sealed by hand.
    private func sealed(
        _ body: ChainBody, by replica: Replica, as claimed: DeviceID? = nil,
        _ audience: Audience, chain: UInt64
    ) throws -> WireEnvelope {
        let (state, keys) = (try replica.state(), try replica.keyFile())
        let device = claimed ?? state.device
        let address = ChainAddress(device: device, audience: audience, chain: ChainID(chain))
        let head = Chain.start(address, diary: state.diary).appending(body.leaf(device: device))
        return try EnvelopeSealing.seal(
            [body], of: address, first: 1, head: head,
            signature: keys.secrets.sign(head, of: address, diary: state.diary),
            keys: try #require(keys.ring.keys(of: 1)), random: .system)
    }

    @Test func `nobody who has the keys can write in another's name`() throws {
        let world = try World()
        let a = try world.replica("a")
        let caregiver = try world.join("c", to: a, as: .caregiver)
        let (key, bytes) = try severitySeven(salt: [1, 2, 3, 4, 5, 6, 7, 8])
        let forged = try sealed(
            .change(bytes), by: caregiver, as: a.state().device, .everyone, chain: 9)
        #expect(try a.receive([forged]).keptAside == 1)
        #expect(try a.check().keptEnvelopes.count == 1)
        #expect(try a.read { try $0.state(of: key) }.cells.isEmpty)
    }

    @Test func `nobody who has the keys can put other words under a head that was signed`() throws {
        let world = try World()
        let a = try world.replica("a")
        let caregiver = try world.join("c", to: a, as: .caregiver)
        _ = try a.log("leg 7 20m")
        let signed = try #require(try a.outgoing(byteLimit: .max / 2).first).envelope
        let header = try EnvelopeHeader(parsing: Array(signed.header))
        let keys = try #require(caregiver.keyFile().ring.keys(of: 1))
        let (key, bytes) = try severitySeven(salt: [1, 2, 3, 4, 5, 6, 7, 8])
        let forged = try EnvelopeSealing.seal(
            [.change(bytes)], of: header.address, first: header.first, head: header.head,
            signature: header.signature, keys: keys, random: .system)
        let other = try world.join("b", to: a, as: .owner)
        #expect(try other.receive([forged]).keptAside == 1)
        #expect(try other.read { try $0.state(of: key) }.cells.isEmpty)
        #expect(try other.receive([signed]).keptAside == 0)
        #expect(try a.digest() == other.digest())
    }

    @Test func `what cannot be opened or verified is put aside and named, and stops no other`()
        throws
    {
        let world = try World()
        let a = try world.replica("a")
        _ = try a.log("leg 7 20m")
        let b = try world.join("b", to: a, as: .owner)
        var outgoing = try a.outgoing(byteLimit: .max / 2).map(\.envelope)
        outgoing[0].sealed[outgoing[0].sealed.startIndex] ^= 1
        let received = try b.receive(outgoing)
        #expect(received.keptAside == 1)
        #expect(try b.check().keptEnvelopes.count == 1)
        try world.carry(from: a, to: b)
        #expect(try b.check().keptEnvelopes.isEmpty)
        #expect(try a.digest() == b.digest())
    }

    @Test func `private notes stay with the owners' devices`() throws {
        let world = try World()
        let a = try world.replica("a")
        let key = try a.log("leg 7 20m")
        let (phone, ana) = (
            try world.join("p", to: a, as: .owner), try world.join("c", to: a, as: .caregiver)
        )
        try a.record(zoneOffset: 0) { intent in
            let note = intent.newEntity(.note, .owner)
            intent.write(
                Note.writes("only mine", about: key.id), on: EntityState(note, folding: []))
        }
        try world.carry(from: a, to: phone, ana)
        #expect(try phone.read { try $0.notes(about: key.id) }.map(\.text) == ["only mine"])
        #expect(try ana.read { try $0.notes(about: key.id) }.isEmpty)
        #expect(try ana.digest() == phone.digest())
        #expect(throws: StoreError.caregiverCannotWritePrivately) {
            try ana.record(zoneOffset: 0) { intent in
                let note = intent.newEntity(.note, .owner)
                intent.write(Note.writes("x", about: key.id), on: EntityState(note, folding: []))
            }
        }
    }

    @Test func `an undo in private changes nothing for everyone`() throws {
        let world = try World()
        let a = try world.replica("a")
        let key = try a.log("leg 7 20m")
        let phone = try world.join("p", to: a, as: .owner)
        let ana = try world.join("c", to: a, as: .caregiver)
        let origin = try #require(try a.episode(key).state.origin)
        try a.record(zoneOffset: 0) { intent in
            intent.change(intent.newEntity(.note, .owner)) { $0.undoes = [origin.id] }
        }
        try world.carry(from: a, to: phone, ana)
        for replica in [a, phone, ana] { #expect(try !replica.episode(key).state.isHidden) }
        #expect(Set(try [a, phone, ana].map { try $0.digest() }).count == 1)
    }

    @Test(arguments: [false, true])
    func `a change in chains of both audiences is in everyone, whichever came first`(
        privateFirst: Bool
    ) throws {
        let world = try World()
        let a = try world.replica("a")
        let b = try world.join("b", to: a, as: .owner)
        let (key, bytes) = try severitySeven(salt: a.random.bytes(8))
        var envelopes = try Audience.allCases.map { audience in
            try sealed(.change(bytes), by: a, audience, chain: UInt64(audience.rawValue))
        }
        if privateFirst { envelopes.reverse() }
        _ = try b.receive(envelopes)
        #expect(try b.episode(key).severity?.points == 7)
        let hidden = EntityKey(audience: .owner, kind: 1, id: key.id)
        #expect(try b.episode(hidden).state.isHidden)
        let before = try b.digest()
        try b.rebuild()
        #expect(try b.digest() == before)
    }

    @Test func `a body that comes by another chain fills the bare leaf that was there`() throws {
        let world = try World()
        let a = try world.replica("a")
        let b = try world.join("b", to: a, as: .owner)
        let (key, bytes) = try severitySeven(salt: a.random.bytes(8))
        let leaf = Chain.leaf(device: try a.state().device, changeBytes: bytes)
        for (chain, stands) in [(UInt64(1), ChainBody.leaf(leaf)), (2, .change(bytes))] {
            let envelope = try sealed(stands, by: a, .everyone, chain: chain)
            #expect(try b.receive([envelope]).keptAside == 0)
        }
        #expect(try b.episode(key).severity?.points == 7)
        #expect(try b.check().damage.isEmpty)
    }
}
