import Crypto
import Foundation
import TonusProtocol
import TonusTypes

/// The private halves of a device's or a ticket's key pairs.
package struct DeviceSecrets: Sendable {
    /// 32 bytes each, as they are kept in the key file.
    package let signingSeed: [UInt8]
    package let agreementSeed: [UInt8]
    package let keys: DeviceKeys
    private let signing: Curve25519.Signing.PrivateKey
    private let agreement: XWingMLKEM768X25519.PrivateKey

    package init(signingSeed: [UInt8], agreementSeed: [UInt8]) throws(VaultError) {
        do {
            signing = try Curve25519.Signing.PrivateKey(rawRepresentation: signingSeed)
            agreement = try XWingMLKEM768X25519.PrivateKey(
                seedRepresentation: agreementSeed, publicKey: nil)
            keys = try DeviceKeys(
                signing: Array(signing.publicKey.rawRepresentation),
                agreement: Array(agreement.publicKey.rawRepresentation))
        } catch {
            throw .badKey
        }
        (self.signingSeed, self.agreementSeed) = (signingSeed, agreementSeed)
    }

    package static func generate(_ random: Randomness) throws(VaultError) -> DeviceSecrets {
        try DeviceSecrets(signingSeed: random.bytes(32), agreementSeed: random.bytes(32))
    }

    package var device: DeviceID { keys.deviceID }

    package func sign(_ message: [UInt8]) throws(VaultError) -> [UInt8] {
        guard let signature = try? signing.signature(for: message) else { throw .badKey }
        return Array(signature)
    }

    /// Signs the head of one of this device's chains.
    package func sign(
        _ head: ChainHead, of address: ChainAddress, diary: DiaryID
    ) throws(VaultError) -> [UInt8] {
        try sign(Chain.signedMessage(head, of: address, diary: diary))
    }

    /// Signs a request; Source: Protocol/4-http.md, "Signed requests".
    package func authorize(
        as signer: RequestAuthorization.Signer, server: ServerID, method: String, path: String,
        time: Int64, body: [UInt8]
    ) throws(VaultError) -> RequestAuthorization {
        let message = RequestAuthorization.signedMessage(
            server: server, method: method, path: path, time: time, body: body)
        return RequestAuthorization(signer: signer, time: time, signature: try sign(message))
    }

    /// Opens keys that were wrapped to this recipient.
    ///
    /// - Throws: `VaultError.doesNotOpen`, also where they were wrapped for another diary or entry.
    package func unwrap(_ wrap: WireWrap, diary: DiaryID) throws(VaultError) -> EpochKeys {
        let info = wrapInfo(diary: diary, index: wrap.rosterIndex, recipient: Array(wrap.recipient))
        guard
            var recipient = try? HPKE.Recipient(
                privateKey: agreement, ciphersuite: .tonus, info: Data(info),
                encapsulatedKey: wrap.encapsulated),
            let plaintext = try? recipient.open(wrap.sealed),
            let wire = try? WireEpochKeys(serializedBytes: plaintext)
        else { throw .doesNotOpen }
        guard wire.epoch >= 1, wire.everyone.count == 32, [0, 32].contains(wire.owner.count) else {
            throw .malformed(part: "keys")
        }
        return EpochKeys(
            epoch: wire.epoch, everyone: Array(wire.everyone),
            owner: wire.owner.isEmpty ? nil : Array(wire.owner))
    }
}

/// Wraps the keys of an epoch for one recipient.
///
/// A value, so that a simulated world can wrap without true randomness.
package struct KeyWrapping: Sendable {
    package let wrap:
        @Sendable (EpochKeys, _ recipient: [UInt8], DeviceKeys, DiaryID, _ index: UInt64)
            throws(VaultError) -> WireWrap

    /// HPKE with X-Wing, SHA-256 and AES-256-GCM, base mode. Source: RFC 9180.
    package static let hpke = KeyWrapping {
        (keys, recipient, publicKeys, diary, index) throws(VaultError) in
        var wire = WireEpochKeys()
        wire.epoch = keys.epoch
        wire.everyone = Data(keys.everyone)
        if let owner = keys.owner { wire.owner = Data(owner) }
        let info = wrapInfo(diary: diary, index: index, recipient: recipient)
        guard
            let key = try? XWingMLKEM768X25519.PublicKey(rawRepresentation: publicKeys.agreement),
            var sender = try? HPKE.Sender(
                recipientKey: key, ciphersuite: .tonus, info: Data(info)),
            let plaintext: Data = try? wire.serializedBytes(),
            let sealed = try? sender.seal(plaintext)
        else { throw .badKey }
        var wrap = WireWrap()
        wrap.recipient = Data(recipient)
        wrap.rosterIndex = index
        wrap.encapsulated = sender.encapsulatedKey
        wrap.sealed = sealed
        return wrap
    }
}

private func wrapInfo(diary: DiaryID, index: UInt64, recipient: [UInt8]) -> [UInt8] {
    Label.wrap.message(diary.bytes, index.bigEndianBytes, recipient)
}

extension HPKE.Ciphersuite {
    fileprivate static let tonus = HPKE.Ciphersuite.XWingMLKEM768X25519_SHA256_AES_GCM_256
}
