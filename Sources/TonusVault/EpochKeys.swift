import Crypto
import Foundation
import TonusProtocol
import TonusTypes

/// The keys of one generation: one for each audience that the holder may read.
package struct EpochKeys: Hashable, Sendable, Codable {
    package let epoch: UInt32
    /// 32 bytes.
    package let everyone: [UInt8]
    /// 32 bytes; nil for who is no owner.
    package let owner: [UInt8]?

    package init(epoch: UInt32, everyone: [UInt8], owner: [UInt8]?) {
        (self.epoch, self.everyone, self.owner) = (epoch, everyone, owner)
    }

    package static func generate(epoch: UInt32, _ random: Randomness) -> EpochKeys {
        EpochKeys(epoch: epoch, everyone: random.bytes(32), owner: random.bytes(32))
    }

    func key(for audience: Audience) -> [UInt8]? {
        switch audience {
        case .everyone: everyone
        case .owner: owner
        }
    }

    /// What a holder of `role` is given.
    package func limited(to role: Role) -> EpochKeys {
        EpochKeys(epoch: epoch, everyone: everyone, owner: role.mayRead(.owner) ? owner : nil)
    }
}

/// Every generation of keys that this device holds.
package struct KeyRing: Hashable, Sendable, Codable {
    package private(set) var epochs: [UInt32: EpochKeys] = [:]

    package init(_ keys: [EpochKeys] = []) {
        for one in keys { epochs[one.epoch] = one }
    }

    package mutating func add(_ keys: EpochKeys) { epochs[keys.epoch] = keys }

    package func keys(of epoch: UInt32) -> EpochKeys? { epochs[epoch] }

    func key(epoch: UInt32, audience: Audience) throws(VaultError) -> [UInt8] {
        guard let key = epochs[epoch]?.key(for: audience) else { throw .noKey(epoch: epoch) }
        return key
    }
}

/// ChaCha20-Poly1305 under a key that is derived for this one message.
///
/// The salt is fresh for every message, so the key is never used twice and the nonce is zero.
/// Source: Protocol/2-envelopes.md, "The seal"; HKDF is RFC 5869.
enum Seal {
    static func seal(
        _ plaintext: [UInt8], under secret: [UInt8], salt: [UInt8], label: Label,
        authenticating header: [UInt8]
    ) throws(VaultError) -> [UInt8] {
        do {
            let box = try ChaChaPoly.seal(
                plaintext, using: derive(secret, salt, label), nonce: zeroNonce(),
                authenticating: isPlanted(.sealLeavesHeaderOut) ? [] : header)
            return Array(box.ciphertext) + Array(box.tag)
        } catch {
            throw .badKey
        }
    }

    static func open(
        _ sealed: [UInt8], under secret: [UInt8], salt: [UInt8], label: Label,
        authenticating header: [UInt8]
    ) throws(VaultError) -> [UInt8] {
        guard sealed.count >= 16 else { throw .doesNotOpen }
        do {
            let box = try ChaChaPoly.SealedBox(
                nonce: zeroNonce(), ciphertext: sealed.dropLast(16), tag: sealed.suffix(16))
            return Array(
                try ChaChaPoly.open(
                    box, using: derive(secret, salt, label),
                    authenticating: isPlanted(.sealLeavesHeaderOut) ? [] : header))
        } catch {
            throw .doesNotOpen
        }
    }

    static func derive(_ secret: [UInt8], _ salt: [UInt8], _ label: Label) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret), salt: salt, info: label.bytes,
            outputByteCount: 32)
    }

    private static func zeroNonce() throws -> ChaChaPoly.Nonce {
        try ChaChaPoly.Nonce(data: [UInt8](repeating: 0, count: 12))
    }
}
