import Crypto
import TonusTypes

/// The hashes and the signature of a device's append-only chain.
///
/// One signature at the last head vouches for everything before it, so a long range costs one
/// verification. Source: Protocol/2-envelopes.md, "Chains".
package enum Chain {
    // Every change is hashed with these: the label is taken in once.
    private static let changes = Label.change.hashing()
    fileprivate static let heads = Label.head.hashing()

    package static func leaf(device: DeviceID, changeBytes: [UInt8]) -> Hash {
        var hashing = changes
        hashing.update(device)
        hashing.update(changeBytes)
        return hashing.hash
    }

    package static func changeID(leaf: Hash) -> ChangeID { leaf.prefix16() }

    /// The head of the empty chain.
    package static func start(_ address: ChainAddress, diary: DiaryID) -> ChainHead {
        ChainHead(
            sequence: 0,
            hash: Label.chain.hash(
                diary.bytes, address.device.bytes, [address.audience.rawValue],
                address.chain.bytes))
    }

    package static func signedMessage(
        _ head: ChainHead, of address: ChainAddress, diary: DiaryID
    ) -> [UInt8] {
        Label.signature.message(
            diary.bytes, address.device.bytes, [address.audience.rawValue], address.chain.bytes,
            head.sequence.bigEndianBytes, head.hash.bytes)
    }
}

extension ChainHead {
    package func appending(_ leaf: Hash) -> ChainHead {
        var hashing = Chain.heads
        hashing.update(hash)
        hashing.update(leaf)
        return ChainHead(sequence: sequence + 1, hash: hashing.hash)
    }
}

/// Checks an Ed25519 signature; a key of the wrong length verifies nothing.
package func isValidSignature(
    _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]
) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
        return false
    }
    return key.isValidSignature(signature, for: message)
}
