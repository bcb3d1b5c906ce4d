import Foundation
import TonusCore
import TonusProtocol
import TonusTypes

/// What stands at one place of a chain.
package enum ChainBody: Hashable, Sendable {
    /// The bytes of a change.
    case change([UInt8])
    /// All that is left of an erased one.
    case leaf(Hash)

    package func leaf(device: DeviceID) -> Hash {
        switch self {
        case .change(let bytes): Chain.leaf(device: device, changeBytes: bytes)
        case .leaf(let leaf): leaf
        }
    }
}

/// An envelope that opened, and whose header was checked against the key that signed it.
package struct OpenedEnvelope: Hashable, Sendable {
    package let header: EnvelopeHeader
    /// One for each sequence from `first` to `last`.
    package let bodies: [ChainBody]
}

package enum EnvelopeSealing {
    /// Seals consecutive bodies of one chain.
    ///
    /// - Parameters:
    ///   - first: the sequence of the first body.
    ///   - head: the chain's head after the last body.
    ///   - signature: of the chain's device over that head.
    /// - Throws: `VaultError.tooLarge` above the envelope's limits; then seal fewer.
    package static func seal(
        _ bodies: [ChainBody], of address: ChainAddress, first: UInt64, head: ChainHead,
        signature: [UInt8], keys: EpochKeys, random: Randomness
    ) throws(VaultError) -> WireEnvelope {
        guard let secret = keys.key(for: address.audience) else {
            throw .noKey(epoch: keys.epoch)
        }
        let content = try encode(bodies)
        guard content.count <= Limits.inflatedBytes else { throw .tooLarge(part: "envelope") }
        let salt =
            isPlanted(.saltRepeats)
            ? keys.epoch.bigEndianBytes + [UInt8](repeating: 0, count: 12) : random.bytes(16)
        var header = WireEnvelopeHeader()
        header.device = Data(address.device.bytes)
        header.audience = UInt32(address.audience.rawValue)
        header.chain = Data(address.chain.bytes)
        header.first = first
        header.last = head.sequence
        header.epoch = keys.epoch
        header.head = Data(head.hash.bytes)
        header.signature = Data(signature)
        header.salt = Data(salt)
        header.absent = absent(in: bodies, first: first)
        guard let headerBytes: [UInt8] = try? header.serializedBytes() else {
            throw .malformed(part: "header")
        }
        var envelope = WireEnvelope()
        envelope.header = Data(headerBytes)
        envelope.sealed = Data(
            try Seal.seal(
                Padding.pack(content, compressing: bodies.count > 1), under: secret, salt: salt,
                label: .envelope, authenticating: headerBytes))
        guard envelope.header.count + envelope.sealed.count <= Limits.envelopeBytes else {
            throw .tooLarge(part: "envelope")
        }
        return envelope
    }

    /// Opens an envelope whose header has been parsed and whose signature has been checked.
    ///
    /// - Throws: `VaultError`; whoever calls puts the envelope aside and names it.
    package static func open(
        _ sealed: [UInt8], header: EnvelopeHeader, ring: KeyRing
    ) throws(VaultError) -> OpenedEnvelope {
        guard sealed.count <= Limits.envelopeBytes else { throw .tooLarge(part: "envelope") }
        let secret = try ring.key(epoch: header.epoch, audience: header.address.audience)
        let plaintext = try Seal.open(
            sealed, under: secret, salt: header.salt, label: .envelope,
            authenticating: header.bytes)
        let bodies = try decode(Padding.unpack(plaintext))
        guard UInt64(bodies.count) == header.last - header.first + 1,
            absent(in: bodies, first: header.first) == header.absent
        else { throw .malformed(part: "bodies") }
        return OpenedEnvelope(header: header, bodies: bodies)
    }

    private static func absent(in bodies: [ChainBody], first: UInt64) -> [UInt64] {
        zip(first..., bodies).compactMap { sequence, body in
            if case .leaf = body { sequence } else { nil }
        }
    }

    private static func encode(_ bodies: [ChainBody]) throws(VaultError) -> [UInt8] {
        var wire = WireBodies()
        wire.bodies = bodies.map { body in
            var one = WireBody()
            switch body {
            case .change(let bytes): one.change = Data(bytes)
            case .leaf(let leaf): one.leaf = Data(leaf.bytes)
            }
            return one
        }
        guard let bytes: [UInt8] = try? wire.serializedBytes() else {
            throw .malformed(part: "bodies")
        }
        return bytes
    }

    private static func decode(_ bytes: [UInt8]) throws(VaultError) -> [ChainBody] {
        guard let wire = try? WireBodies(serializedBytes: bytes) else {
            throw .malformed(part: "bodies")
        }
        var bodies: [ChainBody] = []
        for body in wire.bodies {
            switch body.of {
            case .change(let bytes)? where bytes.count <= Limits.changeBytes:
                bodies.append(.change(Array(bytes)))
            case .leaf(let bytes)?:
                guard let leaf = Hash(bytes: bytes) else { throw .malformed(part: "leaf") }
                bodies.append(.leaf(leaf))
            default: throw .malformed(part: "bodies")
            }
        }
        return bodies
    }
}
