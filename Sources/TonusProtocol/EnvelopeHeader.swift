import SwiftProtobuf
import TonusTypes

/// The open part of an envelope, checked for shape; its signature is checked by `isSigned`.
package struct EnvelopeHeader: Hashable, Sendable {
    package let address: ChainAddress
    /// Sequence numbers from 1, with `first <= last`.
    package let first: UInt64
    package let last: UInt64
    package let epoch: UInt32
    /// The chain's head at `last`.
    package let head: ChainHead
    package let signature: [UInt8]
    package let salt: [UInt8]
    /// The sequences whose bodies were erased, ascending.
    package let absent: [UInt64]
    /// The bytes as they travelled, which the seal authenticates.
    package let bytes: [UInt8]

    /// - Throws: `ProtocolError.malformed`; any later use of the fields is safe.
    package init(parsing bytes: [UInt8]) throws(ProtocolError) {
        let wire: WireEnvelopeHeader = try parse(bytes, part: "header")
        guard let device = DeviceID(bytes: wire.device) else { throw .malformed(part: "device") }
        guard let audience = UInt8(exactly: wire.audience).flatMap(Audience.init(rawValue:))
        else { throw .malformed(part: "audience") }
        guard let chain = ChainID(bytes: wire.chain) else { throw .malformed(part: "chain") }
        guard wire.first >= 1, wire.last >= wire.first, wire.last <= UInt64(Int64.max),
            wire.last - wire.first < Limits.envelopeChanges
        else { throw .malformed(part: "first") }
        guard wire.epoch >= 1 else { throw .malformed(part: "epoch") }
        guard let head = Hash(bytes: wire.head) else { throw .malformed(part: "head") }
        guard wire.signature.count == 64 else { throw .malformed(part: "signature") }
        guard wire.salt.count == 16 else { throw .malformed(part: "salt") }
        let ascending = zip(wire.absent, wire.absent.dropFirst()).allSatisfy { $0 < $1 }
        guard ascending, wire.absent.allSatisfy({ (wire.first...wire.last).contains($0) })
        else { throw .malformed(part: "absent") }

        self.address = ChainAddress(device: device, audience: audience, chain: chain)
        self.first = wire.first
        self.last = wire.last
        self.epoch = wire.epoch
        self.head = ChainHead(sequence: wire.last, hash: head)
        self.signature = Array(wire.signature)
        self.salt = Array(wire.salt)
        self.absent = wire.absent
        self.bytes = bytes
    }

    /// Whether the chain's device signed the head at `last`.
    package func isSigned(by key: [UInt8], diary: DiaryID) -> Bool {
        isPlanted(.headsAreUnsigned)
            || isValidSignature(
                signature, of: Chain.signedMessage(head, of: address, diary: diary), by: key)
    }

    /// The heads after each leaf, if they lead from `before` to the signed head; else nil.
    package func heads(after before: ChainHead, over leaves: [Hash]) -> [ChainHead]? {
        guard before.sequence + 1 == first else { return nil }
        var (heads, last) = ([ChainHead](), before)
        heads.reserveCapacity(leaves.count)
        for leaf in leaves {
            last = last.appending(leaf)
            heads.append(last)
        }
        return last == head || isPlanted(.headsAreNotCompared) ? heads : nil
    }
}

/// Reads a message; unknown fields are kept by it, and anything else that does not fit throws.
package func parse<M: SwiftProtobuf.Message>(
    _ bytes: [UInt8], part: String
) throws(ProtocolError) -> M {
    do {
        return try M(serializedBytes: bytes)
    } catch {
        throw .malformed(part: part)
    }
}
