import Foundation
import GRDB
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// An envelope on its way, and what to note when the server has it.
package struct Outgoing: Sendable {
    package let envelope: WireEnvelope
    package let changes: Int
    package let address: ChainAddress
    let chain: Int64
    let head: ChainHead

    var range: ClosedRange<UInt64> { (head.sequence - UInt64(changes) + 1)...head.sequence }
}

/// What the server said of chains that it holds less of, or something else.
package struct ServerHeads: Sendable {
    /// Changes that it once had, and that this device can give again.
    package var lost = 0
    /// A chain of this very device stands elsewhere: it has to be pulled before it is pushed.
    package var isOwnElsewhere = false
    /// Others' chains of which it holds another history.
    package var forked: Set<ChainAddress> = []
}

extension Replica {
    /// Seals what the server is not known to hold, up to about `byteLimit` bytes of changes.
    ///
    /// Own chains always; other devices' chains where this device is an owner's, so that a server
    /// that lost them is made whole.
    package func outgoing(byteLimit: Int) throws -> [Outgoing] {
        let keys = try keyFile()
        return try reading { db in
            let replica = try ReplicaState(db)
            guard replica.isActive else { return [] }
            guard let epoch = keys.ring.keys(of: replica.roster.epoch) else {
                throw StoreError.roster(.keysMissing(epoch: replica.roster.epoch))
            }
            var outgoing: [Outgoing] = []
            var left = byteLimit
            let rows = LogRows(db: db)
            for chain in try rows.chains() where left > 0 {
                guard chain.sent.sequence < chain.head.sequence,
                    replica.roster.allows(chain.address, sequence: chain.head.sequence),
                    try chain.address.device == replica.device
                        || replica.role == .owner && rows.isSigned(chain)
                            && !isPlanted(.ownersMendNothing)
                else { continue }
                let sealing = ChainSealing(
                    db: db, chain: chain, keys: keys, epoch: epoch, diary: replica.diary,
                    random: random)
                do {
                    outgoing += try sealing.envelopes(byteLimit: &left)
                } catch VaultError.tooLarge where chain.address.device != replica.device {
                    // Only its author can sign a shorter piece of it, and will.
                    continue
                }
            }
            return outgoing
        }
    }

    /// Notes that the server holds what was sent, once it has said so.
    package func markSent(_ outgoing: [Outgoing]) throws {
        if outgoing.isEmpty { return }
        try transaction { db in
            let envelopes = ServerEnvelopes(db, try ReplicaState(db))
            for one in outgoing {
                try envelopes.note(one.range, of: one.chain)
                try db.run(
                    "UPDATE chain SET sent = ?, sent_head = ? WHERE id = ? AND sent < ?",
                    Int64(one.head.sequence), one.head.hash, one.chain,
                    Int64(one.head.sequence))
            }
        }
    }

    /// Takes the server's word on how far it holds these chains.
    ///
    /// One of this device's own of which the server holds another history is pulled from its start,
    /// and what it lacks moves to a new chain.
    package func noteServerHeads(_ marks: [WireChainMark]) throws -> ServerHeads {
        var found = ServerHeads()
        if marks.isEmpty { return found }
        try transaction { db in
            let replica = try ReplicaState(db)
            let rows = LogRows(db: db)
            for mark in marks {
                guard let address = replica.roster.address(mark),
                    let chain = try rows.chain(address)
                else { continue }
                let isMine = address.device == replica.device
                guard
                    let held = try rows.head(of: chain, at: mark.sequence, diary: replica.diary)
                else {
                    // The server holds more than is held here, and what comes next tells whether it
                    // goes on from here. Another's chain needs nothing from here; of an own one,
                    // nothing is claimed until then.
                    if isMine {
                        found.isOwnElsewhere = true
                    } else {
                        try rows.saveSent(chain.head, of: chain.id)
                    }
                    continue
                }
                if mark.sequence > 0, held.hash.prefix8 != Array(mark.head) {
                    let start = Chain.start(address, diary: replica.diary)
                    if isMine {
                        try rows.saveSent(start, of: chain.id)
                        found.isOwnElsewhere = true
                    } else {
                        found.forked.insert(address)
                    }
                    continue
                }
                if isMine || replica.role == .owner, held.sequence < chain.sent.sequence {
                    found.lost += Int(clamping: chain.sent.sequence - held.sequence)
                }
                if !isPlanted(.lostIsNotReturned) { try rows.saveSent(held, of: chain.id) }
            }
        }
        return found
    }

    /// The heads of this device's own chains.
    package func ownHeads() throws -> [ChainAddress: ChainHead] {
        try reading { db in
            let device = try ReplicaState(db).device
            let own = try LogRows(db: db).chains().filter { $0.address.device == device }
            return Dictionary(
                uniqueKeysWithValues: own.filter { $0.head.sequence > 0 }.map {
                    ($0.address, $0.head)
                })
        }
    }

    /// What this replica holds, for the server to compare.
    ///
    /// - Parameter passing: chains whose next envelopes could not be used in this errand; they are
    ///   passed over, so that they stop no other, and asked for again in the next errand.
    package func chainMarks(passing: [ChainAddress: ChainHead] = [:]) throws -> [WireChainMark] {
        try reading { db in
            let replica = try ReplicaState(db)
            let passed = passing.compactMap { replica.roster.mark($0.key, $0.value) }
            return try passed
                + LogRows(db: db).chains().compactMap { chain in
                    if passing[chain.address] != nil { return nil }
                    // Of its own chains, a device claims no more than what it knows to be there.
                    let isMine = chain.address.device == replica.device
                    let head = isMine ? chain.sent : chain.head
                    return head.sequence == 0 ? nil : replica.roster.mark(chain.address, head)
                }
        }
    }
}

extension Roster {
    /// The chain a mark names; nil where this roster has no such device.
    package func address(_ mark: WireChainMark) -> ChainAddress? {
        guard let device = devices.first(where: { $0.number == mark.device }),
            let audience = UInt8(exactly: mark.audience).flatMap(Audience.init(rawValue:)),
            let chain = ChainID(bytes: mark.chain)
        else { return nil }
        return ChainAddress(device: device.id, audience: audience, chain: chain)
    }

    package func mark(_ address: ChainAddress, _ head: ChainHead) -> WireChainMark? {
        guard let number = device(address.device)?.number else { return nil }
        var mark = WireChainMark()
        mark.device = number
        mark.audience = UInt32(address.audience.rawValue)
        mark.chain = Data(address.chain.bytes)
        mark.sequence = head.sequence
        mark.head = Data(head.hash.prefix8)
        return mark
    }
}

/// Cuts the unsent end of a chain into envelopes, and packs what was sent.
struct ChainSealing {
    let db: Database
    let chain: LogRows.ChainRow
    let keys: KeyFile
    let epoch: EpochKeys
    let diary: DiaryID
    let random: Randomness

    /// Room for the header and the padding, which adds at most 12 %.
    private static let contentLimit = Limits.envelopeBytes * 3 / 4

    func envelopes(byteLimit: inout Int) throws -> [Outgoing] {
        let rows = LogRows(db: db)
        var head = chain.sent
        var outgoing: [Outgoing] = []
        var batch: [ChainBody] = []
        var (bytes, stamp) = (0, Int64?.none)
        let isMine = chain.address.device == keys.secrets.device
        try rows.walk(chain.id, from: chain.sent.sequence + 1) { place in
            guard let body = place.body else { throw StoreError.damaged(cause: "change") }
            // An intent stays in one envelope: cut only where the stamp changes. Only the author
            // can sign a head anywhere; another's chain is cut where its author once did.
            let isFull =
                bytes + place.size > min(Self.contentLimit, byteLimit)
                || UInt64(batch.count) >= Limits.envelopeChanges - 64
            let cuts = isMine ? isFull && stamp != place.stamp : try signed(head) != nil
            if cuts, !batch.isEmpty {
                outgoing.append(try seal(batch, to: head))
                byteLimit -= bytes
                (batch, bytes) = ([], 0)
                if byteLimit <= 0 { return false }
            }
            head = head.appending(body.leaf(device: chain.address.device))
            batch.append(body)
            (bytes, stamp) = (bytes + place.size + 4, place.stamp)
            return true
        }
        guard UInt64(batch.count) <= Limits.envelopeChanges else {
            throw VaultError.tooLarge(part: "envelope")
        }
        if !batch.isEmpty { outgoing.append(try seal(batch, to: head)) }
        byteLimit -= bytes
        return outgoing
    }

    /// A range that ends at the chain's head as one envelope; nil where it is too large for one.
    func pack(_ range: ClosedRange<UInt64>) throws -> WireEnvelope? {
        var batch: [ChainBody] = []
        var bytes = 0
        try LogRows(db: db).walk(chain.id, from: range.lowerBound) { place in
            guard let body = place.body else { throw StoreError.damaged(cause: "change") }
            batch.append(body)
            bytes += place.size + 4
            return bytes <= Self.contentLimit
        }
        guard batch.count == range.count, UInt64(batch.count) <= Limits.envelopeChanges else {
            return nil
        }
        return try seal(batch, to: chain.head).envelope
    }

    private func seal(_ batch: [ChainBody], to head: ChainHead) throws -> Outgoing {
        let envelope = try EnvelopeSealing.seal(
            batch, of: chain.address, first: head.sequence - UInt64(batch.count) + 1, head: head,
            signature: try signature(at: head), keys: epoch, random: random)
        return Outgoing(
            envelope: envelope, changes: batch.count, address: chain.address, chain: chain.id,
            head: head)
    }

    private func signature(at head: ChainHead) throws -> [UInt8] {
        if chain.address.device == keys.secrets.device {
            return try keys.secrets.sign(head, of: chain.address, diary: diary)
        }
        if let signature = try signed(head) { return signature }
        let stored: [UInt8]? = try db.first(
            "SELECT signature FROM chain WHERE id = ?", chain.id
        ) { try $0.get(0) }
        guard let stored, head == chain.head else {
            throw StoreError.damaged(cause: "chain.signature")
        }
        return stored
    }

    /// The author's signature of a head on the way, where one is kept.
    private func signed(_ head: ChainHead) throws -> [UInt8]? {
        try db.first(
            "SELECT signature FROM signed_head WHERE chain = ? AND sequence = ? AND head = ?",
            chain.id, head.sequence, head.hash
        ) { try $0.get(0) }
    }
}
