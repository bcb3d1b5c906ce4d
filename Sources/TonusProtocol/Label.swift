import Crypto
import TonusTypes

/// What a hash or a signature is for. Each use has its own label, ended by a zero byte, so that
/// bytes made for one purpose can never pass for another.
///
/// Source: Protocol/2-envelopes.md, "Labels".
package enum Label: String, CaseIterable {
    case identifier = "tonus/1/id"
    case change = "tonus/1/change"
    case chain = "tonus/1/chain"
    case head = "tonus/1/head"
    case signature = "tonus/1/signature"
    case envelope = "tonus/1/envelope"
    case device = "tonus/1/device"
    case ticket = "tonus/1/ticket"
    case ticketSigning = "tonus/1/ticket-signing"
    case ticketAgreement = "tonus/1/ticket-agreement"
    case ticketBinding = "tonus/1/ticket-binding"
    case roster = "tonus/1/roster"
    case rosterSignature = "tonus/1/roster-signature"
    case wrap = "tonus/1/wrap"
    case name = "tonus/1/name"
    case request = "tonus/1/request"
    case digest = "tonus/1/digest"
    case code = "tonus/1/code"
    /// Of a folder on one machine; it never leaves it.
    case installation = "tonus/1/installation"

    /// Of what a report says; printed on it, and never sent.
    case report = "tonus/1/report"

    package var bytes: [UInt8] { Array(rawValue.utf8) + [0] }

    /// SHA-256 over the label and the parts, one after the other.
    package func hash(_ parts: [UInt8]...) -> Hash {
        var hashing = hashing()
        for part in parts { hashing.update(part) }
        return hashing.hash
    }

    /// The same, for what comes piece by piece.
    package func hashing() -> Hashing {
        var hashing = Hashing()
        hashing.update(bytes)
        return hashing
    }

    /// SHA-256 of what was given so far.
    package struct Hashing {
        private var sha = SHA256()

        package mutating func update(_ bytes: [UInt8]) { sha.update(data: bytes) }

        package mutating func update(_ value: some FixedBytes) {
            value.withBytes { sha.update(bufferPointer: $0) }
        }

        package var hash: Hash { Hash(digest: sha.finalize()) }
    }

    /// The label and the parts as one message, for a signature.
    package func message(_ parts: [UInt8]...) -> [UInt8] {
        parts.reduce(bytes, +)
    }
}

extension ID32 {
    init(digest: SHA256Digest) {
        // A SHA-256 digest has 32 bytes by definition, so this cannot be nil.
        // swift-format-ignore: NeverForceUnwrap
        self = digest.withUnsafeBytes { Self(bytes: $0)! }
    }
}

/// The id of an entity that two people's entries must share: derived from what it stands for.
///
/// No diary is in it, so it survives a joining. Source: Protocol/1-model.md, "Derived ids".
package func derivedEntityID(kind: UInt32, canonicalKey: [UInt8]) -> EntityID {
    Label.identifier.hash(kind.bigEndianBytes, canonicalKey).prefix16()
}
