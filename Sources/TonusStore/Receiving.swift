import Foundation
import GRDB
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// What came in, and what was put aside.
package struct Received: Sendable, Hashable {
    package var changes = 0
    /// Those put aside: where they stand, and the head they claim.
    package var aside: [ChainAddress: ChainHead] = [:]
    package var keptAside = 0

    package init() {}
}

extension Replica {
    /// Checks, opens and applies envelopes, each in a transaction of its own, so that an entry
    /// being written never waits long.
    ///
    /// An envelope that does not open, or does not hash to its signed head, is put aside and
    /// named; it stops no other chain and is asked for again.
    package func receive(_ envelopes: [WireEnvelope]) throws -> Received {
        var received = Received()
        let ring = try keyFile().ring
        for envelope in envelopes {
            guard let header = try? EnvelopeHeader(parsing: Array(envelope.header)) else {
                received.keptAside += 1
                continue
            }
            try transaction { db in
                var receiving = try Receiving(db, ring: ring, now: clock())
                if let reason = try receiving.take(envelope, header) {
                    try receiving.keep(envelope, header, reason: reason)
                    received.keptAside += 1
                    received.aside[header.address] = header.head
                }
                received.changes += receiving.newChanges
            }
        }
        return received
    }
}

/// Applies one envelope inside a transaction.
private struct Receiving {
    let db: Database
    let replica: ReplicaState
    let ring: KeyRing
    let now: Int64
    var newChanges = 0

    private static let keptLimit = 256

    init(_ db: Database, ring: KeyRing, now: Int64) throws {
        (self.db, self.ring, self.now) = (db, ring, now)
        replica = try ReplicaState(db)
    }

    /// - Returns: why it has to be put aside; nil if it was taken.
    mutating func take(_ envelope: WireEnvelope, _ header: EnvelopeHeader) throws -> AsideReason? {
        guard let device = replica.roster.device(header.address.device) else {
            return .notOnRoster
        }
        guard header.isSigned(by: device.keys.signing, diary: replica.diary) else {
            return .badSignature
        }
        let rows = LogRows(db: db)
        let known = try rows.chain(header.address)
        if let known, header.last <= known.head.sequence {
            // The head stands for everything before it: equal heads need no opening.
            let mine = try rows.head(of: known, at: header.last, diary: replica.diary)
            guard mine == header.head else {
                return .otherHistory
            }
            if header.last > known.sent.sequence { try rows.saveSent(header.head, of: known.id) }
            try forget(header)
            return nil
        }
        let opened: OpenedEnvelope
        do throws(VaultError) {
            opened = try EnvelopeSealing.open(Array(envelope.sealed), header: header, ring: ring)
        } catch {
            return .doesNotOpen
        }
        var chain =
            try known
            ?? rows.makeChain(header.address, diary: replica.diary, isCurrent: false)
        guard header.first <= chain.head.sequence + 1 else {
            return .gap
        }
        guard let before = try rows.head(of: chain, at: header.first - 1, diary: replica.diary),
            let heads = opened.heads(after: before)
        else { return .badHead }
        let held = chain.head
        if held.sequence >= header.first, held.sequence <= header.last {
            guard heads[Int(held.sequence - header.first)] == held else {
                return .otherHistory
            }
        }
        try append(opened, from: held.sequence, to: &chain)
        try rows.save(chain, signature: header.signature)
        if header.last > chain.sent.sequence { try rows.saveSent(header.head, of: chain.id) }
        try forget(header)
        return nil
    }

    private mutating func append(
        _ opened: OpenedEnvelope, from held: UInt64, to chain: inout LogRows.ChainRow
    ) throws {
        let rows = LogRows(db: db)
        var clock = replica.clock
        var folding = Folding(db, replica)
        for (sequence, body) in zip(opened.header.first..., opened.bodies) where sequence > held {
            var decoded: ChangeBody?
            if case .change(let bytes) = body {
                // A body that says nothing readable keeps its place, and its bytes for a newer version.
                decoded = try? ChangeCodec.decode(bytes, audience: chain.address.audience)
            }
            let isSuspect = decoded.map { clock.observe($0.timestamp, now: now) } ?? false
            let added = try rows.append(
                body, decoded, to: &chain,
                isAllowed: replica.roster.allows(chain.address, sequence: sequence),
                isSuspect: isSuspect)
            if added.isNew {
                try folding.added(added.row, decoded, entity: added.entity)
                if let left = added.left { folding.mark(left) }
                newChanges += 1
            }
        }
        try folding.finish()
        try db.execute(
            sql: "UPDATE replica SET clock = max(clock, ?)",
            arguments: [Int64(ordering: clock.latest.rawValue)])
    }

    /// Keeps it as it came, up to a bound: a hostile server could send such things without end.
    func keep(_ envelope: WireEnvelope, _ header: EnvelopeHeader, reason: AsideReason) throws {
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM kept_envelope") ?? 0
        guard count < Self.keptLimit else { return }
        try db.execute(
            sql: "INSERT OR REPLACE INTO kept_envelope VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                Data(header.address.device.bytes), header.address.audience.rawValue,
                Data(header.address.chain.bytes), Int64(header.first), Int64(header.last),
                envelope.header, envelope.sealed, reason.rawValue,
            ])
    }

    private func forget(_ header: EnvelopeHeader) throws {
        try db.execute(
            sql: """
                DELETE FROM kept_envelope
                WHERE device = ? AND audience = ? AND chain = ? AND first >= ? AND last <= ?
                """,
            arguments: [
                Data(header.address.device.bytes), header.address.audience.rawValue,
                Data(header.address.chain.bytes), Int64(header.first), Int64(header.last),
            ])
    }
}
