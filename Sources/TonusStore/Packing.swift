import Foundation
import GRDB
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// Many small envelopes of a chain, to be given to the server again as one.
package struct Pack: Sendable {
    package let envelope: WireEnvelope
    package let address: ChainAddress
    let chain: Int64
    let range: ClosedRange<UInt64>
}

/// How the server holds the chains: what was pushed or received in one envelope.
///
/// A change that is pushed as it is written travels alone, with a signature and a header that are as
/// long as itself; a device that joins later would fetch as many envelopes as there are changes.
struct ServerEnvelopes {
    let db: Database
    let replica: ReplicaState

    init(_ db: Database, _ replica: ReplicaState) { (self.db, self.replica) = (db, replica) }

    /// Changes in one pack; with what people write, a quarter of what an envelope can hold.
    private static let changesLimit = 4096

    /// Notes that the server holds a range in one envelope. Only owners' devices may ever pack.
    func note(_ range: ClosedRange<UInt64>, of chain: Int64) throws {
        guard replica.role == .owner else { return }
        try db.run(
            "DELETE FROM server_envelope WHERE chain = ? AND last BETWEEN ? AND ?",
            chain, range.lowerBound, range.upperBound)
        try db.run(
            "INSERT INTO server_envelope VALUES (?, ?, ?)",
            chain, range.upperBound, range.lowerBound)
    }

    /// Forgets what was noted of a chain: the server holds it in another way.
    func forget(_ chain: Int64) throws {
        try db.run("DELETE FROM server_envelope WHERE chain = ?", chain)
    }

    /// The newest envelopes of a chain that are worth packing, as one range.
    ///
    /// Envelopes of like size are packed together, so that no change is packed more than twice.
    ///
    /// - Parameter count: how many small ones are packed into one.
    func tail(of chain: LogRows.ChainRow, count: Int) throws -> ClosedRange<UInt64>? {
        let rank = { (range: ClosedRange<UInt64>) in
            range.count < count ? 0 : range.count < count * count ? 1 : 2
        }
        var tail: [ClosedRange<UInt64>] = []
        var (changes, isFull) = (0, false)
        try db.walk(
            "SELECT first, last FROM server_envelope WHERE chain = ? ORDER BY last DESC", chain.id
        ) { row in
            let (first, last): (UInt64, UInt64) = (try row.get(0), try row.get(1))
            guard first <= last else { return false }
            let range = first...last
            if let newer = tail.last {
                guard range.upperBound + 1 == newer.lowerBound, rank(range) == rank(newer) else {
                    return false
                }
            }
            isFull = changes + range.count > Self.changesLimit
            if isFull { return false }
            changes += range.count
            tail.append(range)
            return true
        }
        guard let newest = tail.first, let oldest = tail.last, tail.count > 1,
            isFull || tail.count >= count, rank(newest) < 2,
            newest.upperBound == chain.head.sequence,
            chain.sent == chain.head
        else { return nil }
        return oldest.lowerBound...newest.upperBound
    }
}

extension Replica {
    /// What an owner's device can give the server in fewer envelopes: of its own chains, and of those
    /// whose devices are nobody's who could do it.
    package func nextPack() throws -> Pack? {
        let keys = try keyFile()
        return try reading { db in
            let replica = try ReplicaState(db)
            guard replica.role == .owner, replica.isActive,
                let epoch = keys.ring.keys(of: replica.roster.epoch)
            else { return nil }
            let rows = LogRows(db: db)
            for chain in try rows.chains() {
                guard
                    chain.address.device == replica.device
                        || replica.roster.role(of: chain.address.device) != .owner,
                    replica.roster.allows(chain.address, sequence: chain.head.sequence),
                    let range = try ServerEnvelopes(db, replica).tail(of: chain, count: packing)
                else { continue }
                let sealing = ChainSealing(
                    db: db, chain: chain, keys: keys, epoch: epoch, diary: replica.diary,
                    random: random)
                guard let envelope = try sealing.pack(range) else { continue }
                return Pack(
                    envelope: envelope, address: chain.address, chain: chain.id, range: range)
            }
            return nil
        }
    }

    /// Notes how the server holds a chain now, or that this is not known.
    package func note(_ pack: Pack, isTaken: Bool) throws {
        try transaction { db in
            let envelopes = ServerEnvelopes(db, try ReplicaState(db))
            if isTaken {
                try envelopes.note(pack.range, of: pack.chain)
            } else {
                try envelopes.forget(pack.chain)
            }
        }
    }
}
