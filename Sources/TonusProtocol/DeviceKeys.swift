import Foundation
import TonusTypes

/// The public halves of a device's or a ticket's key pairs.
package struct DeviceKeys: Hashable, Sendable {
    /// 32 bytes, Ed25519.
    package let signing: [UInt8]
    /// 1216 bytes, X-Wing.
    package let agreement: [UInt8]

    package init(signing: [UInt8], agreement: [UInt8]) throws(ProtocolError) {
        guard signing.count == 32, agreement.count == 1216 else { throw .malformed(part: "keys") }
        (self.signing, self.agreement) = (signing, agreement)
    }

    package init(_ wire: WirePublicKeys) throws(ProtocolError) {
        try self.init(signing: Array(wire.signing), agreement: Array(wire.agreement))
    }

    package var wire: WirePublicKeys {
        var keys = WirePublicKeys()
        keys.signing = Data(signing)
        keys.agreement = Data(agreement)
        return keys
    }

    package var deviceID: DeviceID { Label.device.hash(signing, agreement).prefix16() }
    package var ticketID: TicketID { Label.ticket.hash(signing, agreement).prefix16() }
}

/// A name that only the roster's members can read.
package struct SealedText: Hashable, Sendable {
    package let epoch: UInt32
    /// 16 bytes.
    package let salt: [UInt8]
    package let sealed: [UInt8]

    package init(epoch: UInt32, salt: [UInt8], sealed: [UInt8]) {
        (self.epoch, self.salt, self.sealed) = (epoch, salt, sealed)
    }

    package init(_ wire: WireSealedText) throws(ProtocolError) {
        guard wire.epoch >= 1, wire.salt.count == 16, (17...1024).contains(wire.sealed.count)
        else { throw .malformed(part: "about") }
        self.init(epoch: wire.epoch, salt: Array(wire.salt), sealed: Array(wire.sealed))
    }

    init?(optional wire: WireSealedText, _ isPresent: Bool) throws(ProtocolError) {
        guard isPresent else { return nil }
        try self.init(wire)
    }

    package var wire: WireSealedText {
        var text = WireSealedText()
        text.epoch = epoch
        text.salt = Data(salt)
        text.sealed = Data(sealed)
        return text
    }
}

extension WireWrap {
    /// What a roster entry's reference to this wrap holds.
    package func hash() -> Hash {
        Label.wrap.hash(
            Array(recipient), rosterIndex.bigEndianBytes, Array(encapsulated), Array(sealed))
    }
}
