import TonusProtocol

/// Messages with nothing in them but what is checked.
///
/// Fields that this server does not know, outside of what is signed or hashed, would let a sender
/// store what nobody vouches for, at any size.
extension WireRosterEntry {
    var bare: WireRosterEntry {
        var entry = WireRosterEntry()
        entry.body = body
        entry.signatures = signatures.map {
            var signature = WireRosterSignature()
            signature.signer = $0.signer
            signature.signature = $0.signature
            return signature
        }
        return entry
    }
}

extension WireWrap {
    var bare: WireWrap {
        var wrap = WireWrap()
        wrap.recipient = recipient
        wrap.rosterIndex = rosterIndex
        wrap.encapsulated = encapsulated
        wrap.sealed = sealed
        return wrap
    }
}

extension WireWitness {
    var bare: WireWitness {
        var witness = WireWitness()
        witness.header = header
        witness.sealed = sealed
        return witness
    }
}
