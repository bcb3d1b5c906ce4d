import Foundation
import Synchronization
import Testing
import TonusCore
import TonusProtocol
import TonusTesting
import TonusTypes
import TonusVault

struct SealingTests {
    private let random: Randomness
    private let device: DeviceSecrets
    private let diary = DiaryID(bytes: [UInt8](repeating: 3, count: 32))
    private let keys: EpochKeys

    init() throws {
        let generator = Mutex(SplitMix64(seed: 11))
        random = Randomness { count in generator.withLock { $0.bytes(count) } }
        device = try DeviceSecrets.generate(random)
        keys = EpochKeys.generate(epoch: 1, random)
    }

    private func sealed(_ bodies: [ChainBody]) throws -> (WireEnvelope, ChainHead) {
        let diary = try #require(diary)
        let address = ChainAddress(device: device.device, audience: .everyone, chain: ChainID(1))
        let start = Chain.start(address, diary: diary)
        let head = bodies.reduce(start) { $0.appending($1.leaf(device: device.device)) }
        let envelope = try EnvelopeSealing.seal(
            bodies, of: address, first: 1, head: head,
            signature: device.sign(head, of: address, diary: diary), keys: keys, random: random)
        return (envelope, start)
    }

    /// Whether a receiver would take it: header, signature, seal and hashes.
    private func isTaken(_ envelope: WireEnvelope, after start: ChainHead) -> Bool {
        guard let diary, let header = try? EnvelopeHeader(parsing: Array(envelope.header)),
            header.isSigned(by: device.keys.signing, diary: diary),
            let opened = try? EnvelopeSealing.open(
                Array(envelope.sealed), header: header, ring: KeyRing([keys]))
        else { return false }
        return opened.header.heads(
            after: start, over: opened.bodies.map { $0.leaf(device: opened.header.address.device) })
            != nil
    }

    @Test func `what is sealed opens to the same bodies, whatever their number and size`() throws {
        for count in [1, 2, 5, 40] {
            let bodies = (0..<count).map { ChainBody.change(random.bytes($0 * 37 % 900)) }
            let (envelope, start) = try sealed(bodies)
            let opened = try EnvelopeSealing.open(
                Array(envelope.sealed), header: EnvelopeHeader(parsing: Array(envelope.header)),
                ring: KeyRing([keys]))
            #expect(opened.bodies == bodies)
            #expect(isTaken(envelope, after: start))
        }
    }

    @Test func `every flipped bit and every truncation of an envelope is refused`() throws {
        let (envelope, start) = try sealed([.change(random.bytes(40))])
        for place in envelope.header.indices {
            for bit in 0..<8 {
                var altered = envelope
                altered.header[place] ^= 1 << UInt8(bit)
                #expect(!isTaken(altered, after: start))
            }
            var short = envelope
            short.header = envelope.header[..<place]
            #expect(!isTaken(short, after: start))
        }
        for place in envelope.sealed.indices {
            for bit in 0..<8 {
                var altered = envelope
                altered.sealed[place] ^= 1 << UInt8(bit)
                #expect(!isTaken(altered, after: start))
            }
            var short = envelope
            short.sealed = envelope.sealed[..<place]
            #expect(!isTaken(short, after: start))
        }
    }

    @Test func `every flipped bit and every truncation of a roster entry is refused`() throws {
        let member = try #require(MemberID(bytes: random.bytes(16)))
        let entry = try RosterWriting(secrets: device, random: random, now: 1).genesis(
            member: member)
        #expect(throws: Never.self) { try Roster(genesis: entry) }
        // The body's own hash is the diary, so an altered genesis is another diary's, ill signed.
        for place in stride(from: 0, to: entry.body.count, by: 7) {
            var altered = entry
            altered.body[altered.body.startIndex + place] ^= 1 << UInt8(place % 8)
            #expect(throws: ProtocolError.self) { try Roster(genesis: altered) }
            var short = entry
            short.body = entry.body.prefix(place)
            #expect(throws: ProtocolError.self) { try Roster(genesis: short) }
        }
        for place in entry.signatures[0].signature.indices {
            var altered = entry
            altered.signatures[0].signature[place] ^= 1
            #expect(throws: ProtocolError.self) { try Roster(genesis: altered) }
        }
    }

    @Test func `every single slip in a ticket is noticed, and case is none`() throws {
        let ticket = Ticket(secret: random.bytes(16), server: "http://127.0.0.1:8787")
        let text = ticket.text
        #expect(try Ticket(text: text.lowercased()) == ticket)
        #expect(try Ticket(text: " " + text.replacing("-", with: "") + "\n") == ticket)
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        for place in text.indices where text[place] != "-" {
            for other in alphabet where other != Character(text[place].uppercased()) {
                var slip = text
                slip.replaceSubrange(place...place, with: String(other))
                #expect(throws: VaultError.mistypedTicket) { try Ticket(text: slip) }
            }
            #expect(throws: VaultError.mistypedTicket) { try Ticket(text: String(text[..<place])) }
        }
    }

    @Test func `keys are opened by the one they were wrapped for, in that diary, at that entry`()
        throws
    {
        let diary = try #require(diary)
        let wrap = try KeyWrapping.hpke.wrap(keys, device.device.bytes, device.keys, diary, 5)
        #expect(try device.unwrap(wrap, diary: diary) == keys)
        let stranger = try DeviceSecrets.generate(random)
        #expect(throws: VaultError.doesNotOpen) { try stranger.unwrap(wrap, diary: diary) }
        let other = try #require(DiaryID(bytes: random.bytes(32)))
        #expect(throws: VaultError.doesNotOpen) { try device.unwrap(wrap, diary: other) }
        var moved = wrap
        moved.rosterIndex = 6
        #expect(throws: VaultError.doesNotOpen) { try device.unwrap(moved, diary: diary) }
        for place in stride(from: 0, to: wrap.encapsulated.count, by: 13) {
            var altered = wrap
            altered.encapsulated[altered.encapsulated.startIndex + place] ^= 1
            #expect(throws: VaultError.self) { try device.unwrap(altered, diary: diary) }
        }
    }

    /// Lengths computed by hand from the paper's formula.
    @Test(arguments: [
        (1, 128), (128, 128), (129, 144), (144, 144), (145, 160), (257, 272),
        (1000, 1024), (1025, 1088), (100_000, 100_352),
    ])
    func `lengths are padded so that they tell little`(count: Int, padded: Int) {
        #expect(Padding.paddedCount(count) == padded)
    }

    @Test func `padding that is not zero, or not as long as it must be, is refused`() throws {
        var bytes = Padding.pack([1, 2, 3], compressing: false)
        #expect(try Padding.unpack(bytes) == [1, 2, 3])
        #expect(throws: VaultError.self) { try Padding.unpack(bytes + [0]) }
        bytes[bytes.count - 1] = 1
        #expect(throws: VaultError.self) { try Padding.unpack(bytes) }
    }

    @Test func `what inflates beyond the limit is refused before it is inflated`() throws {
        let bomb = [UInt8](repeating: 0, count: Limits.inflatedBytes + 1)
        let packed = Padding.pack(bomb, compressing: true)
        #expect(packed.count < 10_000)
        #expect(throws: VaultError.tooLarge(part: "plaintext")) { try Padding.unpack(packed) }
    }

    @Test func `a compressed content is one frame, with nothing behind it`() throws {
        let content = [UInt8](repeating: 7, count: 4000)
        let packed = Padding.pack(content, compressing: true)
        #expect(try Padding.unpack(packed) == content)
        let count = Int(UInt32(bigEndianBytes: packed[1..<5]))
        let frame = Array(packed[5..<5 + count])
        // An empty frame, and a frame that says of itself to be skipped.
        for stray in [
            [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x00, 0x01, 0x00, 0x00],
            [0x50, 0x2A, 0x4D, 0x18, 0x00, 0x00, 0x00, 0x00],
        ] as [[UInt8]] {
            let both = frame + stray
            var bytes = [1] + UInt32(both.count).bigEndianBytes + both
            let padding = Padding.paddedCount(bytes.count) - bytes.count
            bytes += [UInt8](repeating: 0, count: padding)
            #expect(throws: VaultError.malformed(part: "plaintext")) {
                try Padding.unpack(bytes)
            }
        }
    }

    @Test func `no salt repeats, even where the very same bytes are sealed again`() throws {
        var salts: Set<Data> = []
        for _ in 0..<1_000 {
            let envelope = try sealed([.change([1, 2, 3])]).0
            salts.insert(try WireEnvelopeHeader(serializedBytes: envelope.header).salt)
        }
        #expect(salts.count == 1_000)
    }
}
